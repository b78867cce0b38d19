import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Veto } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { CheckSums, StoredFinding } from '../../reports/store/model.ts';
import { certainties } from '../../reports/words.ts';
import { vetoesMessages as words } from '../messages/vetoes.ts';
import { signed } from './decide.ts';
import { number } from './format.ts';
import { absent, headings, type Markup, nothing, scroll, tag } from './markup.ts';
import { vetoStates, vetoTones } from './words.ts';

export interface VetoesProps {
	readonly vetoes: readonly Veto[];
	/** For the names of vetoes. */
	readonly profile: Profile;
	/** The profile still has the values that the vetoes were judged by. */
	readonly isExact: boolean;
	readonly byCheck: readonly CheckSums[];
	readonly nameOf: (check: string) => string;
	/** Whoever looks decides vetoes. */
	readonly canDecide: boolean;
	/** Where a veto is decided. */
	readonly toDecide: (veto: string) => string;
	/** The month's findings of a check, by how sure they are. */
	readonly hrefOf: (check: string, certainty: StoredFinding['certainty']) => string;
}

/** How many findings a check has, each number a link to them. */
const tally = (check: string, { byCheck, hrefOf }: VetoesProps): Markup => {
	const sums = byCheck.find((one) => one.check === check);
	const [certain, review] = (['certain', 'review'] as const).map((certainty) => {
		const count = sums?.[certainty] ?? 0;
		const text = words.tally(certainties[certainty], number(count));
		return count > 0 ? html`<a href="${hrefOf(check, certainty)}">${text}</a>` : text;
	});
	return html`${certain}${words.between}${review}`;
};

/** What 栏目不更新 is counted from. Findings are told here; columns one below another, of which fewer count, are not known. */
const staleArithmetic = (props: VetoesProps): Markup => {
	const veto = props.isExact ? props.profile.vetoes['veto-stale-columns'] : undefined;
	const limits = veto && 'empty' in veto ? veto : undefined;
	return html`<span class="minor">${words.emptyColumns}${tally('empty-column', props)}${limits ? words.emptyLimit(limits.empty) : ''}${words.stop}</span>
<span class="minor">${words.staleColumns}${tally('stale-column', props)}${
		limits ? words.staleLimits(limits.stale, limits.newsAndPolicy) : ''
	}${words.stop}</span>
<span class="minor">${words.staleRule}</span>`;
};

/** Which findings it is counted from, check by check. */
const countedFrom = (id: string, props: VetoesProps): Markup => {
	const veto = props.profile.vetoes[id];
	const checks = veto && 'checks' in veto ? veto.checks : [];
	const own = props.byCheck.filter(
		({ check, certain, review }) => checks.includes(check) && certain + review > 0,
	);
	return html`${own.map(({ check }) => html`<span class="minor">${words.ofCheck(props.nameOf(check))}${tally(check, props)}${words.stop}</span>\n`)}`;
};

/** Where a person decides it, or what they decided. */
const byPerson = ({ id, state, ruling }: Veto, { canDecide, toDecide }: VetoesProps): Markup => {
	if (ruling)
		return html`<span class="minor">${words.decided(ruling.holds)}${signed(ruling)}${words.toldBefore(vetoStates[ruling.told])}</span>`;
	return state === 'awaits-person' && canDecide
		? html`<span class="minor"><a href="${toDecide(id)}">${words.decide}</a></span>`
		: nothing;
};

const row = (veto: Veto, props: VetoesProps): Markup => {
	const { id, state, findings, ruling } = veto;
	const isStale = id === 'veto-stale-columns';
	const isCounted = isStale ? state !== 'not-assessed' : findings > 0;
	const isByPerson = ruling !== undefined || (state === 'awaits-person' && props.canDecide);
	return html`<tr><th scope="row">${plain(props.profile.vetoes[id]?.name ?? id)}</th><td>${tag(vetoStates[state], vetoTones[state])}${ruling ? html` ${tag(words.byPerson, 'calm')}` : ''}</td><td class="number">${
		findings > 0 ? words.count(number(findings), isStale) : absent()
	}</td></tr>${
		isCounted || isByPerson
			? html`<tr class="aside"><td colspan="3">${isCounted ? (isStale ? staleArithmetic(props) : countedFrom(id, props)) : ''}${byPerson(veto, props)}</td></tr>`
			: nothing
	}`;
};

/** The six vetoes with their states, and what they rest on. */
export const vetoTable = (props: VetoesProps): Markup =>
	scroll(
		words.caption,
		html`<table>
<caption class="heard">${words.caption}</caption>
<thead><tr>${headings([words.indicator, words.state, { numbers: words.about }])}</tr></thead>
<tbody>${props.vetoes.map((veto) => row(veto, props))}</tbody>
</table>`,
	);
