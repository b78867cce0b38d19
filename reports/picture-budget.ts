import type { EvidenceLimits } from '../crawler/site-config.ts';

/** What the pictures of one report may still take. */
export interface PictureBudget {
	/** Pictures that may still be added; 0 once the bytes are used up. */
	readonly left: () => number;
	/** Whether a picture of so many bytes, or one that the report has already, fits. */
	readonly fits: (name: string, bytes: number) => boolean;
	/** A picture is one of the report's; each counts once. */
	readonly spend: (name: string, bytes: number) => void;
}

/** Without limits, whatever there is fits. */
export const pictureBudget = (
	limits: Pick<EvidenceLimits, 'pictures' | 'megabytes'> | undefined,
): PictureBudget => {
	const names = new Set<string>();
	const most = limits?.pictures ?? Number.POSITIVE_INFINITY;
	let bytesLeft = (limits?.megabytes ?? Number.POSITIVE_INFINITY) * 1_000_000;
	return {
		left: () => (bytesLeft > 0 ? Math.max(0, most - names.size) : 0),
		fits: (name, bytes) => names.has(name) || (names.size < most && bytes <= bytesLeft),
		spend: (name, bytes) => {
			if (names.has(name)) return;
			names.add(name);
			bytesLeft -= bytes;
		},
	};
};
