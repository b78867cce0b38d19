import { html } from 'hono/html';
import { sizeText } from '../../reports/formats/size.ts';
import { plain } from '../../reports/formats/text.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { Pause, Shortage } from '../../reports/store/operation-model.ts';
import { auditsMessages as words } from '../messages/audits.ts';
import { systemMessages } from '../messages/system.ts';
import type { Urls } from '../urls.ts';
import { clock, number } from './format.ts';
import { brief, type Markup, nothing } from './markup.ts';

/** Whoever may do what a page's buttons do. */
export interface Operator {
	/** Empty where nobody has said it yet. */
	readonly name: string;
	/** The name is known for sure, and not asked for. */
	readonly isSignedIn: boolean;
}

/** The form that the buttons of a page's rows belong to: whoever asks types their name once. */
const formId = 'operator';

/** Who asks. */
export const signer = ({ name, isSignedIn }: Operator): Markup =>
	isSignedIn
		? nothing
		: html`<label>${words.name} <input name="by" value="${name}" required maxlength="50" autocomplete="name"></label>`;

/** A button in a row that sends the page's form elsewhere. */
export const rowButton = (
	action: string,
	text: string,
	value?: readonly [name: string, value: string],
): Markup =>
	html`<button class="quiet" form="${formId}" formaction="${action}"${value ? html` name="${value[0]}" value="${value[1]}"` : ''}>${text}</button>`;

/** The page's form; Enter presses the first button in `content`, and nothing where that has none. */
export const operatorForm = (operator: Operator, action: string, content?: Markup): Markup =>
	html`<form id="${formId}" method="post" action="${action}">${signer(operator)}${content ?? html`<button disabled hidden></button>`}</form>`;

/** Nothing new begins: said on every page of whoever runs it. */
export const pauseNotice = (pause: Pause | undefined, operator: Operator | undefined, urls: Urls): Markup =>
	pause
		? html`<div class="card notice" role="status"><p><strong>${words.paused}</strong> ${words.pausedBy(plain(pause.by))}${clock(pause.at)}${words.pausedSince}</p>${
				operator
					? html`<form method="post" action="${urls.pause()}"><button name="step" value="resume">${words.resume}</button></form>`
					: ''
			}</div>`
		: nothing;

/** Where nothing new begins, since the disk is full or nearly so; each machine by its name. */
export const shortageNotice = (shortages: readonly Shortage[]): Markup =>
	shortages.length === 0
		? nothing
		: html`<div class="card notice" role="status"><p><strong>${systemMessages.noAudits}</strong></p><ul>${shortages.map(
				({ host, free, least, at }) =>
					html`<li>${systemMessages.noAuditsMeans(brief(host), sizeText(free), sizeText(least))}${clock(at)}${systemMessages.stop}</li>`,
			)}</ul></div>`;

/** Has a site audited at once; `label`: the button's. */
export const startButton = (
	site: string,
	operator: Operator | undefined,
	urls: Urls,
	label: string,
): Markup =>
	operator
		? html`<span class="act">${rowButton(urls.startAudits(), label, ['again', site])}</span>`
		: nothing;

/** Ends an audit, once it is said what that means. */
export const stopButton = (audit: Audit, operator: Operator | undefined, urls: Urls): Markup => {
	if (!operator) return nothing;
	const { id, state, cause, siteName, site } = audit;
	if (state === 'running' && cause === 'hand') return html`<span class="minor">${words.byTerminal}</span>`;
	const isRunning = state === 'running';
	const of = plain(siteName) || site;
	return html`<details id="stop-${id}" class="stop"><summary aria-label="${isRunning ? words.stopOf(of) : words.cancelOf(of)}">${isRunning ? words.stop : words.cancel}</summary>
<p class="note">${isRunning ? words.stopMeans : words.cancelMeans}</p>${rowButton(urls.stopAudit(id), isRunning ? words.stopThis : words.cancelThis)}</details>`;
};

export interface OperateProps {
	readonly operator: Operator;
	/** Sites whose last audit failed. */
	readonly failed: number;
	readonly isPaused: boolean;
}

/** What whoever runs the installation can do. */
export const operateCard = ({ operator, failed, isPaused }: OperateProps, urls: Urls): Markup => {
	const again =
		failed > 0 ? html`<button name="failed" value="all">${words.startFailed(number(failed))}</button>` : '';
	const pause = isPaused
		? ''
		: html`<p class="note">${rowButton(urls.pause(), words.pause, ['step', 'pause'])} ${words.pauseMeans}</p>`;
	return html`<section class="card operate" aria-labelledby="operate"><h2 id="operate">${words.operate}</h2>
${operatorForm(
	operator,
	urls.startAudits(),
	html`<label class="wide">${words.startOne} <input name="site" maxlength="200" placeholder="${words.startOneHint}"></label><button>${words.start}</button>${again}`,
)}
${pause}</section>`;
};
