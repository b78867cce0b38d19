import { may } from '../access.ts';
import type { Context } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { workMessages } from '../messages/work.ts';
import { ownPath } from '../query.ts';

const { refusals, partly, semicolon } = workMessages;

const unread = { refused: 'unread' } as const;
const forbidden = { refused: 'forbidden' } as const;

/** Findings that are looked at again at once: each is an argument of the process that looks. */
const mostRechecked = 500;

type Findings = ReadonlyMap<string, readonly string[]>;

/** Has all that is ticked looked at again, site by site; what could not be begun is said, once the others are. */
const recheckAll = async ({ rechecks }: Context, findings: Findings, by: string): Promise<void> => {
	if (!rechecks) throw new RangeError(refusals.noRechecks);
	const count = [...findings.values()].reduce((sum, own) => sum + own.length, 0);
	if (count > mostRechecked) throw new RangeError(refusals.tooMany(mostRechecked));
	const refused: string[] = [];
	for (const [site, own] of findings) {
		const refusal = await rechecks.ask({ site, findings: own, by });
		if (refusal) refused.push(refusal);
	}
	if (refused.length === 0) return;
	const why = [...new Set(refused)].join(semicolon);
	throw new RangeError(refused.length === findings.size ? why : partly(why));
};

/** What the work list asks for all that is ticked: a second look, or that it is being repaired. */
export const workStep = async (context: Context, sent: Sent): Promise<Next> => {
	const { store, urls, reader, now } = context;
	const act = sent.text('act');
	if (act !== 'recheck' && act !== 'begin' && act !== 'revoke') return unread;
	const ticked = sent.numbers('task');
	if (ticked.length === 0) throw new RangeError(refusals.nothing);
	const by = sent.text('by');
	if (!by) throw new RangeError(refusals.noName);
	const findings = await store.findingsOfTasks(ticked);
	if (findings.size === 0) throw new RangeError(refusals.gone);
	const needed = act === 'recheck' ? 'recheck' : 'repair';
	if ([...findings.keys()].some((site) => !may(reader, needed, site))) return forbidden;
	if (act === 'recheck') await recheckAll(context, findings, by);
	else {
		const [reason, until] = [sent.reason(), sent.day('until')];
		for (const [site, own] of findings)
			await store.markRepairing({
				...{ site, findings: own, step: act, by, at: now().toISOString() },
				...(reason === undefined ? {} : { reason }),
				...(until === undefined || act === 'revoke' ? {} : { until }),
			});
	}
	const back = ownPath(sent.text('back'), urls.work()) ?? urls.work();
	const count = [...findings.values()].reduce((sum, own) => sum + own.length, 0);
	return `${back}${back.includes('?') ? '&' : '?'}${new URLSearchParams({ done: act, count: String(count) })}`;
};
