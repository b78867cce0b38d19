import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { DocumentPage, StoredDocument } from '../../reports/store/site-model.ts';
import { documentMessages as words } from '../messages/documents.ts';
import { sharedMessages } from '../messages/shared.ts';
import type { DocumentsState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { day, number } from './format.ts';
import { absent, external, type Markup, nothing, scroll, tag } from './markup.ts';
import { pager } from './pager.ts';
import { lifeStates, stateTones } from './words.ts';

export interface DocumentsProps {
	readonly site: string;
	readonly state: DocumentsState & { readonly month: string; readonly page: number };
	/** A page of those that fit; absent where none were kept yet. */
	readonly found?: DocumentPage;
	readonly size: number;
	/** The site has a report. */
	readonly isAudited: boolean;
	readonly nameOf: (check: string) => string;
}

const validityTones = {
	valid: 'good',
	expired: 'warn',
	abolished: 'calm',
	unknown: 'calm',
} as const satisfies Record<StoredDocument['validity'], string>;

/** Facts that a document may have, in the order in which they are told. */
const factNames = [
	...(['title', 'documentNumber', 'issuer', 'writtenOn', 'publishedOn', 'publicMarker'] as const),
	...([
		'documentType',
		'indexNumber',
		'topicCategory',
		'source',
		'publicAttribute',
		'validityLabel',
	] as const),
];

type FactName = (typeof factNames)[number];

const isDay = (name: FactName): boolean => name === 'writtenOn' || name === 'publishedOn';

const factRow = (document: StoredDocument, name: FactName): Markup => {
	const { sources = {}, doubtful = [] } = document;
	const value = document[name];
	const from = sources[name];
	// What most documents lack is not worth a row each.
	if (!value && !['documentNumber', 'issuer', 'writtenOn', 'publishedOn', 'publicMarker'].includes(name))
		return nothing;
	const shown = value ? (isDay(name) ? day(value) : plain(value)) : absent(words.notRead);
	const isLikely = doubtful.includes(name);
	return html`<tr><th scope="row">${words.facts[name]}</th><td>${shown}</td><td>${
		from ? plain(words.place(plain(from))) : absent(words.unknownPlace)
	}</td><td>${from ? (isLikely ? tag(words.likely, 'warn') : words.certain) : absent()}</td></tr>`;
};

/** What its validity rests on. */
const validityRow = ({ validity, validityEvidence }: StoredDocument): Markup => {
	if (!validityEvidence) return nothing;
	const { from, snippet } = validityEvidence;
	const place = /^https?:/.test(from) ? external(from) : html`${plain(words.place(plain(from)))}`;
	return html`<tr><th scope="row">${words.validityOf}</th><td>${words.validities[validity]}<span class="minor">${words.because(plain(snippet))}</span></td><td>${place}</td><td>${absent()}</td></tr>`;
};

const factTable = (document: StoredDocument, title: string): Markup =>
	scroll(
		words.table(title),
		html`<table>
<caption class="heard">${words.table(title)}</caption>
<thead><tr><th scope="col">${words.fact}</th><th scope="col">${words.value}</th><th scope="col">${words.from}</th><th scope="col">${words.sure}</th></tr></thead>
<tbody>${factNames.map((name) => factRow(document, name))}${validityRow(document)}</tbody>
</table>`,
	);

const addresses = (title: string, all: readonly string[]): Markup =>
	all.length === 0
		? nothing
		: html`<p><strong>${title}</strong></p><ul class="places">${all.map((address) => html`<li>${external(address)}</li>`)}</ul>`;

const findingsOf = (
	{ findings, findingCount }: StoredDocument,
	{ site, nameOf }: DocumentsProps,
	urls: Urls,
): Markup =>
	findings.length === 0
		? nothing
		: html`<p><strong>${words.about(findings.length, number(findingCount))}</strong></p><ul class="places">${findings.map(
				({ id, check, now, message }) =>
					html`<li>${tag(lifeStates[now], stateTones[now])} ${nameOf(check)}${words.colon}<a href="${urls.finding(site, id)}">${plain(message)}</a></li>`,
			)}</ul>`;

const entry = (document: StoredDocument, props: DocumentsProps, urls: Urls): Markup => {
	const { url, role = 'policy', documentNumber, issuer, publishedOn, writtenOn, validity } = document;
	const title = plain(document.title) || words.untitled;
	const date = publishedOn ?? writtenOn;
	const about = [
		...(documentNumber ? [html`${plain(documentNumber)}`] : []),
		...(issuer ? [html`${plain(issuer)}`] : []),
		...(date ? [day(date)] : []),
		...(document.documentType ? [html`${plain(document.documentType)}`] : []),
	];
	return html`<li>
<p class="tags">${tag(words.roles[role], 'calm')} ${validity === 'unknown' ? nothing : tag(words.validities[validity], validityTones[validity])}${
		document.findingCount > 0 ? html` ${tag(words.findings(number(document.findingCount)), 'warn')}` : ''
	}</p>
<p class="message">${external(url, title)}</p>
<p class="minor">${about.map((one, at) => html`${at > 0 ? ' · ' : ''}${one}`)}</p>
<details><summary>${words.details}</summary>${factTable(document, title)}${findingsOf(document, props, urls)}${addresses(words.attachments(document.attachments.length), document.attachments)}${addresses(words.interpretations(document.interpretations.length), document.interpretations)}${addresses(words.explains(document.explains?.length ?? 0), document.explains ?? [])}</details>
</li>`;
};

const option = (value: string, text: string, chosen: string): Markup =>
	html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`;

const choices = (names: Readonly<Record<string, string>>, chosen: string | undefined): Markup =>
	html`${option('', words.all, chosen ?? '')}${Object.entries(names).map(([value, text]) => option(value, text, chosen ?? ''))}`;

const isFiltered = ({ search, role, validity, hasFindings }: DocumentsState): boolean =>
	search !== undefined || role !== undefined || validity !== undefined || hasFindings === true;

const filters = ({ site, state }: DocumentsProps, urls: Urls): Markup =>
	html`<form class="filters" method="get" action="${urls.siteDocuments(site)}" aria-label="${words.filter}" role="search">
<input type="hidden" name="month" value="${state.month}">
<label>${words.search} <input type="search" name="q" value="${state.search ?? ''}" placeholder="${words.searchFor}" maxlength="100"></label>
<label>${words.role} <select name="role">${choices(words.roles, state.role)}</select></label>
<label>${words.validity} <select name="validity">${choices(words.validities, state.validity)}</select></label>
<label><input type="checkbox" name="found" value="yes"${state.hasFindings ? html` checked` : ''}> ${words.found}</label>
<button>${words.show}</button>
${isFiltered(state) ? html`<a href="${urls.siteDocuments(site, { month: state.month })}">${words.clear}</a>` : ''}
</form>`;

/** A site's documents by its last whole audit: searched by title and 文号, each with its facts and where these were read. */
export const documentsView = (props: DocumentsProps, urls: Urls): Markup => {
	const { site, state, found, size, isAudited } = props;
	if (!found) return html`<p class="empty">${isAudited ? words.notKept : words.never}</p>`;
	const { rows, count, asOf, complete } = found;
	const total = words.count(number(count));
	const none = isFiltered(state) ? words.nothing : words.none;
	return html`<p class="note">${words.basis(sharedMessages.dayName(asOf))}${complete ? '' : words.notWhole}</p>
${count === 0 && !isFiltered(state) ? nothing : filters(props, urls)}
${
	rows.length === 0
		? html`<p class="empty">${none}</p>`
		: html`${count <= size ? html`<p class="count">${total}</p>` : nothing}<ol class="findings documents" start="${(state.page - 1) * size + 1}">${rows.map((document) => entry(document, props, urls))}</ol>`
}
${
	count <= size
		? nothing
		: pager({
				...{ what: words.what, total, page: state.page, size, count },
				hrefOf: (page) => urls.siteDocuments(site, { ...state, page }),
			})
}`;
};
