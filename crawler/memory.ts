import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap near what is in use.
 *
 * V8 puts objects of kinds that lived long straight into the old space. For the nodes of a page that is a bet it loses: each
 * points to its neighbours, so one dead node in the old space keeps its whole page alive through every quick collection, and
 * collections that freed everything in half a millisecond copy megabytes for ten. Without it the rest may grow slowly.
 */
export const keepHeapSmall = (): void => {
	setFlagsFromString('--no-allocation-site-pretenuring');
	setFlagsFromString('--heap-growing-percent=50');
};
