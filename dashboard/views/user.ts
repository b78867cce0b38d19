import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { KnownSite } from '../../reports/store/model.ts';
import type { Session, Token, User } from '../../reports/store/user-model.ts';
import { accountMessages } from '../messages/account.ts';
import { usersMessages as words } from '../messages/users.ts';
import type { Urls } from '../urls.ts';
import { passwordFields, sessionTable, tokenTable } from './account.ts';
import { clock } from './format.ts';
import { facts, type Markup, nothing } from './markup.ts';
import { roleFields, scope, stateTag } from './users.ts';

export interface UserProps {
	readonly user: User;
	/** It is the reader's own account. */
	readonly isSelf: boolean;
	/** The first of a maintainer's sites. */
	readonly sites: readonly KnownSite[];
	readonly sessions: readonly Session[];
	/** The session that the reader looks by. */
	readonly session?: number;
	readonly tokens: readonly Token[];
	/** ISO. */
	readonly now: string;
}

const step = (name: string): Markup => html`<input type="hidden" name="step" value="${name}">`;

/** A part of the page, with its heading. */
const part = (id: string, title: string, content: Markup): Markup =>
	html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;

/** One account, and what can be done with it. */
export const userView = (props: UserProps, urls: Urls): Markup => {
	const { user, isSelf, sites, sessions, session, tokens, now } = props;
	const action = urls.user(user.name);
	const form = (which: string, content: Markup): Markup =>
		html`<form class="card sign-in" method="post" action="${action}">${step(which)}${content}</form>`;
	const toggle = user.disabledAt ? 'enable' : 'disable';
	return html`<nav class="path" aria-label="${words.path}"><ol><li><a href="${urls.users()}">${words.users}</a></li><li aria-current="page">${plain(user.name)}</li></ol></nav>
<h1>${plain(user.name)}</h1>
${facts([
	[
		words.role,
		html`${accountMessages.roles[user.role]}<span class="minor">${accountMessages.roleNotes[user.role]}</span>`,
	],
	[words.sites, scope(user)],
	[words.state, stateTag(user)],
	[words.created, clock(user.createdAt)],
	[words.changed, clock(user.changedAt)],
	[words.trail, html`<a href="${urls.trail(user.name)}">${words.trailOf(plain(user.name))}</a>`],
])}
${sites.length > 0 ? html`<ul class="downloads">${sites.map(({ id, name }) => html`<li><a href="${urls.site(id)}">${plain(name) || id}</a></li>`)}</ul>` : nothing}
${part('role', words.changeRole, form('role', html`${roleFields(user.role, user.sites)}<button>${words.save}</button>`))}
${isSelf ? nothing : part('password', words.resetPassword, form('password', html`${passwordFields()}<p class="note">${words.resetNote}</p><button>${words.resetPassword}</button>`))}
${isSelf ? nothing : part('state', words.state, form(toggle, html`${user.disabledAt ? nothing : html`<p class="note">${words.disableNote}</p>`}<button>${words[toggle]}</button>`))}
${part(
	'sessions',
	accountMessages.sessions,
	sessions.length === 0
		? html`<p>${words.noSessions}</p>`
		: html`${sessionTable(sessions, action, session, step('session'))}<form method="post" action="${action}">${step('sessions')}<button class="quiet">${words.endAll}</button></form>`,
)}
${part(
	'tokens',
	accountMessages.tokens,
	html`<p class="note">${accountMessages.tokenNote}</p>${tokenTable(tokens, now, ({ n, revokedAt }) =>
		revokedAt
			? nothing
			: html`<form method="post" action="${action}">${step('token')}<input type="hidden" name="token" value="${n}"><button class="quiet">${words.revoke}</button></form>`,
	)}`,
)}`;
};
