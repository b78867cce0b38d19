import { actOf, may } from '../access.ts';
import type { Context } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { monthOf } from '../query.ts';

const unread = { refused: 'unread' } as const;
const forbidden = { refused: 'forbidden' } as const;

const signatureOf = ({ now }: Context, sent: Sent) => {
	const reason = sent.text('reason');
	return { by: sent.text('by') ?? '', at: now().toISOString(), ...(reason === undefined ? {} : { reason }) };
};

/** A step with a finding; leads back to it, or to the next that waits. */
export const decideFinding = async (
	context: Context,
	site: string,
	finding: string,
	sent: Sent,
): Promise<Next> => {
	const { store, urls } = context;
	const [month, step, until] = [monthOf(sent.text('month')), sent.step(), sent.day('until')];
	if (!month || !step) return unread;
	if (!may(context.reader, actOf(step), site)) return forbidden;
	await store.decideFinding({
		...{ site, finding, period: month, step, ...signatureOf(context, sent) },
		...(until === undefined ? {} : { until }),
	});
	if (sent.text('next') === undefined) return `${urls.finding(site, finding, month)}#decide`;
	const { rows } = await store.findings({ site, period: month, isAwaiting: true, size: 2 });
	const next = rows.find(({ id }) => id !== finding);
	return next ? urls.finding(site, next.id, month) : urls.review(month);
};

/** Has one finding looked at again, or all of a site's that stand. */
export const askRecheck = async (
	{ store, rechecks, urls }: Context,
	site: string,
	finding: string | undefined,
	sent: Sent,
): Promise<Next> => {
	const by = sent.text('by');
	if (!rechecks) throw new RangeError('现在不能从看板复查，请用 gongkai recheck');
	if (!by) throw new RangeError('请写明是谁要求复查');
	if (!(await store.site(site)) || (finding !== undefined && !(await store.finding(site, finding))))
		return unread;
	const refusal = await rechecks.ask({ site, by, ...(finding === undefined ? {} : { findings: [finding] }) });
	if (refusal) throw new RangeError(refusal);
	const month = monthOf(sent.text('month'));
	return finding === undefined
		? urls.site(site, month ? { month } : {}, 'findings')
		: `${urls.finding(site, finding, month)}#rechecks`;
};

/** Whether a veto holds. */
export const decideVeto = async (context: Context, site: string, veto: string, sent: Sent): Promise<Next> => {
	const [month, said] = [monthOf(sent.text('month')), sent.text('holds')];
	if (!month || !said || !['yes', 'no', 'revoke'].includes(said)) return unread;
	await context.store.decideVeto({
		...{ site, veto, period: month, ...signatureOf(context, sent) },
		...(said === 'revoke' ? {} : { holds: said === 'yes' }),
	});
	return context.urls.site(site, { month }, 'by-hand');
};

/** Points by hand; an empty field takes back what was entered. */
export const enterPoints = async (context: Context, site: string, sent: Sent): Promise<Next> => {
	const [month, indicator] = [monthOf(sent.text('month')), sent.text('indicator')];
	if (!month || !indicator) return unread;
	const points = sent.points('points');
	if (points === undefined && sent.text('points') !== undefined)
		throw new RangeError('分数不是数字，或小数多于两位');
	await context.store.enterPoints({
		...{ site, indicator, period: month, ...signatureOf(context, sent) },
		...(points === undefined ? {} : { points }),
	});
	return context.urls.site(site, { month }, 'by-hand');
};

/** A month's step towards being frozen, or back. */
export const decideMonth = async (context: Context, month: string, sent: Sent): Promise<Next> => {
	const [step, until] = [sent.monthStep(), sent.day('until')];
	if (!step) return unread;
	await context.store.decideMonth({
		...{ period: month, step, ...signatureOf(context, sent) },
		...(until === undefined ? {} : { until }),
	});
	return context.urls.review(month);
};
