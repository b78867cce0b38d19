import { html } from 'hono/html';
import { accountMessages as words } from '../messages/account.ts';
import type { Urls } from '../urls.ts';
import { type Markup, nothing } from './markup.ts';

export interface SignInProps {
	/** The address that was asked for before. */
	readonly to?: string | undefined;
	/** As it was typed before. */
	readonly name?: string;
	/** Why they are asked again. */
	readonly why?: { readonly state: 'refused' } | { readonly state: 'wait'; readonly seconds: number };
}

const reason = ({ why }: SignInProps): Markup => {
	if (!why) return nothing;
	return html`<p class="card notice" role="alert">${
		why.state === 'refused' ? words.refused : `${words.wait(why.seconds)}${words.waitWhy}`
	}</p>`;
};

/** Where everybody signs in. */
export const signInView = (props: SignInProps, urls: Urls): Markup => html`<h1>${words.signIn}</h1>
${reason(props)}
<form class="card sign-in" method="post" action="${urls.signIn()}">
${props.to ? html`<input type="hidden" name="to" value="${props.to}">` : nothing}
<label>${words.name}<input name="name" value="${props.name ?? ''}" required maxlength="50" autocomplete="username" autocapitalize="none" spellcheck="false"${props.name ? '' : html` autofocus`}></label>
<label>${words.password}<input type="password" name="password" required maxlength="200" autocomplete="current-password"${props.name ? html` autofocus` : ''}></label>
<button>${words.submit}</button>
</form>
<p class="note">${words.forgotten}</p>`;
