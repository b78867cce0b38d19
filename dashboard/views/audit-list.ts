import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { type Audit, isTakenOut } from '../../reports/store/audit-model.ts';
import { verdicts } from '../../reports/words.ts';
import { repairOf, auditsMessages as words } from '../messages/audits.ts';
import type { Urls } from '../urls.ts';
import { clock, day, duration, monthName } from './format.ts';
import { absent, cell, type Markup, nothing, stacked, tag } from './markup.ts';
import { type Operator, startButton } from './operate.ts';
import { auditStates, causes, verdictTones } from './words.ts';

const repair = (error: string | undefined): Markup => {
	const advice = error && repairOf(error);
	return advice ? html`<span class="minor">${words.repair(advice)}</span>` : nothing;
};

/** Why an audit waits for another try; nothing, where it is the first. */
export const anotherTry = ({ error, tries, notBefore }: Audit): Markup =>
	error && notBefore
		? html`${tag(words.failedTimes(tries), 'warn')} ${plain(error)}<span class="minor">${clock(notBefore)}${words.tryAgain}</span>${repair(error)}`
		: nothing;

/** How an audit ended, in plain words. */
const outcome = (audit: Audit, urls: Urls): Markup => {
	const { state, error, verdict, period, site } = audit;
	if (state === 'queued' && audit.notBefore) return anotherTry(audit);
	if (isTakenOut(audit)) return html`${tag(words.takenOut, 'calm')} ${plain(error ?? '')}${repair(error)}`;
	if (state === 'failed')
		return html`${tag(words.failed, 'bad')} ${plain(error ?? '') || words.noReason}${repair(error)}`;
	if (state !== 'done') return html`${tag(auditStates[state], 'calm')}`;
	const result = verdict ? tag(verdicts[verdict], verdictTones[verdict]) : tag(words.done, 'calm');
	return period
		? html`${result} <a href="${urls.site(site, { month: period })}">${words.report(monthName(period))}</a>`
		: result;
};

const took = ({ startedAt, finishedAt }: Audit): Markup | string =>
	startedAt && finishedAt ? duration(startedAt, finishedAt) : absent(words.notKept);

/** Why there is an audit: its time had come, or somebody asked for it. */
export const causeOf = ({ cause, askedBy }: Audit): Markup =>
	html`${causes[cause]}${askedBy ? html`<span class="minor">${words.askedBy(plain(askedBy))}</span>` : ''}`;

export interface AuditListProps {
	/** Names the table. */
	readonly caption: string;
	readonly audits: readonly Audit[];
	/** Whether each row says which site it is of. */
	readonly withSite: boolean;
	/** Whoever may begin one anew. */
	readonly operator?: Operator;
	/** What each one's log is called, and where it stands. */
	readonly log?: { readonly title: string; readonly hrefOf: (audit: Audit) => string };
}

const row = (audit: Audit, { withSite, operator, log }: AuditListProps, urls: Urls): Markup => {
	const { site, siteName, asOf, state, finishedAt } = audit;
	const ofSite = withSite
		? html`<th scope="row" role="rowheader"><a href="${urls.site(site, { month: asOf.slice(0, 7) })}">${plain(siteName) || site}</a></th>`
		: '';
	const again = state === 'failed' ? startButton(site, operator, urls, words.startAgain) : nothing;
	const logCell = log
		? cell(
				log.title,
				audit.startedAt ? html`<a href="${log.hrefOf(audit)}">${log.title}</a>` : absent(words.notKept),
			)
		: nothing;
	return html`<tr role="row">${ofSite}${cell(words.result, html`${outcome(audit, urls)}${again}`, 'words')}${cell(words.cause, causeOf(audit))}${cell(words.asOf, day(asOf))}${cell(words.finishedAt, finishedAt ? clock(finishedAt) : absent(words.notEnded))}${cell(words.took, took(audit))}${logCell}</tr>`;
};

/** Audits that ended, or wait, a row each. */
export const auditList = (props: AuditListProps, urls: Urls): Markup =>
	stacked(
		props.caption,
		[
			...(props.withSite ? [words.site] : []),
			...[words.result, words.cause, words.asOf, words.finishedAt, words.took],
			...(props.log ? [props.log.title] : []),
		],
		props.audits.map((audit) => row(audit, props, urls)),
	);
