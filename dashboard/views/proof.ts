import { html } from 'hono/html';
import type { Check } from '../../checks/check.ts';
import { plain } from '../../reports/formats/text.ts';
import type { Finding, SeenResponse } from '../../reports/model.ts';
import type { FindingLife, KnownSite } from '../../reports/store/model.ts';
import type { Urls } from '../urls.ts';
import { clock } from './format.ts';
import { absent, external, facts, type Markup, nothing, unlinked } from './markup.ts';

export interface ProofProps {
	readonly site: Pick<KnownSite, 'id'>;
	readonly life: Pick<FindingLife, 'finding' | 'period' | 'responses'>;
	readonly check?: Pick<Check, 'name' | 'isHarmful'>;
	readonly isPictureKept: boolean;
}

type Pictured = NonNullable<Finding['evidence']['pictured']>;

/** An identifier of the program's own tells a reader nothing; what it stands for is in the message. */
const isWords = (key: string): boolean => /\p{Script=Han}/u.test(key);

/** The words with what is at fault in them marked. */
const markedWords = ({ snippet = '', marks = [] }: Finding['evidence']): Markup[] => {
	const parts: Markup[] = [];
	let from = 0;
	for (const [start, end] of marks) {
		if (start < from || end > snippet.length) continue;
		parts.push(
			html`${plain(snippet.slice(from, start))}`,
			html`<mark>${plain(snippet.slice(start, end))}</mark>`,
		);
		from = end;
	}
	return [...parts, html`${plain(snippet.slice(from))}`];
};

const headerNames: Readonly<Record<string, string>> = {
	'content-type': '类型',
	'content-length': '长度',
	'last-modified': '修改时间',
	etag: '版本标识',
	date: '服务器时间',
	server: '服务器',
	location: '跳转到',
};

const response = (
	url: string,
	{ at, status, finalUrl, redirects, headers, sha256, lane, tries }: SeenResponse,
): Markup => {
	const rows: [string, Markup | string][] = [
		['访问时间', clock(at)],
		['状态', status === undefined ? '没有应答' : `HTTP ${status}`],
	];
	if (lane) rows.push(['方式', '用浏览器打开']);
	if (redirects?.length)
		rows.push([
			'跳转',
			html`<ol class="places">${redirects.map((to) => html`<li>${unlinked(to)}</li>`)}</ol>`,
		]);
	else if (finalUrl) rows.push(['应答的网址', unlinked(finalUrl)]);
	if (tries?.length)
		rows.push([
			'各次访问',
			html`<ol class="places">${tries.map((one) => html`<li>${clock(one.at)} ${plain(one.words)}</li>`)}</ol>`,
		]);
	for (const [name, value] of Object.entries(headers ?? {}))
		rows.push([headerNames[name] ?? name, plain(value)]);
	if (sha256) rows.push(['存档内容的 SHA-256', html`<code>${plain(sha256)}</code>`]);
	return html`<details><summary>${plain(url)} 的应答</summary>${facts(rows)}</details>`;
};

/** What a reader who does not see the picture is told of it. */
const inWords = ({ life: { finding }, check }: ProofProps, framed: boolean): string => {
	const { snippet } = finding.evidence;
	const words = snippet ? `，依据的原文：${plain(snippet).slice(0, 80)}` : '';
	return `${check?.name ?? finding.check}的页面截图${framed ? '，红框标出有关的位置' : ''}${words}`;
};

const spotWords = ({ framed, frames = 1, number, hidden }: Pictured): string => {
	if (hidden) return '，网页里有这些文字，但收在标签页或折叠块里，没有显示';
	if (!framed) return '，没有在页面上标出位置';
	const which = number === undefined ? '' : `，本问题是编号 ${number} 的红框`;
	return `，红框为程序所加${frames > 1 ? `，共 ${frames} 处` : ''}${which}`;
};

const picture = (props: ProofProps, urls: Urls): Markup => {
	const { site, life, isPictureKept } = props;
	const { screenshot, pictured } = life.finding.evidence;
	if (screenshot === undefined || !pictured) return nothing;
	const { at, url } = pictured;
	if (!isPictureKept) return html`<p>${absent(`${clock(at)} 的页面截图已过保留期限，不再保存`)}</p>`;
	const address = urls.picture(site.id, life.period, screenshot);
	return html`<figure class="picture"><a href="${address}"><img src="${address}" alt="${inWords(props, pictured.framed)}" width="1280" height="900" loading="lazy"></a>
<figcaption>${clock(at)} 打开 ${unlinked(url)} 的截图${spotWords(pictured)}；文字里的证件号、银行卡号和手机号已遮挡。</figcaption></figure>`;
};

/** What a finding rests on: the words, the address, and how it and the pages that hold it answered. */
export const proofView = (props: ProofProps, urls: Urls): Markup => {
	const { finding, responses } = props.life;
	const { check } = props;
	const { evidence, subject, key } = finding;
	return html`${evidence.snippet ? html`<blockquote class="proof"><p>${markedWords(evidence)}</p></blockquote>` : nothing}
${picture(props, urls)}
${facts([
	['问题网址', check?.isHarmful ? html`${unlinked(subject)}（可能有害，这里不设链接）` : external(subject)],
	...(key !== undefined && isWords(key) ? ([['其中', plain(key)]] as const) : []),
	...(evidence.selector ? ([['页面位置', html`<code>${plain(evidence.selector)}</code>`]] as const) : []),
])}
${Object.entries(responses).map(([url, one]) => response(url, one))}`;
};
