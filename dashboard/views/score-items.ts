import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Disclosure, Inspection, ScoreItem } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { CheckSums } from '../../reports/store/model.ts';
import { scoreMessages as words } from '../messages/scores.ts';
import { signed } from './decide.ts';
import { number } from './format.ts';
import { absent, type Markup, nothing, scroll, tag } from './markup.ts';

export interface ItemsProps {
	/** 网站检查, 政务公开. */
	readonly name: string;
	readonly score: Disclosure & Pick<Inspection, 'bonus'>;
	readonly profile: Profile;
	readonly nameOf: (check: string) => string;
	/** How many findings the links lead to. */
	readonly byCheck: readonly CheckSums[];
	/** The month's certain findings of a check. */
	readonly hrefOf: (check: string) => string;
}

type Cost = NonNullable<ScoreItem['costs']>[number];

const indicatorName = ({ indicator }: ScoreItem, profile: Profile): string =>
	plain(profile.indicators[indicator]?.name ?? indicator);

/** Sums of tenths and hundredths without a tail of digits. */
const rounded = (points: number): number => Math.round(points * 100) / 100;

const byDefault = html` <span class="minor">${words.byDefault}</span>`;

/** Findings that the link leads to besides: they cost in another indicator, or are the same fault. */
const othersOf = ({ check, at }: Cost, { byCheck }: ItemsProps): string => {
	const own = at.reduce((all, { findings }) => all + findings, 0);
	const all = byCheck.find((one) => one.check === check)?.certain ?? own;
	return all > own ? words.others(number(all)) : '';
};

/** 2 个 × 1 分 + 29 个 × 0.1 分 = 4.9 分. */
const sumOf = (cost: Cost, props: ItemsProps): Markup => {
	const { check, at, points, upTo, verified } = cost;
	const { nameOf, hrefOf } = props;
	const terms = at.map(({ each, findings }) => words.term(number(findings), each)).join(' + ');
	const sum = rounded(at.reduce((all, { each, findings }) => all + each * findings, 0));
	return html`<span class="minor"><a href="${hrefOf(check)}">${nameOf(check)}</a>${words.sum(terms, sum)}${upTo === undefined ? '' : words.upTo(upTo, points)}${othersOf(cost, props)}${verified ? '' : byDefault}</span>`;
};

const arithmetic = (item: ScoreItem, props: ItemsProps): Markup => {
	const { costs = [], entered, max, deducted } = item;
	if (costs.length === 0 && !entered) return nothing;
	const lost = rounded(costs.reduce((sum, { points }) => sum + points, 0) + (entered?.points ?? 0));
	return html`<tr class="aside"><td colspan="3">${costs.map((cost) => html`${sumOf(cost, props)}\n`)}${
		entered
			? html`<span class="minor">${words.byHand(entered.points)}${signed(entered)}${words.end}</span>\n`
			: ''
	}${lost > deducted ? html`<span class="minor">${words.capped(lost, max)}</span>` : ''}</td></tr>`;
};

const row = (item: ScoreItem, props: ItemsProps): Markup => {
	const { max, deducted, entered } = item;
	const isDefault = props.profile.indicators[item.indicator]?.status !== 'verified';
	return html`<tr><th scope="row">${indicatorName(item, props.profile)}</th><td class="number">${max}${isDefault ? html`<abbr title="${words.defaultMax}">*</abbr>` : ''}</td><td class="number">${
		deducted > 0 ? html`<strong class="bad">−${deducted}</strong>` : '0'
	}${entered ? html` ${entered.points > 0 ? tag(words.byHandTag(entered.points), 'warn') : tag(words.looked, 'calm')}` : ''}</td></tr>${arithmetic(item, props)}`;
};

const observedTable = (items: readonly ScoreItem[], props: ItemsProps): Markup =>
	items.length === 0
		? html`<p>${words.nothingObserved(props.name)}</p>`
		: scroll(
				words.itemsOf(props.name),
				html`<table>
<caption>${words.items(props.name)}</caption>
<thead><tr><th scope="col">${words.indicator}</th><th scope="col" class="number">${words.max}</th><th scope="col" class="number">${words.deducted}</th></tr></thead>
<tbody>${items.map((item) => row(item, props))}</tbody>
</table>`,
			);

const unobservedTable = (items: readonly ScoreItem[], { name, profile }: ItemsProps): Markup =>
	items.length === 0
		? nothing
		: html`<details><summary>${words.unobserved(number(items.length))}</summary>${scroll(
				words.unobservedOf(name),
				html`<table>
<caption class="heard">${words.unobservedOf(name)}</caption>
<thead><tr><th scope="col">${words.indicator}</th><th scope="col" class="number">${words.max}</th><th scope="col">${words.isObserved}</th></tr></thead>
<tbody>${items.map(
					(item) =>
						html`<tr class="unobserved"><th scope="row">${indicatorName(item, profile)}</th><td class="number">${item.max}</td><td>${words.notCounted}</td></tr>`,
				)}</tbody>
</table>`,
			)}</details>`;

/** How the number came about, in words: what could be seen, what was lost, and the scale. */
const totalWords = ({ score, profile }: ItemsProps): Markup => {
	const { total, items, bonus } = score;
	const seen = items.filter(({ observed }) => observed);
	const observed = rounded(seen.reduce((sum, { max }) => sum + max, 0));
	const lost = rounded(seen.reduce((sum, { deducted }) => sum + deducted, 0));
	if (total === null || observed === 0) return html`<p>${absent(words.none)}</p>`;
	const own = rounded(total - (bonus?.counted ?? 0));
	return html`<p>${words.arithmetic(observed, lost)}<strong>${own}</strong>${words.points}${
		bonus
			? html`${words.bonus(bonus.points, bonus.counted)}${bonus.counted === 0 && bonus.points > 0 ? words.bonusAbove(profile.bonusAbove) : ''}${words.together}<strong>${total}</strong>${words.points}`
			: ''
	}</p>`;
};

/** One score's indicators with how each deduction was reckoned, those that nothing was seen of folded. */
export const itemTable = (props: ItemsProps): Markup => {
	const { items } = props.score;
	return html`<div>${observedTable(
		items.filter((item) => item.observed),
		props,
	)}${totalWords(props)}${unobservedTable(
		items.filter((item) => !item.observed),
		props,
	)}</div>`;
};
