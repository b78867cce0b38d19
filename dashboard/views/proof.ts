import { html } from 'hono/html';
import type { Check } from '../../checks/check.ts';
import { plain } from '../../reports/formats/text.ts';
import type { Finding, SeenResponse } from '../../reports/model.ts';
import type { FindingLife, KnownSite } from '../../reports/store/model.ts';
import { findingMessages } from '../messages/finding.ts';
import type { Urls } from '../urls.ts';
import { clock } from './format.ts';
import { absent, external, facts, type Markup, nothing, unlinked } from './markup.ts';

const words = findingMessages.proof;

export interface ProofProps {
	readonly site: Pick<KnownSite, 'id'>;
	readonly life: Pick<FindingLife, 'finding' | 'period' | 'responses'>;
	readonly check?: Pick<Check, 'name' | 'isHarmful'>;
	readonly isPictureKept: boolean;
}

type Pictured = NonNullable<Finding['evidence']['pictured']>;

/** An identifier of the program's own tells a reader nothing; what it stands for is in the message. */
const isWords = (key: string): boolean => /\p{Script=Han}/u.test(key);

/** A part of words, with the spaces that stand between it and the next. */
const part = (text: string): string => text.replace(/\S.*\S|\S/su, plain).replace(/\s+/g, ' ');

/** The words with what is at fault in them marked. */
const markedWords = ({ snippet = '', marks = [] }: Finding['evidence']): Markup[] => {
	const parts: Markup[] = [];
	let from = 0;
	for (const [start, end] of marks) {
		if (start < from || end > snippet.length) continue;
		parts.push(
			html`${part(snippet.slice(from, start))}`,
			html`<mark>${part(snippet.slice(start, end))}</mark>`,
		);
		from = end;
	}
	return [...parts, html`${part(snippet.slice(from))}`];
};

const headerNames: Readonly<Record<string, string>> = words.headers;

const response = (
	url: string,
	{ at, status, finalUrl, redirects, headers, sha256, lane, tries }: SeenResponse,
): Markup => {
	const rows: [string, Markup | string][] = [
		[words.at, clock(at)],
		[words.status, status === undefined ? words.noAnswer : `HTTP ${status}`],
	];
	if (lane) rows.push([words.way, words.inBrowser]);
	if (redirects?.length)
		rows.push([
			words.redirects,
			html`<ol class="places">${redirects.map((to) => html`<li>${unlinked(to)}</li>`)}</ol>`,
		]);
	else if (finalUrl) rows.push([words.answeredBy, unlinked(finalUrl)]);
	if (tries?.length)
		rows.push([
			words.tries,
			html`<ol class="places">${tries.map((one) => html`<li>${clock(one.at)} ${plain(one.words)}</li>`)}</ol>`,
		]);
	for (const [name, value] of Object.entries(headers ?? {}))
		rows.push([headerNames[name] ?? name, plain(value)]);
	if (sha256) rows.push([words.hash, html`<code>${plain(sha256)}</code>`]);
	return html`<details><summary>${words.answer(plain(url))}</summary>${facts(rows)}</details>`;
};

/** What a reader who does not see the picture is told of it. */
const inWords = ({ life: { finding }, check }: ProofProps, framed: boolean): string => {
	const { snippet } = finding.evidence;
	return words.pictured(check?.name ?? finding.check, framed, snippet && plain(snippet).slice(0, 80));
};

const spotWords = ({ framed, frames = 1, number, hidden }: Pictured): string => {
	if (hidden) return words.hiddenSpot;
	return framed ? words.frames(frames, number) : words.noFrame;
};

const picture = (props: ProofProps, urls: Urls): Markup => {
	const { site, life, isPictureKept } = props;
	const { screenshot, pictured } = life.finding.evidence;
	if (screenshot === undefined || !pictured) return nothing;
	const { at, url } = pictured;
	if (!isPictureKept) return html`<p>${absent(words.dropped(String(clock(at))))}</p>`;
	const address = urls.picture(site.id, life.period, screenshot);
	return html`<figure class="picture"><a href="${address}"><img src="${address}" alt="${inWords(props, pictured.framed)}" width="1280" height="900" loading="lazy"></a>
<figcaption>${clock(at)} ${words.opened} ${unlinked(url)} ${words.picture}${spotWords(pictured)}${words.masked}</figcaption></figure>`;
};

/** What a finding rests on: the words, the address, and how it and the pages that hold it answered. */
export const proofView = (props: ProofProps, urls: Urls): Markup => {
	const { finding, responses } = props.life;
	const { check } = props;
	const { evidence, subject, key } = finding;
	return html`${evidence.snippet ? html`<blockquote class="proof"><p>${markedWords(evidence)}</p></blockquote>` : nothing}
${picture(props, urls)}
${facts([
	[words.address, check?.isHarmful ? html`${unlinked(subject)}${words.harmful}` : external(subject)],
	...(key !== undefined && isWords(key) ? ([[words.which, plain(key)]] as const) : []),
	...(evidence.selector ? ([[words.spot, html`<code>${plain(evidence.selector)}</code>`]] as const) : []),
])}
${Object.entries(responses).map(([url, one]) => response(url, one))}`;
};
