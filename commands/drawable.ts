import { availableParallelism } from 'node:os';

/** Pages that a browser may have open at once for each core: most of the time they wait for answers. */
const pagesACore = 2;

/** Pages that all browsers of this machine may have open at once; each costs some hundred megabytes at worst. */
export const drawable = (): number => pagesACore * availableParallelism();
