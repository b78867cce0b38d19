import { stringify } from 'yaml';
import type { Column, Crawled, Sibling } from '../../crawler/model.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import { canonicalAddress } from '../address.ts';
import { recognised } from '../words.ts';
import { plain } from './text.ts';

/** A YAML value on one line, quoted where it has to be. */
const value = (text: string): string => stringify(plain(text), { lineWidth: 0 }).trimEnd();

const contents = {
	list: '',
	text: '，单页',
	empty: '，空白',
	'stated-empty': '，说明了没有内容的原因',
	elsewhere: '，跳转到其他网站',
	unloaded: '，列表没能加载',
} as const;

const line = ({ kind, url }: Column): string => `- { kind: ${kind}, url: ${JSON.stringify(plain(url))} }`;

const comment = (column: Column): string => {
	const { title, recognisedBy, sure, items, lastPublishedOn, content, organ } = column;
	const latest = lastPublishedOn ? `，最新 ${lastPublishedOn}` : '';
	const doubt = sure === 'likely' ? '（不能肯定，请核对）' : '';
	const count = content === 'list' || items > 0 ? `，${items} 条` : '';
	const whose = organ ? `，属${plain(organ)}` : '';
	return `# ${plain(title) || '（无标题）'}${whose}，依据 ${plain(recognised(recognisedBy))}${doubt}${count}${latest}${contents[content]}`;
};

const because = ({ linkedAs, by }: Sibling): string =>
	`# ${plain(by)}${linkedAs === '' ? '' : `，链接“${plain(linkedAs)}”`}`;

/** The operator's hosts, those found, and as comments those that were looked at and are not the site's. */
const hostLines = (config: SiteConfig, { hosts }: Crawled): string[] => {
	const { adopted = [], refused = [] } = hosts ?? {};
	const known = config.hosts.map((host) => `      - ${value(host)}`);
	const found = adopted.map((sibling) => `      - ${value(sibling.host)} ${because(sibling)}`);
	const others = refused.map((sibling) => `      # 未纳入 ${plain(sibling.host)} ${because(sibling)}`);
	const lines = [...known, ...found];
	return [...(lines.length > 0 ? ['    hosts:', ...lines] : []), ...others];
};

/** Names of departments; a government's own site is named after its 人民政府. */
const departmentName = /(?:局|委员会|委|办公室|厅|中心|研究院|总队|支队)$/;

const typeOf = (config: SiteConfig, name: string): SiteConfig['type'] =>
	departmentName.test(name) && !name.includes('人民政府') ? 'department' : config.type;

/** A crawl's columns as the configuration of its site, ready to paste. */
export const siteYaml = (config: SiteConfig, crawled: Crawled): string => {
	const { site, run } = crawled;
	const listed = new Set(site.columns.map(({ kind, url }) => `${kind} ${canonicalAddress(url)}`));
	// An audit finds the columns below a pinned one by itself, and `other` says nothing that could be pinned.
	const isPinned = ({ kind, parent }: Column): boolean =>
		kind !== 'other' && !(parent && listed.has(`${kind} ${canonicalAddress(parent)}`));
	const pinned = site.columns.filter(isPinned);
	const others = site.columns.filter((column) => !isPinned(column));
	const columns = [
		...pinned.map((column) => `      ${line(column)} ${comment(column)}`),
		...(others.length > 0 ? ['      # 以下不必写出：审计会随上级栏目认出，或类别不明'] : []),
		...others.map((column) => `      # ${line(column)} ${comment(column)}`),
	];
	const name = config.name || site.identity.name || config.id;
	const lines = [
		...(run.complete ? [] : [`# 没有走完全站（${plain(run.stopReason ?? '')}），可能还有别的栏目`]),
		'sites:',
		`  - id: ${config.id}`,
		`    name: ${value(name)}`,
		`    url: ${value(config.url)}`,
		`    type: ${typeOf(config, name)} # portal 门户网站 | department 部门网站`,
		...hostLines(config, crawled),
		`    columns:${pinned.length === 0 ? ' []' : ''} # 认出 ${site.columns.length} 个栏目；写在这里的类别不再自动识别`,
		...columns,
	];
	return `${lines.join('\n')}\n`;
};
