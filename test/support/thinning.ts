/** Thins an archive, slowly enough to be killed in the midst of it. */
import { thinArchive } from '../../crawler/archive/thin.ts';

const [, , file = '', before = ''] = process.argv;
process.send?.('begun');
await thinArchive(file, { before });
process.send?.('done');
process.disconnect?.();
