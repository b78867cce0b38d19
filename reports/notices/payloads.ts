import type { Digest } from './model.ts';
import { type Line, type Links, type Message, messageOf, type Paragraph } from './words.ts';

/** A digest in the forms that receivers take. */

/** Bytes that a message of 企业微信 may have, and what we leave free. */
const wecomBytes = 4096 - 96;
/** 钉钉 takes 20,000 bytes in all. */
const dingtalkBytes = 16_000;

const bytes = (text: string): number => Buffer.byteLength(text);

/** `harmless` has left nothing in the words that Markdown means something by; links are the dashboard's own. */
const markdownLine = ({ text, link }: Line): string => `- ${text.trim()}${link ? ` [查看](${link})` : ''}`;

const markdownHeading = ({ text, link }: Line): string => `**${text}**${link ? ` [看板](${link})` : ''}`;

/** A site in so many bytes at most: its gravest lines; undefined where not even one has room. */
const markdownSite = ({ heading, lines }: Paragraph, maxBytes: number): string | undefined => {
	let text = markdownHeading(heading);
	let shown = 0;
	for (const line of lines.map(markdownLine)) {
		if (bytes(text) + bytes(line) + 10 > maxBytes) break;
		text += `\n${line}`;
		shown++;
	}
	if (shown === 0) return undefined;
	return shown < lines.length ? `${text}\n- ……` : text;
};

/** As many sites as there is room for, and how many there are besides. */
const markdownOf = (message: Message, maxBytes: number): string => {
	const { title, lead, sites, siteCount, overview } = message;
	const end = overview ? `\n\n[打开看板](${overview})` : '';
	let text = [`**${title}**`, ...lead.map(({ text }) => `> ${text}`)].join('\n');
	let shown = 0;
	for (const site of sites) {
		const own = markdownSite(site, maxBytes - bytes(text) - bytes(end) - 100);
		if (own === undefined) break;
		text += `\n\n${own}`;
		shown++;
	}
	const rest = siteCount - shown;
	return `${text}${rest > 0 ? `\n\n另有${rest}个网站没有列出` : ''}${end}`;
};

/** 企业微信群机器人: https://developer.work.weixin.qq.com/document/path/91770 */
export const wecomPayload = (digest: Digest, links?: Links): object => ({
	msgtype: 'markdown',
	markdown: { content: markdownOf(messageOf(digest, links), wecomBytes) },
});

/** 钉钉自定义机器人: a single line end is no new line there. */
export const dingtalkPayload = (digest: Digest, links?: Links): object => {
	const message = messageOf(digest, links);
	const text = markdownOf(message, dingtalkBytes).replace(/(?<!\n)\n(?!\n)/g, '  \n');
	return { msgtype: 'markdown', markdown: { title: message.title, text }, at: { isAtAll: false } };
};

/** For other programs. `id` is the same in every try of one notice. */
export const webhookPayload = (digest: Digest, id: string, links?: Links): object => ({
	schemaVersion: '1',
	kind: 'gongkai.notice',
	id,
	...digest,
	title: messageOf(digest, links).title,
	...(links ? { link: links.overview() } : {}),
	sites: digest.sites.map((site) => ({
		...site,
		told: site.told.map((one) =>
			'examples' in one
				? {
						...one,
						examples: one.examples.map((example) =>
							links && example.finding
								? { ...example, link: links.finding(site.id, example.finding, one.period) }
								: example,
						),
					}
				: one,
		),
		...(links ? { link: links.site(site.id, undefined) } : {}),
	})),
});

const textLine = ({ text, link, page }: Line): string =>
	[`  ${text}`, ...[page, link].filter(Boolean).map((address) => `  　　${address}`)].join('\n');

/** An e-mail in plain text: nothing in it can be markup. */
export const mailOf = (
	digest: Digest,
	links?: Links,
): { readonly subject: string; readonly text: string } => {
	const message = messageOf(digest, links);
	const { title, lead, sites, siteCount, overview } = message;
	const rest = siteCount - sites.length;
	return {
		subject: title,
		text: [
			lead.map(({ text }) => text).join('\n'),
			...sites.map(({ heading, lines }) =>
				[heading.text, ...(heading.link ? [heading.link] : []), ...lines.map(textLine)].join('\n'),
			),
			...(rest > 0 ? [`另有${rest}个网站没有列出。`] : []),
			...(overview ? [`看板：${overview}`] : []),
			'结果由程序依据公开页面自动判定，待核对的须经人工核实。本邮件由公开哨（gongkai）自动发出，请勿回复。',
		].join('\n\n'),
	};
};
