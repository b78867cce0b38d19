import { html } from 'hono/html';
import type { Check } from '../../checks/check.ts';
import { plain } from '../../reports/formats/text.ts';
import { dueAfter } from '../../reports/history.ts';
import type { Ruling } from '../../reports/model.ts';
import type { FindingLife, KnownSite, StoredFinding } from '../../reports/store/model.ts';
import { certainties, rulings, severities } from '../../reports/words.ts';
import type { Urls } from '../urls.ts';
import { type DecideProps, decideView } from './decide.ts';
import { findingTags } from './findings.ts';
import { day, monthName, number } from './format.ts';
import { absent, external, facts, type Markup, nothing, scroll, tag } from './markup.ts';
import { proofView } from './proof.ts';
import { recheckForm, rechecksView } from './rechecks.ts';
import { carried, incomplete, lifeStates, stateTones } from './words.ts';

export interface FindingProps {
	readonly site: KnownSite;
	readonly life: FindingLife;
	/** The check that told it; absent where this version no longer has it. */
	readonly check?: Pick<Check, 'name' | 'decides' | 'repair' | 'isPast' | 'isHarmful'>;
	/** The picture that proves it is still there. */
	readonly isPictureKept: boolean;
	/** What people said of it, and what can be said. */
	readonly decide: DecideProps;
	/** Findings of the site are being looked at again. */
	readonly isRechecked?: boolean;
	/** Why the last second look could not be had. */
	readonly recheckFailure?: string | undefined;
	/** Second looks can be asked for from here. */
	readonly canRecheck: boolean;
	/** Working days in which a finding is to be repaired. */
	readonly repairDays: number;
	/** Days since it had to be repaired, where it still stands; else 0. */
	readonly overdueDays: number;
}

const certaintyWords = {
	certain: '程序依据公开页面即可认定。',
	review:
		'程序不能单独认定，需要人工打开页面核实。核实之前不扣分，也不设整改期限；属实的按上面的办法改正，不属实的不必处理。',
} as const;

/** What it means that a finding was let go. */
const letGoWords: Readonly<Partial<Record<Ruling['kind'], string>>> = {
	rejected: '经人工核实不属实，不扣分，不用整改。',
	withdrawn: '经人工撤销，不扣分，不用整改。',
	waived: '经人工同意，到截止日期为止不扣分，不催办。',
};

/** How sure the finding is, and who says so. */
const sureness = ({ finding: { state, certainty, ruling } }: FindingLife): Markup => {
	if (state === 'waived' && ruling)
		return html`${tag(rulings[ruling.kind], 'calm')} ${letGoWords[ruling.kind] ?? ''}`;
	const words =
		certainty === 'certain' && ruling?.told.certainty === 'review'
			? '程序列为待核对，经人工认定属实。'
			: certaintyWords[certainty];
	return html`${tag(certainties[certainty], certainty === 'review' ? 'warn' : 'calm')} ${words}`;
};

const overdue = ({ overdueDays: days }: FindingProps): Markup =>
	days > 0 ? html` ${tag(`已逾期 ${number(days)} 天`, 'bad')}` : nothing;

/** From when its term runs: from the first day on, unless it came back, or was a mere lead before. */
const termBegins = ({ life: { finding, history }, repairDays }: FindingProps): string => {
	if (dueAfter(finding.firstSeen, repairDays) === finding.dueOn) return '发现之日起';
	return history.some(({ state }) => state === 'regressed') ? '再次发现之日起' : '认定之日起';
};

const due = (props: FindingProps): Markup => {
	const { finding } = props.life;
	const { dueOn, certainty, state } = finding;
	if (state === 'waived') return html`没有，不再追究`;
	if (dueOn)
		return html`${day(dueOn)}（${termBegins(props)} ${props.repairDays} 个工作日，由评分方案设定，不是国家规定）${overdue(props)}`;
	if (certainty === 'review') return html`没有，待核对的问题不设期限`;
	return props.check?.isPast ? html`没有，已经发生，无法补救` : html`没有，该年度没有官方放假安排，无法计算`;
};

const places = ({ life: { finding } }: FindingProps): Markup => {
	const { foundOn, foundOnCount } = finding;
	return html`<p>共 ${number(foundOnCount)} 页${foundOnCount > foundOn.length ? `，列出前 ${number(foundOn.length)} 页` : ''}：</p>
<ol class="places">${foundOn.map((address) => html`<li>${external(address)}</li>`)}</ol>`;
};

const history = ({ life, site }: FindingProps, urls: Urls): Markup =>
	scroll(
		'历次审计中的状态',
		html`<table>
<caption class="heard">历次审计中的状态，从早到晚</caption>
<thead><tr><th scope="col">月份</th><th scope="col">判断基准日</th><th scope="col">状态</th><th scope="col">审计</th></tr></thead>
<tbody>${life.history.map(
			({ period, asOf, complete, state, carried: isCarried }) =>
				html`<tr><th scope="row"><a href="${state === 'gone' ? urls.site(site.id, { month: period }) : urls.finding(site.id, life.finding.id, period)}">${period}</a></th><td>${day(asOf)}</td><td>${tag(lifeStates[state], stateTones[state])}${isCarried ? html` ${tag(carried, 'calm')}` : ''}</td><td>${complete ? '完整' : incomplete}</td></tr>`,
		)}</tbody>
</table>`,
	);

/** Its state now; of one that was let go, how. */
const nowTag = ({ state, now, ruling }: StoredFinding): Markup =>
	tag(
		now === 'waived' && state === 'waived' && ruling ? rulings[ruling.kind] : lifeStates[now],
		stateTones[now],
	);

/** Which month is told, where it is not the latest, and what became of the finding since. */
const past = ({ life: { finding, period, history } }: FindingProps): Markup => {
	const isLatest = history.every((told) => told.period <= period);
	if (isLatest && finding.now === finding.state) return nothing;
	return html`<p class="card notice">这是 ${monthName(period)}的情况${
		finding.now === finding.state ? '' : html`；现在：${nowTag(finding)}`
	}</p>`;
};

/** One finding over time, first of all what to do about it. */
export const findingView = (props: FindingProps, urls: Urls): Markup => {
	const { site, life, check } = props;
	const { finding, period } = life;
	const name = plain(site.name) || site.id;
	return html`<nav class="path" aria-label="当前位置"><ol><li><a href="${urls.overview({ month: period })}">总览</a></li><li><a href="${urls.site(site.id, { month: period }, 'findings')}">${name}</a></li><li aria-current="page">${check?.name ?? finding.check}</li></ol></nav>
<h1>${check?.name ?? finding.check}</h1>
<p class="tags">${findingTags(finding)}${overdue(props)}${finding.dueOn ? html` 整改期限 ${day(finding.dueOn)}` : ''}</p>
${past(props)}
<p class="lead">${plain(finding.message)}</p>
<section class="card repair" aria-labelledby="repair"><h2 id="repair">怎么改</h2>
<p>${check?.repair ?? '本版本已没有这个检查项，请按上面的说明改正。'}</p></section>
<section aria-labelledby="proof"><h2 id="proof">证据</h2>${proofView(props, urls)}</section>
<section aria-labelledby="places"><h2 id="places">见于</h2>${places(props)}</section>
<section class="card act" aria-labelledby="decide"><h2 id="decide">人工处理</h2>${decideView(props.decide, urls)}</section>
<section class="card act" aria-labelledby="rechecks"><h2 id="rechecks">复查</h2>${rechecksView({ ...props, form: props.canRecheck ? recheckForm(urls.recheck(site.id, finding.id), '改好了，马上复查', { reader: props.decide.reader, month: period }) : nothing })}</section>
<section aria-labelledby="facts"><h2 id="facts">情况</h2>
${facts([
	['依据的报告', monthName(period)],
	['现在的状态', nowTag(finding)],
	['程度', severities[finding.severity]],
	['认定', sureness(life)],
	['首次发现', day(finding.firstSeen)],
	['最近发现', day(finding.lastSeen)],
	['整改期限', due(props)],
	['编号', html`<code>${plain(finding.id)}</code>`],
])}</section>
<section aria-labelledby="history"><h2 id="history">经过</h2>${
		life.history.length === 0 ? html`<p>${absent('没有记录')}</p>` : history(props, urls)
	}</section>
<section aria-labelledby="basis"><h2 id="basis">依据</h2>
${facts([
	['条款', plain(finding.basis)],
	['判定', html`${check?.decides ?? '未记录'} <a href="${urls.checks(finding.check)}">检查项说明</a>`],
])}</section>`;
};
