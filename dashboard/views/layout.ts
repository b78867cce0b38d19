import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Pause } from '../../reports/store/operation-model.ts';
import { type Act, may, nobody, type Reader } from '../access.ts';
import type { Context, View } from '../context.ts';
import { frameMessages as words } from '../messages/frame.ts';
import type { Urls } from '../urls.ts';
import { clock } from './format.ts';
import type { Markup } from './markup.ts';

const icon =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%231f4e8c'/%3E%3Cpath d='M8 17l5.5 5.5L24 11' fill='none' stroke='white' stroke-width='3.4' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

/** Whoever is signed in, and the way out. */
const who = ({ name }: Reader, current: View['current'], urls: Urls): Markup => html`<div class="who">
<a href="${urls.account()}" title="${words.account}"${current === 'account' ? html` aria-current="page"` : ''}>${plain(name)}</a>
<form method="post" action="${urls.signOut()}"><button>${words.signOut}</button></form>
</div>`;

/** Nothing new begins: a quiet line for whoever can end that. */
const standstill = ({ by, at }: Pause, urls: Urls): Markup =>
	html`<p class="standstill" role="status"><span>${words.paused(plain(by))}${clock(at)}${words.pausedSince} <a href="${urls.audits()}">${words.toPause}</a></span></p>`;

/** The one place that owns `<html>`. */
export const layout = (
	{ title, current, head, body }: View,
	{
		urls,
		reader,
		paused,
	}: Pick<Context, 'urls' | 'reader'> & {
		/** Said above the page. */
		readonly paused?: Pause | undefined;
	},
): Markup => {
	const all: readonly (readonly [View['current'], string, string, Act])[] = [
		['overview', words.entries.overview, urls.overview(), 'look'],
		['review', words.entries.review, urls.review(), 'look'],
		['work', words.entries.work, urls.work(), 'look'],
		['audits', words.entries.audits, urls.audits(), 'look'],
		['notices', words.entries.notices, urls.notices(), 'notices'],
		['checks', words.entries.checks, urls.checks(), 'look'],
		['users', words.entries.users, urls.users(), 'users'],
		['system', words.entries.system, urls.system(), 'operate'],
	];
	const entries = all.filter(([, , , act]) => may(reader, act));
	return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.product}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${urls.asset('style.css')}">
${head}
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<div class="bar">
<a class="brand" href="${urls.overview()}">${words.product}<span> ${words.tagline}</span></a>
${
	reader === nobody
		? ''
		: html`<nav aria-label="${words.navigation}"><ul>${entries.map(
				([name, text, href]) =>
					html`<li><a href="${href}"${name === current ? html` aria-current="page"` : ''}>${text}</a></li>`,
			)}</ul></nav>`
}
${reader.isSignedIn ? who(reader, current, urls) : ''}
</div>
</header>
${paused ? standstill(paused, urls) : ''}
<main id="content" tabindex="-1">
${body}
</main>
<footer class="bottom"><p>${words.footer} <a href="${urls.openApi()}">${words.openApi}</a></p></footer>
</body>
</html>
`;
};
