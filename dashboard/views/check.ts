import { html } from 'hono/html';
import { type CheckDescription, costWords } from '../../reports/formats/checks.ts';
import type { ProfileRow } from '../../reports/formats/profile-rows.ts';
import { plain } from '../../reports/formats/text.ts';
import type { CheckSite } from '../../reports/store/check-totals.ts';
import { severities } from '../../reports/words.ts';
import { checksMessages as words } from '../messages/checks.ts';
import type { Urls } from '../urls.ts';
import { type MonthTotals, totalWords } from './checks.ts';
import { monthName, number } from './format.ts';
import { cell, facts, type Markup, nothing, stacked, tag } from './markup.ts';
import { severityTones } from './words.ts';

export interface CheckProps {
	readonly check: CheckDescription;
	/** Chinese. */
	readonly group: string;
	/** The profile's terms that it goes by. */
	readonly terms: readonly ProfileRow[];
	readonly totals?: MonthTotals;
	/** With the most findings of that month. */
	readonly sites: readonly CheckSite[];
}

/** Whether a figure was read in its source, and which that is. */
export const sourced = ({ verified, source }: { verified?: boolean; source?: string }): Markup =>
	html`${verified ? tag(words.verified, 'good') : tag(words.byDefault, 'warn')}${source ? html`<span class="minor">${plain(source)}</span>` : ''}`;

const list = (items: readonly Markup[]): Markup =>
	html`<ul class="points">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const costs = ({ points }: CheckDescription): Markup =>
	points.length === 0
		? html`${words.noCost}`
		: list(points.map((point) => html`${plain(costWords(point))} ${sourced(point)}`));

const siteTable = ({ check, sites, totals }: CheckProps, urls: Urls): Markup =>
	totals && sites.length > 0
		? html`<p>${words.mostSites(number(sites.length))}</p>${stacked(
				words.sitesTable,
				[words.site, { numbers: words.certainCount }, { numbers: words.reviewCount }],
				sites.map(
					({ site, siteName, certain, review }) =>
						html`<tr role="row"><th scope="row" role="rowheader"><a href="${urls.site(site, { month: totals.month, check: check.id }, 'findings')}">${plain(siteName) || site}</a></th>${cell(words.certainCount, number(certain), 'number')}${cell(words.reviewCount, number(review), 'number')}</tr>`,
				),
			)}`
		: nothing;

/** One check: what it decides, on what authority, by which values, with examples, and where it was found. */
export const checkView = (props: CheckProps, urls: Urls): Markup => {
	const { check, group, terms, totals } = props;
	const { id, name, decides, basis, repair, severity, vetoes, examples } = check;
	return html`<nav class="path" aria-label="${words.path}"><ol><li><a href="${urls.checks()}">${words.title}</a></li><li>${name}</li></ol></nav>
<div class="head"><h1>${name}</h1><p class="state">${tag(severities[severity], severityTones[severity])}</p></div>
<section class="card check">${facts([
		[words.decides, plain(decides)],
		[words.basis, plain(basis)],
		[words.repair, plain(repair)],
		...(vetoes.length > 0 ? ([[words.veto, list(vetoes.map((veto) => html`${plain(veto)}`))]] as const) : []),
		[words.cost, costs(check)],
		...(terms.length > 0
			? ([
					[
						words.terms,
						list(
							terms.map(
								(term) =>
									html`${plain(term.name)}${words.colon}<strong>${plain(term.value)}</strong> ${sourced(term)}`,
							),
						),
					],
				] as const)
			: []),
		[words.group, group],
		[words.id, html`<code>${id}</code>`],
	])}</section>
<section aria-labelledby="examples"><h2 id="examples">${words.examples}</h2>
<div class="pair"><section class="card" aria-labelledby="wrong"><h3 id="wrong">${words.wrong}</h3>${list(examples.wrong.map((one) => html`${plain(one)}`))}</section>
<section class="card" aria-labelledby="right"><h3 id="right">${words.right}</h3>${list(examples.right.map((one) => html`${plain(one)}`))}</section></div>
<p class="note">${words.examplesMeans}</p></section>
<section aria-labelledby="sites"><h2 id="sites">${words.sites}</h2>
<p>${totals ? html`${words.ofMonth(monthName(totals.month))}${words.colon}${totalWords(id, totals, words.comma)}` : words.noMonth}</p>${siteTable(props, urls)}</section>`;
};
