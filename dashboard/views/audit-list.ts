import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Audit } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import type { Urls } from '../urls.ts';
import { clock, day, duration } from './format.ts';
import { absent, type Markup, nothing, scroll, tag } from './markup.ts';
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

/** Audits that ended, or wait, a row each. */
export const auditList = ({ caption, audits, withSite }: AuditListProps, urls: Urls): Markup =>
	scroll(
		caption,
		html`<table>
<caption class="heard">${caption}</caption>
<thead><tr>${withSite ? html`<th scope="col">网站</th>` : ''}<th scope="col">结果</th><th scope="col">起因</th><th scope="col">以哪天为准</th><th scope="col">结束</th><th scope="col">用时</th></tr></thead>
<tbody>${audits.map(
			(audit) =>
				html`<tr>${
					withSite
						? html`<th scope="row"><a href="${urls.site(audit.site, { month: audit.asOf.slice(0, 7) })}">${plain(audit.siteName) || audit.site}</a></th>`
						: ''
				}<td class="words">${outcome(audit, urls)}</td><td>${causes[audit.cause]}</td><td>${day(audit.asOf)}</td><td>${
					audit.finishedAt ? clock(audit.finishedAt) : absent('还没有结束')
				}</td><td>${took(audit)}</td></tr>`,
		)}</tbody>
</table>`,
	);
