import type { Pause } from '../reports/store/operation-model.ts';
import type { Store } from '../reports/store.ts';

/** For so long, milliseconds, a pause that another program began or ended may not be shown. */
const staleMs = 3000;

/** Whether the schedule is paused, for every page to say so. */
export interface Standstill {
	readonly pause: () => Promise<Pause | undefined>;
	/** Somebody paused here, or went on. */
	readonly forget: () => void;
}

export const standstillOf = ({ operations }: Pick<Store, 'operations'>): Standstill => {
	let known: { readonly at: number; readonly pause: Promise<Pause | undefined> } | undefined;
	return {
		pause: () => {
			if (!known || performance.now() - known.at > staleMs)
				known = { at: performance.now(), pause: operations.pause() };
			return known.pause;
		},
		forget: () => {
			known = undefined;
		},
	};
};
