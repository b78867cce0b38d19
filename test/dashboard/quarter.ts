/** A city's sites after three months of audits, and the audits of the day: what people meet in the dashboard. */
import type { Report } from '../../reports/model.ts';
import type { AuditProgress } from '../../reports/store/audit-model.ts';
import type { RegisteredSite } from '../../reports/store/model.ts';
import type { Store } from '../../reports/store.ts';
import { column, document } from '../support/report.ts';
import { record, reportOf, type Told } from './open-dashboard.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

const siteOf = (id: string, name: string, more: Partial<RegisteredSite> = {}): RegisteredSite => ({
	id,
	name,
	url: `https://www.${id}.gov.cn/`,
	type: 'portal',
	level: 'county',
	district: '临江市',
	maintainer: `${name.slice(0, 3)}政务服务中心`,
	...more,
});

const shanxia = siteOf('shanxia', '山峡县人民政府');
const hekou = siteOf('hekou', '河口区人民政府');
const dongqiao = siteOf('dongqiao', '东桥区人民政府');
const nanping = siteOf('nanping', '南屏县人民政府');
const beiling = siteOf('beiling', '北岭县人民政府');
const xitang = siteOf('xitang', '西塘县人民政府');
const yunling = siteOf('yunling', '云岭县人民政府');
const streets = numbers(50).map((n) =>
	siteOf(`street-${n}`, `清溪县第${n}街道办事处`, { level: 'township' }),
);
/** Those with a story of their own, by their ids. */
export const city = { shanxia, hekou, dongqiao, nanping, beiling, xitang, yunling } as const;
/** All of them. */
export const sites = [...Object.values(city), ...streets];

/** A dead link of a site, met on its homepage. */
const deadLink = ({ url }: RegisteredSite, name: string, pages = 1) => ({
	subject: `${url}${name}.html`,
	message: `链接“${name}”返回错误代码 404，请恢复该页面，或改正、删除链接。`,
	snippet: `<a href="/${name}.html">${name}</a> 尝试 3 次，均为 404`,
	foundOn: [url, ...Array.from({ length: pages - 1 }, (_, n) => `${url}list/${n + 1}.html`)],
});

const columnsOf = ({ url }: RegisteredSite, empty: readonly string[] = []) => [
	column('', 'policy', {
		url: `${url}zcwj/`,
		title: '政策文件',
		recognisedBy: 'nav:政策文件',
		items: 24,
		lastPublishedOn: '2026-06-01',
	}),
	column('', 'news', { url: `${url}dtyw/`, title: '动态要闻', lastPublishedOn: '2026-06-14', items: 1200 }),
	column('', 'notice', { url: `${url}tzgg/`, title: '通知公告', lastPublishedOn: '2026-06-12', items: 80 }),
	...empty.map((name) =>
		column('', 'other', { url: `${url}${name}/`, title: name, content: 'empty', items: 0 }),
	),
];

const seenOf = (site: RegisteredSite, empty?: readonly string[]) => ({
	columns: columnsOf(site, empty),
	documents: [document('zcwj/1.html', '临政办发〔2026〕1号')],
});

const days = ['2026-04-15', '2026-05-15', '2026-06-15'];

type Month = Omit<Told, 'site' | 'asOf' | 'previous'>;

/** Audits of a site from April on, each compared with the last whole one; an absent one was never run. */
const audit = async (
	store: Store,
	site: RegisteredSite,
	months: readonly (Month | undefined)[],
): Promise<void> => {
	let previous: Report | undefined;
	for (const [index, month] of months.entries()) {
		if (!month) continue;
		const told = { site, asOf: days[index] ?? '', seen: seenOf(site), ...month };
		const report = reportOf({ ...told, ...(previous ? { previous } : {}) });
		await record(store, report);
		if (report.run.complete) previous = report;
	}
};

/** So many dead links, and more blank columns than a site may have. */
const neglected = (site: RegisteredSite, links: number): Month => {
	const blank = numbers(6).map((n) => `空白栏目${n}`);
	return {
		seen: seenOf(site, blank),
		faults: {
			'broken-link': numbers(links).map((n) => deadLink(site, `第${n}号`)),
			'empty-column': blank.map((name) => ({
				subject: `${site.url}${name}/`,
				message: `栏目“${name}”没有任何内容，请补充信息。`,
			})),
		},
	};
};

/** Seven sites with a story each, and fifty that fill the pages. */
export const fillQuarter = async (store: Store): Promise<void> => {
	await store.syncConfigured(sites, '2026-01-01T00:00:00Z');
	const link = (name: string, pages?: number) => deadLink(shanxia, name, pages);
	const soft = {
		subject: `${shanxia.url}kong.html`,
		certainty: 'review' as const,
		message: '页面可能不存在，却没有返回 404，请人工打开确认。',
		snippet: '您访问的页面不存在或已删除',
	};
	await audit(store, shanxia, [
		{ faults: { 'broken-link': [link('办事指南'), link('领导信箱')] } },
		{ faults: { 'broken-link': [link('领导信箱')] } },
		{
			faults: {
				'broken-link': [link('办事指南', 3), link('领导信箱'), link('招考公告'), link('统计公报')],
				'missing-public-marker': [
					{ subject: `${shanxia.url}zcwj/9.html`, message: '文件没有标注公开属性，请补上。' },
				],
				'soft-404': [soft],
			},
			unassessed: { 'late-interpretation': '没有读到政策解读栏目' },
			coverage: {
				share: 0.8,
				notSeen: [
					{ what: `${shanxia.url}data/*.html`, why: 'robots', count: 40 },
					{ what: `${shanxia.url}slow.html`, why: 'timeout', count: 1 },
				],
			},
		},
	]);
	await audit(store, hekou, [
		{ faults: { 'broken-link': [deadLink(hekou, '旧闻')] } },
		{ faults: {} },
		neglected(hekou, 60),
	]);
	const bridge = { faults: { 'broken-link': [deadLink(dongqiao, '机构职能')] } };
	await audit(store, dongqiao, [
		bridge,
		bridge,
		{
			faults: { 'broken-link': [deadLink(dongqiao, '年度报告')] },
			run: { complete: false, stopReason: '达到页数上限（100 页）' },
			coverage: { share: 0.4, notSeen: [{ what: `${dongqiao.url}*.html`, why: 'budget', count: 150 }] },
		},
	]);
	await audit(store, nanping, [{}, {}]);
	await audit(store, beiling, [{}, {}]);
	await audit(store, xitang, [{}, {}]);
	const shut = '网站拦下了抓取，什么也没有看到';
	await audit(store, yunling, [{}, {}, { coverage: { share: 0, notSeen: [] }, run: { stopReason: shut } }]);
	for (const [n, street] of streets.entries()) {
		const links = numbers(n % 5).map((k) => deadLink(street, `第${k}号`));
		const first = { faults: { 'broken-link': links } };
		const second = { faults: { 'broken-link': links.slice(1) } };
		await audit(store, street, [first, second, n < 47 ? first : neglected(street, n % 5)]);
	}
};

/** A time of the day on which the dashboard is looked at, UTC. */
export const at = (time: string): string => `2026-06-20T${time}.000Z`;
/** How far the audit under way is at first. */
export const progress: AuditProgress = {
	phase: 'crawl',
	pages: 111,
	queued: 900,
	rendered: 4,
	perSecond: 4.87,
	errors: 3,
};

/** One audit under way, one silent, one that failed, one that waits for another try, one in the queue. The first one's id. */
export const fillQueue = async (store: Store): Promise<number> => {
	const begin = async (site: string): Promise<number> => {
		const wanted = { site, cause: 'schedule', asOf: '2026-06-20', dueAt: at('00:00:00') } as const;
		const audit = await store.begin({ ...wanted, now: at('00:00:00') }, { host: 'audit-01', pid: 42 });
		if (!audit) throw new Error(`expected the audit of ${site} to begin`);
		return audit.id;
	};
	const running = await begin(nanping.id);
	await store.heartbeat(running, at('01:59:30'), progress);
	await store.heartbeat(await begin(hekou.id), at('01:30:00'), { ...progress, phase: 'links' });
	await store.finish(await begin(beiling.id), at('00:01:00'), { error: '首页打不开：域名无法解析' });
	await store.postpone(await begin(dongqiao.id), '网站没有应答，请稍后再试', at('04:00:00'));
	await store.enqueue({ site: xitang.id, cause: 'hand', asOf: '2026-06-20', now: at('01:00:00') });
	return running;
};
