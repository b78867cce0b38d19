import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Report, Veto } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { StoredDecision } from '../../reports/store/decision-model.ts';
import { may, type Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { byHandMessages as words } from '../messages/by-hand.ts';
import type { Urls } from '../urls.ts';
import { signature, signed } from './decide.ts';
import { saidOf } from './decided.ts';
import { type Markup, nothing, scroll } from './markup.ts';
import { chosenIn, refusedAt, typedIn } from './refused.ts';
import { vetoStates } from './words.ts';

export interface ByHandProps {
	readonly site: string;
	readonly month: string;
	readonly scores: Report['scores'];
	readonly profile: Profile;
	readonly isDepartment: boolean;
	/** What was signed cannot be entered any more. */
	readonly isFrozen: boolean;
	/** The veto whose form is open; the others wait to be opened. */
	readonly opened: string | undefined;
	/** Whoever looks: what they may not enter is not offered. */
	readonly reader: Reader;
	/** What was sent and could not be kept. */
	readonly refused?: Refused | undefined;
	/** What was just entered. */
	readonly saved?: StoredDecision | undefined;
}

const vetoForm = (veto: Veto, props: ByHandProps, urls: Urls): Markup => {
	const { site, month, profile, reader, opened } = props;
	const refused = refusedAt(props.refused, `veto/${veto.id}`);
	const title = plain(profile.vetoes[veto.id]?.name ?? veto.id);
	return html`<details${refused || opened === veto.id ? html` open` : nothing}><summary>${words.decideVeto(title, vetoStates[veto.state])}</summary>
<form class="decide" method="post" action="${urls.decideVeto(site, veto.id)}">
<input type="hidden" name="month" value="${month}">
<fieldset class="choices"><legend>${title}</legend>
<label class="choice"><input type="radio" name="holds" value="yes" required${chosenIn(refused, 'holds', 'yes')}> ${words.holds}<span class="minor">${words.holdsMeans}</span></label>
<label class="choice"><input type="radio" name="holds" value="no"${chosenIn(refused, 'holds', 'no')}> ${words.holdsNot}</label>
${veto.ruling ? html`<label class="choice"><input type="radio" name="holds" value="revoke"${chosenIn(refused, 'holds', 'revoke')}> ${words.takeBack}<span class="minor">${words.toldBefore(vetoStates[veto.ruling.told])}</span></label>` : ''}
</fieldset>
${signature(reader, refused, words.howVerified)}
<button>${words.submit}</button>
</form></details>`;
};

/** What was entered, with who, when and why; every number by hand is marked so. */
const entered = ({ scores, profile }: ByHandProps): Markup => {
	const { inspection, disclosure } = scores;
	const rows = [
		...inspection.vetoes.flatMap(({ id, ruling }) =>
			ruling
				? [
						[
							words.ofVeto(profile.vetoes[id]?.name ?? id),
							ruling.holds ? words.holds : words.holdsNot,
							ruling,
						] as const,
					]
				: [],
		),
		...[...inspection.items, ...disclosure.items].flatMap(({ indicator, entered: said }) =>
			said
				? [[profile.indicators[indicator]?.name ?? indicator, words.deducted(said.points), said] as const]
				: [],
		),
		...(inspection.bonus
			? [
					[
						words.bonus,
						words.bonusCounted(inspection.bonus.points, inspection.bonus.counted),
						inspection.bonus,
					] as const,
				]
			: []),
	];
	if (rows.length === 0) return html`<p>${words.nothing}</p>`;
	return scroll(
		words.entered,
		html`<table>
<caption class="heard">${words.entered}</caption>
<thead><tr>${words.columns.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${rows.map(([what, value, said]) => html`<tr><th scope="row">${plain(what)}</th><td>${value}</td><td>${signed(said)}</td></tr>`)}</tbody>
</table>`,
	);
};

const pointsForm = (
	{ site, month, scores, profile, isDepartment, reader, ...props }: ByHandProps,
	urls: Urls,
): Markup => {
	const refused = refusedAt(props.refused, 'points');
	const chosen = (indicator: string): Markup => chosenIn(refused, 'indicator', indicator, 'selected');
	const { inspection, disclosure } = scores;
	const options = [...inspection.items, ...disclosure.items].map(
		({ indicator, max, observed }) =>
			html`<option value="${indicator}"${chosen(indicator)}>${plain(profile.indicators[indicator]?.name ?? indicator)}${words.outOf(max, observed)}</option>`,
	);
	return html`<details${refused ? html` open` : nothing}><summary>${words.enter}</summary>
<form class="decide" method="post" action="${urls.enterPoints(site)}">
<input type="hidden" name="month" value="${month}">
<label>${words.item} <select name="indicator" required>${options}${isDepartment ? '' : html`<option value="bonus"${chosen('bonus')}>${words.bonusLimits(profile.bonusMax, profile.bonusAbove)}</option>`}</select></label>
<label>${words.points} <input name="points" inputmode="decimal" pattern="${words.pointsPattern}" maxlength="6"${typedIn(refused, 'points')}></label>
<p class="note">${words.pointsRule}</p>
${signature(reader, refused, words.whatWasSeen)}
<button>${words.submit}</button>
</form></details>`;
};

/** That it was kept. */
const savedLine = ({ saved, profile }: ByHandProps): Markup =>
	saved ? html`<p class="card notice" role="status">${words.saved(...saidOf(saved, profile))}</p>` : nothing;

/** What people enter of a site's month, and what they entered. */
export const byHandView = (props: ByHandProps, urls: Urls): Markup => {
	const { site, scores, reader, isFrozen } = props;
	if (!may(reader, 'decide', site)) return entered(props);
	return html`${savedLine(props)}${entered(props)}
${
	isFrozen
		? html`<p class="note">${words.frozen}</p>`
		: html`${scores.inspection.vetoes.map((veto) => vetoForm(veto, props, urls))}${pointsForm(props, urls)}`
}`;
};
