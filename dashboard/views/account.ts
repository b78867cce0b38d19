import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { minPasswordLength } from '../../reports/password.ts';
import type { Session, Token } from '../../reports/store/user-model.ts';
import type { Reader } from '../access.ts';
import { accountMessages as words } from '../messages/account.ts';
import type { Urls } from '../urls.ts';
import { agentName } from './agent.ts';
import { clock } from './format.ts';
import { absent, cell, facts, type Markup, nothing, notice, stacked, tag } from './markup.ts';

export interface AccountProps {
	readonly reader: Reader;
	/** The last used first. */
	readonly sessions: readonly Session[];
	/** The session of this browser. */
	readonly session?: number;
	readonly tokens: readonly Token[];
	/** The reader has just changed their password. */
	readonly isPasswordChanged: boolean;
	/** ISO. */
	readonly now: string;
}

/** Sessions, each with a button that ends it. */
export const sessionTable = (
	sessions: readonly Session[],
	action: string,
	current?: number,
	more: Markup = nothing,
): Markup =>
	stacked(
		words.sessions,
		words.sessionColumns,
		sessions.map(({ n, agent, address, createdAt, seenAt }) => {
			const [, from, since, seen, act] = words.sessionColumns;
			const end = html`<form method="post" action="${action}">${more}<input type="hidden" name="session" value="${n}"><button class="quiet">${words.end}</button></form>`;
			return html`<tr role="row"><th scope="row" role="rowheader">${agentName(plain(agent)) || words.unknownAgent}</th>${cell(from, plain(address) || words.unknownAddress, 'from')}${cell(since, clock(createdAt))}${cell(seen, clock(seenAt))}${cell(act, n === current ? tag(words.thisOne, 'good') : end)}</tr>`;
		}),
	);

/** What a token is worth now; `now` is ISO. */
const worth = ({ revokedAt, expiresAt }: Token, now: string): Markup => {
	if (revokedAt) return tag(words.revoked, 'calm');
	return expiresAt <= now ? tag(words.expired, 'calm') : tag(words.good, 'good');
};

/** Tokens, without what they are: nobody keeps that. */
export const tokenTable = (
	tokens: readonly Token[],
	now: string,
	act: (token: Token) => Markup = () => nothing,
): Markup =>
	tokens.length === 0
		? html`<p>${words.noTokens}</p>`
		: stacked(
				words.tokens,
				words.tokenColumns,
				tokens.map((token) => {
					const [, role, made, used, ends, state] = words.tokenColumns;
					return html`<tr role="row"><th scope="row" role="rowheader">${token.n}</th>${cell(role, words.roles[token.role])}${cell(made, clock(token.createdAt))}${cell(used, token.usedAt ? clock(token.usedAt) : absent(words.neverUsed))}${cell(ends, clock(token.expiresAt))}${cell(state, html`${worth(token, now)} ${act(token)}`)}</tr>`;
				}),
			);

/** Fields of a new password. */
export const passwordFields =
	(): Markup => html`<label>${words.newPassword}<input type="password" name="password" required minlength="${minPasswordLength}" maxlength="200" autocomplete="new-password"></label>
<label>${words.again}<input type="password" name="again" required minlength="${minPasswordLength}" maxlength="200" autocomplete="new-password"></label>`;

/** The reader's own account. */
export const accountView = (props: AccountProps, urls: Urls): Markup => {
	const { reader, sessions, session, tokens, isPasswordChanged, now } = props;
	const { mustChangePassword } = reader;
	const sites = reader.sites ?? [];
	const password = html`<section aria-labelledby="password"><h2 id="password">${words.changePassword}</h2>
<form class="card sign-in" method="post" action="${urls.changePassword()}">
<label>${words.oldPassword}<input type="password" name="old" required maxlength="200" autocomplete="current-password"></label>
${passwordFields()}
<p class="note">${words.passwordRule(minPasswordLength)}</p>
<button>${words.changePassword}</button>
</form></section>`;
	return html`<h1>${words.account}</h1>
${mustChangePassword ? html`${notice(words.mustChange)}${password}` : nothing}
${isPasswordChanged ? notice(words.passwordChanged) : nothing}
${facts([
	[words.name, plain(reader.name)],
	[words.roleIs, html`${words.roles[reader.role]}<span class="minor">${words.roleNotes[reader.role]}</span>`],
	...(reader.role === 'maintainer' ? ([[words.ownSites, words.siteCount(sites.length)]] as const) : []),
])}
<section aria-labelledby="sessions"><h2 id="sessions">${words.sessions}</h2>${sessionTable(sessions, urls.endSession(), session)}</section>
${mustChangePassword ? nothing : password}
<section aria-labelledby="tokens"><h2 id="tokens">${words.tokens}</h2><p class="note">${words.tokenNote}</p>${tokenTable(tokens, now)}</section>`;
};
