import type { Audit } from '../reports/store/audit-model.ts';

type Seen = Pick<Audit, 'id' | 'lease' | 'seenAt'>;

/** How long audits of other machines have given no sign of life, by our own clock alone: two machines seldom agree on the time. */
export interface Silence {
	/** Looks at all that are under way now; how long each has been silent, milliseconds. Others are forgotten. */
	readonly look: <One extends Seen>(audits: readonly One[]) => ReadonlyMap<One, number>;
}

/** Between two looks, no more counts: where we ourselves were held up, by a store that was away, so were all others. */
const longestGapMs = 30_000;

/** `clock`: milliseconds that only ever go forward. */
export const createSilence = (clock: () => number = () => performance.now()): Silence => {
	let known: ReadonlyMap<string, { readonly seenAt: string | undefined; readonly ms: number }> = new Map();
	let lookedAt = clock();
	return {
		look: (audits) => {
			const at = clock();
			const gap = Math.min(at - lookedAt, longestGapMs);
			lookedAt = at;
			const looks = audits.map((audit) => {
				const { id, lease, seenAt } = audit;
				const key = `${id} ${lease}`;
				const before = known.get(key);
				// Whether it is later or earlier than before is its own clock's affair.
				return { audit, key, seenAt, ms: before && before.seenAt === seenAt ? before.ms + gap : 0 };
			});
			known = new Map(looks.map(({ key, ...seen }) => [key, seen]));
			return new Map(looks.map(({ audit, ms }) => [audit, ms]));
		},
	};
};
