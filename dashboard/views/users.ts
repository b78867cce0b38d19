import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { minPasswordLength } from '../../reports/password.ts';
import type { Role, User } from '../../reports/store/user-model.ts';
import { roles } from '../access.ts';
import { accountMessages } from '../messages/account.ts';
import { usersMessages as words } from '../messages/users.ts';
import type { Urls } from '../urls.ts';
import { passwordFields } from './account.ts';
import { clock, number } from './format.ts';
import { brief, cell, type Markup, nothing, stacked, tag } from './markup.ts';

export interface UsersProps {
	/** By name. */
	readonly users: readonly User[];
}

/** What a user may see. */
export const scope = ({ role, sites }: User): string => {
	if (role !== 'maintainer') return words.allSites;
	return sites.length === 0 ? words.noSites : words.siteCount(sites.length);
};

export const stateTag = ({ disabledAt }: User): Markup =>
	disabledAt ? tag(words.disabled, 'calm') : tag(words.enabled, 'good');

/** Roles to choose from, with what each may do. */
export const roleFields = (role?: Role): Markup =>
	html`<fieldset class="choices"><legend>${words.role}</legend>${roles.map(
		(one) =>
			html`<label class="choice"><input type="radio" name="role" value="${one}" required${one === role ? html` checked` : ''}> ${accountMessages.roles[one]}<span class="minor">${accountMessages.roleNotes[one]}</span></label>`,
	)}</fieldset>`;

/** Which sites are a maintainer's, and more of them to choose. */
export interface SiteChoice {
	/** Without a name where nobody knows the site any more. */
	readonly ticked: readonly { readonly id: string; readonly name: string }[];
	/** What was looked for. */
	readonly find: string;
	/** The first of what was found and is not ticked. */
	readonly found: readonly { readonly id: string; readonly name: string }[];
	readonly count: number;
}

const siteBox = ({ id, name }: SiteChoice['found'][number], isTicked: boolean): Markup =>
	html`<label class="choice"><input type="checkbox" name="sites" value="${id}"${isTicked ? html` checked` : ''}> ${brief(name) || id}<span class="minor">${id}</span></label>`;

/** A maintainer's sites, each with its tick, and a search for more that keeps what is ticked. Enter searches. */
export const siteFields = ({ ticked, find, found, count }: SiteChoice): Markup => {
	const told =
		find === ''
			? nothing
			: html`<p class="note" role="status">${words.found(brief(find, 40), number(count), count > found.length ? number(found.length) : undefined)}</p>`;
	return html`<fieldset class="choices sites"><legend>${words.sites}</legend>
<p class="note">${words.sitesHint}</p>
<div class="search"><label>${words.find}<input type="search" name="find" value="${plain(find)}" maxlength="100"${find === '' ? '' : html` autofocus`}></label><button name="step" value="find" class="quiet" formnovalidate>${words.findButton}</button></div>
${told}
${found.length > 0 ? html`<div class="ticks" role="group" aria-label="${words.foundSites}" tabindex="0">${found.map((site) => siteBox(site, false))}</div>` : nothing}
${ticked.length === 0 ? html`<p>${words.noSites}</p>` : html`<div class="ticks" role="group" aria-label="${words.ownSites}" tabindex="0">${ticked.map((site) => siteBox(site, true))}</div>`}
</fieldset>`;
};

const table = (users: readonly User[], urls: Urls): Markup => {
	const [, role, sites, added, state] = words.columns;
	return stacked(
		words.users,
		words.columns,
		users.map(
			(user) =>
				html`<tr role="row"><th scope="row" role="rowheader"><a href="${urls.user(user.name)}">${plain(user.name)}</a></th>${cell(role, accountMessages.roles[user.role])}${cell(sites, scope(user))}${cell(added, clock(user.createdAt))}${cell(state, stateTag(user))}</tr>`,
		),
	);
};

/** Everybody who may use the dashboard, and a form for one more. */
export const usersView = (
	{ users }: UsersProps,
	urls: Urls,
): Markup => html`<div class="head"><h1>${words.users}</h1><p><a href="${urls.trail()}">${words.toTrail}</a></p></div>
${users.length === 0 ? html`<p class="card notice">${words.first}</p>` : table(users, urls)}
<section aria-labelledby="add"><h2 id="add">${words.add}</h2>
<form class="card sign-in" method="post" action="${urls.users()}">
<label>${words.name}<input name="user" required maxlength="50" autocomplete="off" autocapitalize="none" spellcheck="false"><span class="note">${words.nameRule}</span></label>
${roleFields(users.length === 0 ? 'administrator' : undefined)}
${passwordFields()}
<p class="note">${accountMessages.leastLength(minPasswordLength)}${users.length === 0 ? '' : words.givenNote}</p>
<button>${words.add}</button>
</form></section>`;
