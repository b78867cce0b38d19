import { standingBy, stepsFor } from '../../reports/rulings.ts';
import { mayTake } from '../access.ts';
import type { Context } from '../context.ts';
import { idOf } from '../query.ts';
import type { FindingFilter } from '../url-states.ts';
import { filterQuery } from '../urls.ts';
import { dayIn } from '../views/format.ts';
import type { SavedProps } from '../views/saved.ts';
import { listOf } from './list.ts';

/** Where the reader is: a finding of a month, in the list that they came by. */
interface Place {
	readonly site: string;
	readonly month: string;
	readonly filter: FindingFilter;
}

/** How many are left of a list in which somebody decides one after the other: those that await a person, else those behind. */
const leftOf = async (
	{ store, now }: Context,
	{ site, month, filter }: Place,
	finding: string,
): Promise<number> => {
	if (filter.awaiting) {
		const { review, disputed } = await store.awaiting(month, { size: 1 });
		return review + disputed;
	}
	if (filterQuery(filter) === '')
		return (await store.findings({ site, period: month, isAwaiting: true, size: 1 })).count;
	return store.countBehind({ ...listOf(filter, dayIn(now())), site, period: month }, finding);
};

/** What was just decided, as the address tells by ids; every word of it comes from the store. Undefined where nothing was. */
export const savedOf = async (
	context: Context,
	params: URLSearchParams,
	{ month, filter }: Omit<Place, 'site'>,
): Promise<SavedProps | undefined> => {
	const { store, urls, reader } = context;
	const [site, id, ...more] = (params.get('saved') ?? '').split('/').map(idOf);
	if (!site || !id || more.length > 0) return undefined;
	const life = await store.finding(site, id, month);
	const decisions = life ? await store.decisions(site, { finding: id }) : [];
	const step = decisions.at(-1)?.step;
	if (!life || !step || step === 'enter') return undefined;
	const { finding } = life;
	const standing = standingBy(finding, decisions, { period: life.period, today: dayIn(context.now()) });
	const isRevocable = stepsFor(standing).includes('revoke') && mayTake(reader, 'revoke', { site, decisions });
	return {
		step,
		what: finding.message,
		left: await leftOf(context, { site, month, filter }, id),
		list: filterQuery(filter) === '' ? urls.review(month) : urls.listOf(site, month, filter),
		...(isRevocable ? { revoke: `${urls.finding(site, id, month, filter)}#decide` } : {}),
	};
};
