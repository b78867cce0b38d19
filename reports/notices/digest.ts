import { shanghaiTime } from '../time.ts';
import { harmless } from './harmless.ts';
import {
	countOf,
	type Digest,
	examplesEach,
	type NoticeEvent,
	type Occasion,
	occasions,
	type SiteNotice,
	type Told,
} from './model.ts';

/** Sites named in one message. */
const sitesEach = 100;

/** Later words on an occasion take the place of earlier ones, but for what was told once: that adds up. */
const merged = (events: readonly NoticeEvent[]): Told[] => {
	const told = new Map<Occasion, Told>();
	for (const { told: next } of events) {
		const before = told.get(next.occasion);
		const adds = next.occasion === 'overdue' || next.occasion === 'regressed' || next.occasion === 'upcoming';
		if (adds && before?.occasion === next.occasion)
			told.set(next.occasion, {
				...next,
				count: before.count + next.count,
				examples: [...before.examples, ...next.examples].slice(0, examplesEach),
			});
		else told.set(next.occasion, next);
	}
	return occasions.flatMap((occasion) => told.get(occasion) ?? []);
};

const places: Readonly<Record<Occasion, number>> = {
	veto: 100_000_000,
	audit: 0,
	regressed: 10_000,
	overdue: 10_000,
	upcoming: 1,
	held: 0,
};

/** Vetoes before all else, then what came back or is overdue, then what falls due. */
const gravity = ({ told }: SiteNotice): number =>
	told.reduce((sum, one) => {
		const own = Math.min(countOf(one), 9000) * places[one.occasion];
		return sum + own + (one.occasion === 'audit' && one.verdict === 'unqualified' ? 10_000_000 : 0);
	}, 0);

/** Makes one message of what happened. `names`: of the sites, by id. */
export const digestOf = (
	events: readonly NoticeEvent[],
	names: ReadonlyMap<string, string>,
	now: Date,
): Digest => {
	const sites = [...Map.groupBy(events, ({ site }) => site)]
		.map(([id, own]): SiteNotice => ({ id, name: harmless(names.get(id) || id, 40), told: merged(own) }))
		.sort((a, b) => gravity(b) - gravity(a));
	const totals: Partial<Record<Occasion, { sites: number; count: number }>> = {};
	for (const one of sites.flatMap(({ told }) => told)) {
		const total = totals[one.occasion] ?? { sites: 0, count: 0 };
		totals[one.occasion] = { sites: total.sites + 1, count: total.count + countOf(one) };
	}
	const review = sites
		.flatMap(({ told }) => told)
		.reduce((sum, one) => sum + (one.occasion === 'audit' ? one.review : 0), 0);
	return {
		at: shanghaiTime(now.toISOString()),
		sites: sites.slice(0, sitesEach),
		siteCount: sites.length,
		totals,
		review,
	};
};

/** A trial message. */
export const sampleDigest = (now: Date): Digest => ({
	...digestOf([], new Map(), now),
	isSample: true,
});
