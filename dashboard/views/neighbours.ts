import { html } from 'hono/html';
import type { AwaitingFinding } from '../../reports/store/decision-model.ts';
import type { FindingLife, KnownSite } from '../../reports/store/model.ts';
import { findingMessages } from '../messages/finding.ts';
import type { FindingFilter } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { type Markup, nothing } from './markup.ts';

const words = findingMessages.steps;

/** The findings before and behind one, of its site or of those beside it. */
export interface Beside {
	readonly previous?: AwaitingFinding;
	readonly next?: AwaitingFinding;
}

interface Props {
	readonly site: KnownSite;
	readonly life: FindingLife;
	readonly filter: FindingFilter;
	readonly from: string;
	readonly neighbours: Beside;
}

/** The list that it is looked at in, and the way back there. */
const list = ({ site, life, filter, from }: Props, urls: Urls): Markup => {
	const where = filter.task === undefined ? (from === '' ? words.inMonth : words.inFilter) : words.inTask;
	return html`${where} <a href="${urls.listOf(site.id, life.period, filter)}">${words.toList}</a>`;
};

/** The findings before and behind this one in its list, by links that the arrow keys follow too. */
export const neighboursView = (props: Props, urls: Urls): Markup => {
	const { site, life, filter, neighbours } = props;
	const { previous, next } = neighbours;
	if (!previous && !next && props.from === '') return nothing;
	const link = (rel: 'prev' | 'next', to: AwaitingFinding | undefined, text: string, end: string): Markup =>
		to === undefined
			? html`<span class="button off">${end}</span>`
			: html`<a class="button" rel="${rel}" href="${urls.finding(to.site, to.finding, life.period, filter)}">${to.site === site.id ? text : `${text}${words.otherSite}`}</a>`;
	return html`<nav class="neighbours" aria-label="${words.name}">${link('prev', previous, words.previous, words.first)} ${link('next', next, words.next, words.last)} <span class="minor">${list(props, urls)} <span class="keys">${words.keys}</span></span></nav>`;
};
