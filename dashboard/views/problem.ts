import { html } from 'hono/html';
import type { View } from '../context.ts';
import { frameMessages as words } from '../messages/frame.ts';
import type { Urls } from '../urls.ts';

/** A page that says what went wrong and where to go on. */
export const problemView = (
	{
		title,
		text,
		back,
	}: { readonly title: string; readonly text: string; readonly back?: string | undefined },
	urls: Urls,
): View => ({
	title,
	body: html`<h1>${title}</h1>
<p>${text}</p>
${
	back === undefined
		? ''
		: html`<p><a href="${back}">${words.back}</a></p>
`
}<p><a href="${urls.overview()}">${words.toOverview}</a></p>`,
});
