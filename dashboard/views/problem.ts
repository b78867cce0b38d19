import { html } from 'hono/html';
import type { View } from '../context.ts';
import { frameMessages as words } from '../messages/frame.ts';
import type { Urls } from '../urls.ts';

/** A page that says what went wrong and where to go on. */
export const problemView = (
	{ title, text }: { readonly title: string; readonly text: string },
	urls: Urls,
): View => ({
	title,
	body: html`<h1>${title}</h1>
<p>${text}</p>
<p><a href="${urls.overview()}">${words.toOverview}</a></p>`,
});
