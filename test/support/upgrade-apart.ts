/** Opens a store in a process of its own, to be killed while it brings the file up to date: says when it begins, and when it is done. */
import { openStore } from '../../reports/store.ts';

const [, , file = ''] = process.argv;
process.send?.('begun');
await openStore(file);
process.send?.('done');
