import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { StoredDecision } from '../../reports/store/decision-model.ts';
import { siteMessages } from '../messages/site.ts';
import { signed } from './decide.ts';
import { day } from './format.ts';
import type { Markup } from './markup.ts';
import type { OverviewReport, SiteProps } from './site.ts';

const { decided: words } = siteMessages;

type Props = Pick<SiteProps, 'monthState'> & {
	readonly report: Pick<OverviewReport, 'decisions' | 'profile'>;
};

/** What a decision beside findings was about, and what it said. */
export const saidOf = (
	{ about, subject, step, points }: StoredDecision,
	{ vetoes, indicators }: OverviewReport['profile'],
): readonly [what: string, said: string] => {
	if (about === 'veto') {
		const said = { confirm: words.confirm, reject: words.reject }[step as 'confirm' | 'reject'];
		return [words.veto(plain(vetoes[subject]?.name ?? subject)), said ?? words.revoke];
	}
	const what = subject === 'bonus' ? words.bonus : words.points(plain(indicators[subject]?.name ?? subject));
	return [what, step === 'enter' ? words.enter(points ?? 0) : words.revoke];
};

/** Who decided what of the month, oldest first: the month itself, vetoes, and points by hand. */
export const decidedView = ({ monthState, report: { decisions, profile } }: Props): Markup => {
	const steps = monthState.history.map(({ step, until, ...said }) => ({
		at: said.at,
		line: html`<strong>${words.steps[step]}</strong>${until ? html`${words.until('')}${day(until)}` : ''}${words.by}${signed(said)}`,
	}));
	const entries = decisions.map((decision) => {
		const [what, said] = saidOf(decision, profile);
		return { at: decision.at, line: html`${what} <strong>${said}</strong>${words.by}${signed(decision)}` };
	});
	const all = [...steps, ...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	return all.length === 0
		? html`<p>${words.nothing}</p>`
		: html`<ol class="log">${all.map(({ line }) => html`<li>${line}</li>`)}</ol>`;
};
