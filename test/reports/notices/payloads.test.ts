import { describe, expect, test } from 'vitest';
import { linksOf } from '../../../commands/notice-links.ts';
import { digestOf } from '../../../reports/notices/digest.ts';
import type { Digest, NoticeEvent, Told } from '../../../reports/notices/model.ts';
import { dingtalkPayload, mailOf, webhookPayload, wecomPayload } from '../../../reports/notices/payloads.ts';
import { findingExample } from '../../../reports/notices/tell.ts';
import type { StoredFinding } from '../../../reports/store/model.ts';
import { checks } from '../../dashboard/open-dashboard.ts';

const now = new Date('2026-11-20T02:00:00Z');
const { links } = linksOf('https://gongkai.example.gov.cn/gk/');
const url = 'https://www.linjiang.gov.cn/';
const hostile = '[点我](https://evil.example/)**<b>@all\r\nBcc: x@evil.example\u202e 13800138000';
const byId = new Map(checks.map((check) => [check.id, check]));

const finding = (check: string, message: string): StoredFinding => ({
	...{ site: 'linjiang', now: 'open', id: `f-${check}`, check, subject: `${url}a.html`, severity: 'major' },
	...{ certainty: 'certain', message, foundOn: [], foundOnCount: 1, basis: '', evidence: {} },
	...{ state: 'open', firstSeen: '2026-11-01', lastSeen: '2026-11-01', dueOn: '2026-11-12' },
});
const overdue = (count: number, ...findings: readonly StoredFinding[]): Told => ({
	occasion: 'overdue',
	period: '2026-11',
	count,
	examples: findings.map((one) => findingExample(one, { url }, byId)),
});
const digest = (events: readonly NoticeEvent[], names: readonly [string, string][] = []): Digest =>
	digestOf(events, new Map(names), now);
const of = (site: string, told: Told): NoticeEvent => ({ site, key: '1', told });

const contentOf = (payload: object): string =>
	(payload as { markdown: { content?: string; text?: string } }).markdown.content ??
	(payload as { markdown: { text: string } }).markdown.text;

describe('a digest', () => {
	const events = [
		of('a', overdue(2)),
		of('b', { occasion: 'veto', period: '2026-11', vetoes: ['站点无法访问'] }),
		of('a', overdue(3)),
		of('c', { occasion: 'upcoming', period: '2026-11', count: 1, examples: [] }),
	];
	test('adds up what happened at a site, the gravest site first', () => {
		const { sites, totals, siteCount } = digest(events);
		expect(sites.map(({ id, told }) => [id, told.length])).toEqual([
			['b', 1],
			['a', 1],
			['c', 1],
		]);
		expect(totals).toEqual({
			veto: { sites: 1, count: 1 },
			overdue: { sites: 1, count: 5 },
			upcoming: { sites: 1, count: 1 },
		});
		expect(siteCount).toBe(3);
	});

	test('says so in words, with links to the dashboard', () => {
		expect(contentOf(wecomPayload(digest(events, [['b', '乙县人民政府']]), links))).toBe(
			`**公开哨通知：1个网站否决、逾期5个、将到期1个**
> 2026年11月20日 10:00（北京时间），涉及3个网站
> 单项否决成立的网站1个
> 逾期未改的问题5个，涉及1个网站
> 将要到期的事项1个，涉及1个网站

**乙县人民政府** [看板](https://gongkai.example.gov.cn/gk/sites/b?month=2026-11)
- 单项否决成立：站点无法访问

**a** [看板](https://gongkai.example.gov.cn/gk/sites/a?month=2026-11)
- 逾期未改5个

**c** [看板](https://gongkai.example.gov.cn/gk/sites/c?month=2026-11)
- 将要到期1个

[打开看板](https://gongkai.example.gov.cn/gk/)`,
		);
	});
});

describe('hostile words of a page', () => {
	const told = digest(
		[of('linjiang', overdue(1, finding('broken-link', `链接“${hostile}”返回错误代码 404，请恢复该页面。`)))],
		[['linjiang', hostile]],
	);

	test.each([
		['企业微信', contentOf(wecomPayload(told, links))],
		['钉钉', contentOf(dingtalkPayload(told, links))],
	])('mean nothing to %s', (_name, content) => {
		const targets = [...content.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
		expect(targets.length).toBeGreaterThan(0);
		for (const target of targets) expect(target).toMatch(/^https:\/\/gongkai\.example\.gov\.cn\/gk\//);
		expect(content).not.toMatch(/<|evil\.example|@all|13800138000|\u202e/);
	});

	test('begin no header and no line of an e-mail', () => {
		const { subject, text } = mailOf(told, links);
		expect(subject).not.toMatch(/[\r\n]/);
		expect(text).not.toMatch(/^Bcc|evil\.example|13800138000/m);
	});

	test('are as harmless in JSON', () => {
		expect(JSON.stringify(webhookPayload(told, '1', links))).not.toMatch(
			/<b>|evil\.example|13800138000|\]\(/,
		);
	});
});

test.each(['personal-data', 'secret-marking', 'hijacked-link', 'hidden-link'])(
	'nobody is led to what `%s` found',
	(check) => {
		const told = digest([of('linjiang', overdue(1, finding(check, '第3行有秘密。')))]);
		const text = JSON.stringify(webhookPayload(told, '1', links)) + mailOf(told, links).text;
		expect(text).not.toMatch(/秘密|a\.html/);
		expect(text).toContain(byId.get(check)?.name);
	},
);

test('what a citizen wrote is not repeated', () => {
	const message = '2026-05-01的留言“张三反映邻居李四违建”超过3个月仍没有答复，请尽快办理并公开答复。';
	const told = digest([of('linjiang', overdue(1, finding('unanswered-message', message)))]);
	expect(mailOf(told, links).text).not.toContain('张三');
	expect(mailOf(told, links).text).toContain(`${url}a.html`);
});

describe('room', () => {
	const many = Array.from({ length: 300 }, (_, n) =>
		of(`s${n}`, overdue(9, ...Array.from({ length: 5 }, () => finding('broken-link', '长'.repeat(500))))),
	);
	test.each([
		['企业微信', wecomPayload(digest(many), links), 4096],
		['钉钉', dingtalkPayload(digest(many), links), 20_000],
	])('for %s is kept to, and what is left out is counted', (_name, payload, most) => {
		const content = contentOf(payload);
		expect(Buffer.byteLength(content)).toBeLessThan(most);
		const shown = content.match(/\[看板\]/g)?.length ?? 0;
		expect(shown).toBeGreaterThan(0);
		expect(content).toContain(`另有${300 - shown}个网站没有列出`);
	});

	test('is given to a hundred sites elsewhere', () => {
		expect(mailOf(digest(many)).text).toContain('另有200个网站没有列出。');
		expect((webhookPayload(digest(many), '1') as Digest).siteCount).toBe(300);
	});
});
