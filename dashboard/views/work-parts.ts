import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { repairingState } from '../../reports/repairing.ts';
import type { StoredTask } from '../../reports/store/task-model.ts';
import { severities } from '../../reports/words.ts';
import type { Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { workMessages as words } from '../messages/work.ts';
import { day, number } from './format.ts';
import { absent, type Markup, nothing, tag } from './markup.ts';
import { reasonField, signerOf, typedIn } from './refused.ts';
import { severityTones } from './words.ts';

export interface ActsProps {
	readonly canRecheck: boolean;
	readonly canRepair: boolean;
	readonly reader: Reader;
	/** YYYY-MM-DD. */
	readonly today: string;
	readonly vetoName: (id: string) => string;
	/** The page is about one task, and nothing is ticked. */
	readonly isSingle?: boolean;
	/** Something of that task is said to be under repair. */
	readonly isUnderRepair?: boolean;
	/** What was sent and could not be done. */
	readonly refused?: Refused | undefined;
}

const tagsOf = ({ severity }: StoredTask): Markup =>
	severity === 'minor' ? nothing : tag(severities[severity], severityTones[severity]);

const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What one repair wins back, the two scores apart. */
const pointsOf = (task: StoredTask): Markup => {
	const { inspection, disclosure, cost, vetoes, awaiting } = task;
	const parts = [
		...(inspection !== null && inspection > 0 ? [words.inspection(inspection)] : []),
		...(disclosure !== null && disclosure > 0 ? [words.disclosure(disclosure)] : []),
	];
	if (parts.length > 0)
		return html`${parts.map((part) => html`<strong class="work-part">${part}</strong> `)}`;
	if (cost === 0 && vetoes.length + awaiting.length > 0)
		return html`<strong class="work-part">${vetoes.length > 0 ? words.liftsHeld : words.settlesAwaiting}</strong>`;
	if (cost === 0) return html`<span class="minor">${words.free}</span>`;
	const why = inspection === null || disclosure === null ? words.noScore : words.capped(cost);
	return html`<span class="work-part minor capped">${why}</span>`;
};

/** Its first day, and how long ago that was. */
const dueOf = ({ dueOn }: StoredTask, today: string): Markup => {
	if (dueOn === undefined) return absent(words.noDue);
	const days = daysBetween(dueOn, today);
	return html`${day(dueOn)}${days > 0 ? html` ${tag(words.overdue(number(days)), 'bad')}` : nothing}`;
};

/** What the reader has just asked for. */
export interface Begun {
	readonly act: 'recheck' | 'begin' | 'revoke';
	/** Findings that it is about. */
	readonly count: number;
	/** Findings of a site that is shown are being looked at again. */
	readonly isBusy: boolean;
	/** Why a second look could not be had. */
	readonly failure?: string;
	/** The page itself. */
	readonly href: string;
}

/** Says what was begun, and once it is over, that it is. */
const begunView = ({ act, count, isBusy, failure, href }: Begun): Markup => {
	const told = words.begun;
	const of = number(count);
	if (act !== 'recheck') return html`<p class="card notice" role="status">${told[act](of)}</p>`;
	if (isBusy)
		return html`<p class="card notice" role="status">${told.rechecking(of)} <a href="${href}">${told.refresh}</a></p>`;
	return html`<p class="card notice" role="status">${failure ? told.failed(plain(failure)) : told.rechecked(of)}</p>`;
};

/** What was begun, or that something is being looked at again; `data-busy` as long as it is, and the script looks for what came of it. */
export const busyView = ({
	begun,
	isBusy,
	href,
}: {
	readonly begun?: Begun;
	readonly isBusy: boolean;
	/** The page itself. */
	readonly href: string;
}): Markup =>
	html`<div data-live="begun" data-over="${words.over}"${isBusy || begun?.isBusy ? html` data-busy` : ''}>${
		begun
			? begunView(begun)
			: isBusy
				? html`<p class="card notice" role="status">${words.begun.busy} <a href="${href}">${words.begun.refresh}</a></p>`
				: nothing
	}</div>`;

/** How far it is: what was repaired since the audit, what was looked at in vain, what is being repaired, and whether that is late. */
const progressOf = (task: StoredTask, today: string, isBusy: boolean): Markup =>
	html`<span data-live="${task.n}">${isBusy ? html`${tag(words.rechecking, 'calm')} ` : nothing}${stateOf(task, today)}</span>`;

const lookedOf = ({ open, unseen, at }: NonNullable<StoredTask['looked']>): Markup =>
	html`${open > 0 ? html`${tag(words.notRepaired(number(open)), 'bad')} ` : nothing}${unseen > 0 ? html`${tag(words.unseen(number(unseen)), 'calm')} ` : nothing}<span class="minor">${day(at.slice(0, 10))}</span> `;

const stateOf = (task: StoredTask, today: string): Markup => {
	const { findings, review, standing, looked, repairing, repairingUntil } = task;
	const done = findings + review - standing;
	// Of leads alone nobody has to begin with anything before a person has looked at them.
	if (done <= 0 && !looked && repairing === 0)
		return html`<span class="minor">${findings > 0 ? words.untouched : words.unconfirmed}</span>`;
	const isLate =
		repairing > 0 &&
		repairingState(repairingUntil === undefined ? {} : { until: repairingUntil }, today) === 'late';
	return html`${done > 0 ? html`${tag(words.repaired(number(done)), 'good')} ` : nothing}${looked ? lookedOf(looked) : nothing}${
		repairing > 0
			? html`${tag(isLate ? words.late : words.underRepair(number(repairing)), isLate ? 'bad' : 'calm')}${repairingUntil ? html` <span class="minor">${words.until} ${day(repairingUntil)}</span>` : nothing}`
			: nothing
	}`;
};

/** What can be asked of all that is ticked, or of the one task of the page. */
export const actsView = ({
	canRecheck,
	canRepair,
	reader,
	today,
	isSingle,
	isUnderRepair,
	refused,
}: ActsProps): Markup => {
	if (!canRecheck && !canRepair) return nothing;
	return html`<div class="acts" role="group" aria-labelledby="acts"><p id="acts">${isSingle ? words.actsOne : words.acts} <output class="chosen" hidden></output></p>
${signerOf(reader, refused)}
${canRecheck ? html`<button name="act" value="recheck">${isSingle ? words.recheckOne : words.recheck}</button>` : nothing}
${
	canRepair
		? html`<label>${words.day} <input type="date" name="until" min="${today}"${typedIn(refused, 'until')}></label>
${reasonField(words.remark, refused)}
<button name="act" value="begin">${words.begin}</button>${isSingle && !isUnderRepair ? nothing : html` <button name="act" value="revoke" class="quiet">${words.revoke}</button>`}`
		: nothing
}</div>`;
};

/** Vetoes that would hold no more, or await nobody any more. */
const liftsOf = ({ vetoes, awaiting }: StoredTask, vetoName: (id: string) => string): Markup =>
	html`${vetoes.map((id) => html`${tag(words.lifts(plain(vetoName(id))), 'bad')} `)}${awaiting.map((id) => html`${tag(words.liftsAwaiting(plain(vetoName(id))), 'warn')} `)}`;

/** What the list and the page of a task say of it alike. */
export const toldOf = (
	task: StoredTask,
	{ today, vetoName }: Pick<ActsProps, 'today' | 'vetoName'>,
	isBusy: boolean,
) => ({
	tags: html`${tagsOf(task)} ${liftsOf(task, vetoName)}`,
	points: pointsOf(task),
	due: dueOf(task, today),
	progress: progressOf(task, today, isBusy),
});
