import type { AwaitingFinding } from '../../reports/store/decision-model.ts';
import { mayTake } from '../access.ts';
import type { Context } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { findingMessages } from '../messages/finding.ts';
import { monthOf, readFilter } from '../query.ts';
import type { FindingFilter } from '../url-states.ts';
import { filterQuery } from '../urls.ts';
import { dayIn } from '../views/format.ts';
import { listOf } from './list.ts';

const { refusals } = findingMessages;
const unread = { refused: 'unread' } as const;
const forbidden = { refused: 'forbidden' } as const;

const signatureOf = ({ now }: Context, sent: Sent) => {
	const reason = sent.reason();
	return { by: sent.text('by') ?? '', at: now().toISOString(), ...(reason === undefined ? {} : { reason }) };
};

/** The list that whoever sent a form had come by, as the form says it. */
export const filterOf = (from: string): FindingFilter => readFilter(new URLSearchParams(from));

const filterIn = (sent: Sent): FindingFilter => filterOf(sent.text('from') ?? '');

/** The finding that comes next in the list, of all that awaits a person also one of another site; without a list, the next of the site that waits. */
const nextOf = async (
	{ store, now }: Context,
	site: string,
	finding: string,
	month: string,
	filter: FindingFilter,
): Promise<AwaitingFinding | undefined> => {
	const own = (id: string | undefined) => (id === undefined ? undefined : { site, finding: id });
	if (filterQuery(filter) === '') {
		const { rows } = await store.findings({ site, period: month, isAwaiting: true, size: 2 });
		return own(rows.find(({ id }) => id !== finding)?.id);
	}
	const list = { ...listOf(filter, dayIn(now())), site, period: month };
	const next = own((await store.neighbours(list, finding)).next);
	if (next || !filter.awaiting) return next;
	return store.awaitingBeside({ period: month, way: 'next', from: site });
};

/** A step with a finding; leads back to it, or to the next in its list. */
export const decideFinding = async (
	context: Context,
	site: string,
	finding: string,
	sent: Sent,
): Promise<Next> => {
	const { store, urls } = context;
	const [month, step, until] = [monthOf(sent.text('month')), sent.step(), sent.day('until')];
	if (!month || !step) return unread;
	const decisions = await store.decisions(site, { finding });
	if (!mayTake(context.reader, step, { site, decisions })) return forbidden;
	const filter = filterIn(sent);
	// Once it is decided, it may be elsewhere in the list, or in it no more.
	const next = sent.text('next') ? await nextOf(context, site, finding, month, filter) : undefined;
	await store.decideFinding({
		...{ site, finding, period: month, step, ...signatureOf(context, sent) },
		...(until === undefined ? {} : { until }),
	});
	if (sent.text('next') === undefined) return `${urls.finding(site, finding, month, filter)}#decide`;
	const to = next ?? { site, finding };
	return urls.finding(to.site, to.finding, month, filter, `${site}/${finding}`);
};

/** Says that a finding is being repaired, or no more. */
export const markRepairing = async (
	context: Context,
	site: string,
	finding: string,
	sent: Sent,
): Promise<Next> => {
	const [month, step, until] = [monthOf(sent.text('month')), sent.text('step'), sent.day('until')];
	if (step !== 'begin' && step !== 'revoke') return unread;
	await context.store.markRepairing({
		...{ site, findings: [finding], step, ...signatureOf(context, sent) },
		...(until === undefined ? {} : { until }),
	});
	return `${context.urls.finding(site, finding, month, filterIn(sent))}#act`;
};

/** Has one finding looked at again, or all of a site's that stand. */
export const askRecheck = async (
	{ store, rechecks, urls }: Context,
	site: string,
	finding: string | undefined,
	sent: Sent,
): Promise<Next> => {
	const by = sent.text('by');
	if (!rechecks) throw new RangeError(refusals.noRechecks);
	if (!by) throw new RangeError(refusals.noName);
	if (!(await store.site(site)) || (finding !== undefined && !(await store.finding(site, finding))))
		return unread;
	const refusal = await rechecks.ask({ site, by, ...(finding === undefined ? {} : { findings: [finding] }) });
	if (refusal) throw new RangeError(refusal);
	const month = monthOf(sent.text('month'));
	return finding === undefined
		? urls.site(site, month ? { month } : {}, 'findings')
		: `${urls.finding(site, finding, month, filterIn(sent))}#rechecks`;
};

/** Whether a veto holds. */
export const decideVeto = async (context: Context, site: string, veto: string, sent: Sent): Promise<Next> => {
	const [month, said] = [monthOf(sent.text('month')), sent.text('holds')];
	if (!month || !said || !['yes', 'no', 'revoke'].includes(said)) return unread;
	await context.store.decideVeto({
		...{ site, veto, period: month, ...signatureOf(context, sent) },
		...(said === 'revoke' ? {} : { holds: said === 'yes' }),
	});
	return context.urls.enteredByHand(site, month, `veto/${veto}`);
};

/** Points by hand; an empty field takes back what was entered. */
export const enterPoints = async (context: Context, site: string, sent: Sent): Promise<Next> => {
	const [month, indicator] = [monthOf(sent.text('month')), sent.text('indicator')];
	if (!month || !indicator) return unread;
	const points = sent.points('points');
	if (points === undefined && sent.text('points') !== undefined) throw new RangeError(refusals.noPoints);
	await context.store.enterPoints({
		...{ site, indicator, period: month, ...signatureOf(context, sent) },
		...(points === undefined ? {} : { points }),
	});
	return context.urls.enteredByHand(site, month, `points/${indicator}`);
};

/** A month's step towards being frozen, or back. */
export const decideMonth = async (context: Context, month: string, sent: Sent): Promise<Next> => {
	const [step, until] = [sent.monthStep(), sent.day('until')];
	if (!step) return unread;
	await context.store.decideMonth({
		...{ period: month, step, ...signatureOf(context, sent), anyway: sent.text('anyway') !== undefined },
		...(until === undefined ? {} : { until }),
	});
	return context.urls.review(month);
};
