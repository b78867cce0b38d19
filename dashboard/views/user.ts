import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Role, Session, Token, User } from '../../reports/store/user-model.ts';
import { accountMessages } from '../messages/account.ts';
import { usersMessages as words } from '../messages/users.ts';
import type { Urls, UserStep } from '../urls.ts';
import { passwordFields, sessionTable, tokenTable } from './account.ts';
import { clock } from './format.ts';
import { facts, type Markup, nothing, notice, tag } from './markup.ts';
import { roleFields, type SiteChoice, scope, siteFields, stateTag } from './users.ts';

export interface UserProps {
	readonly user: User;
	/** It is the reader's own account. */
	readonly isSelf: boolean;
	/** What the form says: the user's own, or what was chosen and is not kept yet. */
	readonly role: Role;
	readonly choice: SiteChoice;
	/** What was done just now. */
	readonly done?: UserStep | undefined;
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
	const { user, isSelf, role, choice, done, sessions, session, tokens, now } = props;
	const action = urls.user(user.name);
	const form = (which: string, content: Markup): Markup => posts(html`${step(which)}${content}`);
	const posts = (content: Markup): Markup =>
		html`<form class="card sign-in" method="post" action="${action}">${content}</form>`;
	const toggle = user.disabledAt ? 'enable' : 'disable';
	return html`<nav class="path" aria-label="${words.path}"><ol><li><a href="${urls.users()}">${words.users}</a></li><li aria-current="page">${plain(user.name)}</li></ol></nav>
<h1>${plain(user.name)}</h1>
${done ? notice(words.done[done](user.role === 'maintainer' && user.sites.length === 0)) : nothing}
${facts([
	[
		words.role,
		html`${accountMessages.roles[user.role]}<span class="minor">${accountMessages.roleNotes[user.role]}</span>`,
	],
	[words.sites, scope(user)],
	[
		words.stateNow,
		html`${stateTag(user)}${user.mustChangePassword ? html` ${tag(words.given, 'warn')}` : ''}`,
	],
	[words.created, clock(user.createdAt)],
	[words.changed, clock(user.changedAt)],
	[words.trail, html`<a href="${urls.trail(user.name)}">${words.trailOf(plain(user.name))}</a>`],
])}
${part('role', words.changeRole, posts(html`${roleFields(role)}${siteFields(choice)}<button name="step" value="role">${words.save}</button>`))}
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
