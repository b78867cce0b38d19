import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { StoredDecision } from '../../reports/store/decision-model.ts';
import type { StoredFinding, StoredRecheck } from '../../reports/store/model.ts';
import type { StoredTask } from '../../reports/store/task-model.ts';
import { recheckResults, steps } from '../../reports/words.ts';
import { workMessages as words } from '../messages/work.ts';
import type { Urls } from '../urls.ts';
import { signed } from './decide.ts';
import { findingTags, nowTags } from './findings.ts';
import { clock, day, number } from './format.ts';
import { external, facts, type Markup, nothing, unlinked } from './markup.ts';
import { pager } from './pager.ts';
import { type ActsProps, actsView, type Begun, busyView, toldOf } from './work-parts.ts';

export interface TaskProps {
	readonly task: StoredTask;
	readonly rows: readonly StoredFinding[];
	readonly count: number;
	readonly page: number;
	readonly size: number;
	/** YYYY-MM-DD. */
	readonly today: string;
	readonly nameOf: (check: string) => string;
	readonly isHarmful: (check: string) => boolean;
	readonly acts: ActsProps;
	readonly begun?: Begun;
	/** A finding of it is being looked at again. */
	readonly isBusy: boolean;
	/** Where nothing is left to repair: how that came, by the finding's id. */
	readonly ends: ReadonlyMap<string, Ended>;
}

/** What ended a finding: the last second look, or what a person decided after it. */
export interface Ended {
	readonly recheck?: StoredRecheck;
	readonly decision?: Pick<StoredDecision, 'step' | 'by' | 'at' | 'reason'>;
}

const ended = ({ recheck, decision }: Ended): Markup => {
	const { done } = words;
	if (recheck)
		return html`<p>${done.seen(plain(recheck.by))}${clock(recheck.at)}${done.colon}${recheckResults[recheck.result]}${done.comma}${plain(recheck.words)}</p>`;
	if (decision && decision.step !== 'enter')
		return html`<p>${steps[decision.step]}${done.colon}${signed(decision)}</p>`;
	return nothing;
};

const finding = (one: StoredFinding, { task, isHarmful, today, ends }: TaskProps, urls: Urls): Markup => {
	const { id, site, check, message, subject, foundOn } = one;
	const [first] = foundOn;
	return html`<li><p class="tags">${findingTags(one)}${nowTags(one, today)}</p>
<p class="message"><a href="${urls.finding(site, id, task.period, { task: task.n })}">${plain(message)}</a></p>
<p class="minor">${isHarmful(check) ? unlinked(subject) : external(subject)}${first && first !== subject ? html` · ${words.first} ${external(first)}` : nothing}</p>${ended(ends.get(id) ?? {})}</li>`;
};

/** What one repair fixes: what it wins back, what was said of it, and all of its findings. */
export const taskView = (props: TaskProps, urls: Urls): Markup => {
	const { task, rows, count, page, size, today, nameOf, acts } = props;
	const { n, what, site, siteName, period, asOf, check } = task;
	const told = toldOf(task, { today, vetoName: acts.vetoName }, props.isBusy);
	return html`<nav class="path" aria-label="${words.title}"><ol><li><a href="${urls.work({ site })}">${words.of(plain(siteName) || site)}</a></li></ol></nav>
<h1>${plain(what)}</h1>
${task.standing > 0 ? nothing : html`<p class="card notice" role="status">${words.done.all}</p>`}${busyView({ ...props, href: urls.task(task.n) })}
<p class="tags">${told.tags}</p>
${facts([
	[words.columns.points, told.points],
	[words.columns.due, told.due],
	[words.columns.state, told.progress],
	[words.columns.site, html`<a href="${urls.site(site, { month: period })}">${plain(siteName) || site}</a>`],
	[words.check, html`<a href="${urls.checks(check)}">${nameOf(check)}</a>`],
	[words.asOf, day(asOf)],
])}
${task.standing > 0 && (acts.canRecheck || acts.canRepair) ? html`<form class="work" method="post" action="${urls.workSteps()}"><input type="hidden" name="task" value="${n}"><input type="hidden" name="back" value="${urls.task(n)}">${actsView(acts)}</form>` : nothing}
<section aria-labelledby="findings"><h2 id="findings">${words.list}</h2>
<ol class="findings" start="${(page - 1) * size + 1}">${rows.map((one) => finding(one, props, urls))}</ol>
${pager({ what: words.list, total: words.findings(number(count)), page, size, count, hrefOf: (to) => urls.task(n, to) })}</section><script type="module" src="${urls.asset('work.js')}"></script>`;
};
