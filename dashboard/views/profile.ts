import { html } from 'hono/html';
import {
	type ProfileDifference,
	type ProfilePart,
	type ProfileRow,
	profileParts,
} from '../../reports/formats/profile-rows.ts';
import { plain } from '../../reports/formats/text.ts';
import { checksMessages } from '../messages/checks.ts';
import { profileMessages as words } from '../messages/profile.ts';
import type { Urls } from '../urls.ts';
import { sourced } from './check.ts';
import { number } from './format.ts';
import { absent, cell, type Markup, stacked, tag } from './markup.ts';

/** A profile that can be looked at. */
export interface KnownProfile {
	readonly name: string;
	readonly title: string;
	/** This installation audits by it. */
	readonly isUsed: boolean;
}

export interface ProfileProps {
	readonly all: readonly KnownProfile[];
	readonly shown: KnownProfile;
	readonly rows: readonly ProfileRow[];
	/** Against the national default. */
	readonly differences: readonly ProfileDifference[];
}

const choice = ({ all, shown }: ProfileProps, urls: Urls): Markup => {
	const links = (isUsed: boolean): Markup =>
		html`${all
			.filter((one) => one.isUsed === isUsed)
			.map(
				({ name, title }) =>
					html`<li><a href="${urls.profile(name)}"${name === shown.name ? html` aria-current="page"` : ''}>${plain(title)}</a></li>`,
			)}`;
	return html`<nav class="contents profiles" aria-label="${words.choose}"><ul><li class="label">${words.used}</li>${links(true)}</ul><ul><li class="label">${words.others}</li>${links(false)}</ul></nav>`;
};

const source = (row: ProfileRow): Markup =>
	sourced(row.source === undefined ? { source: words.ownValue } : row);

const differenceRow = ({ here, there }: ProfileDifference): Markup =>
	html`<tr role="row"><th scope="row" role="rowheader">${plain(here.name)}</th>${cell(words.here, html`<strong>${plain(here.value)}</strong>`, 'words')}${cell(words.there, there ? plain(there.value) : absent(), 'words')}${cell(words.source, source(here), 'words')}</tr>`;

const differencesOf = ({ differences }: ProfileProps): Markup =>
	html`<section aria-labelledby="differs"><h2 id="differs">${words.differs}</h2>${
		differences.length === 0
			? html`<p>${words.same}</p>`
			: html`<p>${words.count(number(differences.length))}</p>${stacked(
					words.differs,
					[words.item, words.here, words.there, words.source],
					differences.map(differenceRow),
				)}`
	}</section>`;

const valueRow = (row: ProfileRow, isOwn: boolean): Markup =>
	html`<tr role="row"><th scope="row" role="rowheader">${plain(row.name)}</th>${cell(words.value, html`${isOwn ? html`<strong>${plain(row.value)}</strong> ${tag(words.differs, 'warn')}` : plain(row.value)}`, 'words')}${cell(words.source, source(row), 'words')}</tr>`;

const partOf = (part: ProfilePart, { rows, differences }: ProfileProps): Markup => {
	const own = new Set(differences.map(({ here }) => here.id));
	return html`<section aria-labelledby="${part}"><h2 id="${part}">${words.parts[part]}</h2>${stacked(
		words.parts[part],
		[words.item, words.value, words.source],
		rows.filter((row) => row.part === part).map((row) => valueRow(row, own.has(row.id))),
	)}</section>`;
};

/** Every value of a profile with its source, and where it differs from the national default. */
export const profileView = (props: ProfileProps, urls: Urls): Markup => {
	const { shown, rows } = props;
	const told = rows.filter(({ source }) => source !== undefined && source !== '');
	const verified = told.filter((row) => row.verified).length;
	return html`<nav class="path" aria-label="${words.path}"><ol><li><a href="${urls.checks()}">${checksMessages.title}</a></li><li>${words.title}</li></ol></nav>
<h1>${words.title}</h1>
<p>${words.intro}</p>
${choice(props, urls)}
<p><strong>${words.current(plain(shown.title), plain(shown.name))}</strong> ${shown.isUsed ? tag(words.inUse, 'good') : tag(words.notInUse)} ${words.verifiedShare(number(verified), number(told.length))}</p>
${differencesOf(props)}
${profileParts.map((part) => partOf(part, props))}
<p class="note">${words.how}</p>`;
};
