import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { minPasswordLength } from '../../reports/password.ts';
import type { Role, User } from '../../reports/store/user-model.ts';
import { roles } from '../access.ts';
import { accountMessages } from '../messages/account.ts';
import { usersMessages as words } from '../messages/users.ts';
import type { Urls } from '../urls.ts';
import { passwordFields } from './account.ts';
import { clock } from './format.ts';
import { cell, type Markup, stacked, tag } from './markup.ts';

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

/** Roles to choose from, with what each may do, and a maintainer's sites. */
export const roleFields = (
	role?: Role,
	sites: readonly string[] = [],
): Markup => html`<fieldset class="choices"><legend>${words.role}</legend>${roles.map(
	(one) =>
		html`<label class="choice"><input type="radio" name="role" value="${one}" required${one === role ? html` checked` : ''}> ${accountMessages.roles[one]}<span class="minor">${accountMessages.roleNotes[one]}</span></label>`,
)}</fieldset>
<label>${words.sites}<textarea name="sites" rows="3" spellcheck="false">${sites.join('\n')}</textarea><span class="note">${words.sitesHint}</span></label>`;

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
<p class="note">${accountMessages.leastLength(minPasswordLength)}</p>
<button>${words.add}</button>
</form></section>`;
