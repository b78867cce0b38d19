/** Opens one town of the country in a process of its own: its address and the names of its hosts go to whoever started it. */
import type { Family } from '../test/fixtures/country/model.ts';
import { openTown } from '../test/fixtures/country/serve.ts';

const [name = '', seed = '1', size = '1'] = process.argv.slice(2);
const { family } = (await import(`../test/fixtures/country/families/${name}.ts`)) as { family: Family };
const town = await openTown(family, { seed: Number(seed), size: Number(size) });
process.send?.({ name: town.name, url: town.url, hosts: Object.keys(town.hosts) });
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
