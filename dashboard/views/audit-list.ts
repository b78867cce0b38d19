import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import { verdicts } from '../../reports/words.ts';
import type { Urls } from '../urls.ts';
import { clock, day, duration } from './format.ts';
import { absent, cell, type Markup, nothing, stacked, tag } from './markup.ts';
import { auditStates, causes, verdictTones } from './words.ts';

/** Why an audit waits for another try; nothing, where it is the first. */
export const anotherTry = ({ error, tries, notBefore }: Audit): Markup =>
	error && notBefore
		? html`${tag(`失败 ${tries} 次`, 'warn')} ${plain(error)}<span class="minor">${clock(notBefore)} 再试</span>`
		: nothing;

/** How an audit ended, in plain words. */
const outcome = (audit: Audit, urls: Urls): Markup => {
	const { state, error, verdict, period, site } = audit;
	if (state === 'queued' && audit.notBefore) return anotherTry(audit);
	if (state === 'failed') return html`${tag('失败', 'bad')} ${plain(error ?? '') || '原因未记录'}`;
	if (state !== 'done') return html`${tag(auditStates[state], 'calm')}`;
	const result = verdict ? tag(verdicts[verdict], verdictTones[verdict]) : tag('已完成', 'calm');
	return period ? html`${result} <a href="${urls.site(site, { month: period })}">${period} 报告</a>` : result;
};

const took = ({ startedAt, finishedAt }: Audit): Markup | string =>
	startedAt && finishedAt ? duration(startedAt, finishedAt) : absent('未记录');

export interface AuditListProps {
	/** Names the table. */
	readonly caption: string;
	readonly audits: readonly Audit[];
	/** Whether each row says which site it is of. */
	readonly withSite: boolean;
}

const row = (audit: Audit, withSite: boolean, urls: Urls): Markup => {
	const { site, siteName, asOf, cause, finishedAt } = audit;
	const ofSite = withSite
		? html`<th scope="row" role="rowheader"><a href="${urls.site(site, { month: asOf.slice(0, 7) })}">${plain(siteName) || site}</a></th>`
		: '';
	return html`<tr role="row">${ofSite}${cell('结果', outcome(audit, urls), 'words')}${cell('起因', causes[cause])}${cell('判断基准日', day(asOf))}${cell('结束', finishedAt ? clock(finishedAt) : absent('还没有结束'))}${cell('总用时', took(audit))}</tr>`;
};

/** Audits that ended, or wait, a row each. */
export const auditList = ({ caption, audits, withSite }: AuditListProps, urls: Urls): Markup =>
	stacked(
		caption,
		[...(withSite ? ['网站'] : []), '结果', '起因', '判断基准日', '结束', '总用时'],
		audits.map((audit) => row(audit, withSite, urls)),
	);
