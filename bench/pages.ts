/** Made-up pages of one large site as an archive gives them to be judged: read once for each kind, and stamped out with titles, numbers and days of their own. */
import { readPage } from '../crawler/extract/page.ts';
import type { Gathered } from '../crawler/model.ts';
import type { Link, ListItem, PageFacts, SeenPage } from '../crawler/page-facts.ts';
import { createRandom } from '../test/fixtures/country/random.ts';
import { article, home, list, official } from '../test/support/pages.ts';
import { benchSite } from './settings.ts';

const origin = 'https://www.linjiang.gov.cn';
const asOf = '2026-11-15';
const entriesPerList = 20;
/** Share of other texts beside the documents: one for so many. */
const oneIn = { interpretations: 10, consultations: 50, news: 10, copies: 20 };

const areas =
	'供水 供热 燃气 公交 养老 托育 住房 物业 校车 食品 药品 医保 社保 就业 残疾人 农田 渔业 畜牧 林业 湿地 河道 防汛 抗旱 消防 矿山 烟花 危化品 电梯 特种设备 广告 市容 垃圾 噪声 扬尘 机动车 停车 网约车 港口 航道 公路 桥梁 隧道 路灯 绿化 公园 景区 民宿 文物 博物馆 图书馆 体育 彩票 慈善 殡葬 婚姻 户籍 档案 地名 统计 审计 税费 国资 采购 招商 外资 会展 电商 快递 粮食 盐业 烟草 酒类 价格 信用 标准 计量 专利 人才 科技 数据'.split(
		' ',
	);
const aspects =
	'安全 质量 收费 监督 信息 档案 应急 服务 设施 资金 用地 规划 建设 维护 运行 许可 备案 登记 检查 处罚 补贴 奖励 信用 培训 宣传 考核 试点 改造 更新 保护 利用 回收 运输 经营 租赁 转让 评估 监测 预警 救助'.split(
		' ',
	);
const places = '城东区 城西区 临江区 江北区 新区 开发区 青山县 白水县 黄土县 红岩市'.split(' ');
const organs =
	'教育局 科技局 公安局 民政局 司法局 财政局 人社局 住建局 交通局 水利局 农业局 商务局 文旅局 卫健委 应急局 审计局 统计局 医保局 林业局 城管局'.split(
		' ',
	);
const titles: readonly ((subject: string) => string)[] = [
	(subject) => `临江市${subject}管理办法`,
	(subject) => `临江市人民政府办公室关于印发《临江市${subject}实施方案》的通知`,
	(subject) => `关于进一步加强${subject}工作的意见`,
	(subject) => `关于印发临江市${subject}实施细则的通知`,
	(subject) => `临江市人民政府关于${subject}有关事项的批复`,
	(subject) => `关于做好${subject}工作的通知`,
	(subject) => `临江市${subject}规定`,
];

/** What stands in a template's place of what is a page's own. */
const mark = {
	subject: '甲乙丙丁戊己庚辛',
	number: '临政办发〔2003〕77777号',
	written: '2003-04-05',
	chinese: '2003年4月5日',
	published: '2003-04-06',
	path: '/own/77777.html',
	related: '/related/66666.html',
	cited: '某市子丑寅卯管理办法',
} as const;
type Own = { readonly [Key in keyof typeof mark]?: string };
const marks = new RegExp(
	Object.values(mark)
		.map((text) => text.replace(/[[\]{}()*+?.\\^$|]/g, '\\$&'))
		.join('|'),
	'g',
);
const names = new Map<string, keyof typeof mark>(
	Object.entries(mark).map(([name, text]) => [text, name as keyof typeof mark]),
);

/** Written as an archive writes it, so that each page is parsed into values of its own. */
const templateOf = (html: string): string => {
	const { links: _, ...facts } = readPage(html, `${origin}${mark.path}`);
	return JSON.stringify(facts);
};

const stamp = (template: string, own: Own, links: readonly Link[]): PageFacts => {
	const written = template.replace(marks, (text) => own[names.get(text) as keyof Own] ?? text);
	const facts = JSON.parse(written) as PageFacts;
	const textMark = own.path ?? '';
	return {
		...facts,
		links,
		...(facts.mark && { mark: { ...facts.mark, exact: textMark, plain: textMark } }),
		...(facts.document && { document: { ...facts.document, textMark } }),
	};
};

const day = (n: number): string => new Date(Date.UTC(2008, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const days = Math.floor((Date.parse(asOf) - Date.UTC(2008, 0, 1)) / 86_400_000);
const chinese = (date: string): string => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

const related = `<div class="related"><h3>政策解读</h3><ul><li><a href="${mark.related}">《${mark.subject}》解读</a></li></ul></div>`;
const templates = {
	documents: titles.map((title, i) =>
		templateOf(
			official(title(mark.subject), {
				number: mark.number,
				writtenOn: mark.written,
				publishedOn: mark.published,
				...(i % 2 === 0 && { marker: '（此件公开发布）' }),
				...(i % 3 === 0 && { more: related }),
				body: [
					`根据《${mark.cited}》，结合本市实际，现就${mark.subject}有关事项通知如下，请认真组织实施。`,
					'一、明确目标。到今年底基本建成覆盖城乡的服务体系，群众满意度明显提高。',
					'二、落实责任。市直各单位按照职责分工抓好各项任务，重要情况及时报告市政府。',
					'三、强化保障。财政部门做好资金保障，审计部门加强监督，确保专款专用。',
					...(i === 0 ? ['本办法自印发之日起施行，有效期五年。'] : []),
					...(i === 4 ? [`《${mark.cited}》同时废止。`] : []),
				],
			}),
		),
	),
	interpretation: templateOf(
		article(`《临江市${mark.subject}管理办法》解读`, {
			publishedOn: mark.published,
			crumbs: ['政务公开', '政策解读'],
			more: `<p>相关文件：<a href="${mark.related}">临江市${mark.subject}管理办法</a></p>`,
		}),
	),
	news: templateOf(article(`临江市召开${mark.subject}工作会议`, { publishedOn: mark.published })),
	call: templateOf(
		article(`关于《临江市${mark.subject}管理办法（征求意见稿）》公开征求意见的公告`, {
			publishedOn: mark.published,
			crumbs: ['互动交流', '意见征集'],
			body: ['为提高质量，现面向社会公开征求意见，欢迎提出意见建议，征求意见截止时间为公告发布后三十日。'],
		}),
	),
	result: templateOf(
		article(`关于《临江市${mark.subject}管理办法》意见征集采纳情况的反馈`, {
			publishedOn: mark.published,
			crumbs: ['互动交流', '意见征集'],
		}),
	),
};

interface Text {
	readonly page: SeenPage;
	readonly item: ListItem;
	readonly column: string;
}

/** All pages of the site: `count` documents, and what a site has beside them. */
export const madeUpSite = (count: number): Gathered => {
	const random = createRandom(1);
	const menu: Record<string, string> = {
		'/jd/': '政策解读',
		'/zj/': '意见征集',
		'/xw/': '新闻中心',
		'/gb/': '政府公报',
	};
	for (const [i, organ] of organs.entries()) {
		menu[`/zc${i}/`] = `${organ}政策文件`;
		menu[`/tz${i}/`] = `${organ}通知公告`;
	}
	const homeFacts = readPage(home(menu), `${origin}/`);
	const menuLinks = homeFacts.links;
	const subject = (): string =>
		`${random.chance(0.2) ? random.pick(places) : ''}${random.pick(areas)}${random.pick(aspects)}`;
	const pageAt = (path: string, facts: PageFacts, depth = 2): SeenPage => ({
		url: `${origin}${path}`,
		finalUrl: `${origin}${path}`,
		lane: 'http',
		facts,
		depth,
	});
	const textAt = (template: string, own: Own & { path: string; published: string }, column: string): Text => {
		const facts = stamp(template, own, []);
		const page = pageAt(own.path, facts);
		const title = facts.document?.title?.value ?? facts.heading ?? facts.title;
		return { page, item: { url: page.url, title, date: own.published }, column };
	};
	const document = (i: number): Text[] => {
		const kind = random.int(0, titles.length - 1);
		const organ = random.int(0, organs.length - 1);
		const since = random.int(0, days - 60);
		const [written, published] = [day(since), day(since + random.int(0, 30))];
		const own = {
			subject: subject(),
			number: `临${organs[organ]?.charAt(0)}发〔${written.slice(0, 4)}〕${i}号`,
			written,
			published,
			chinese: chinese(written),
			path: `/own/${i}.html`,
			...(i % oneIn.interpretations === 0 && { related: `${origin}/jd/${i}.html` }),
			cited: `临江市${subject()}管理办法`,
		};
		const template = templates.documents[kind] as string;
		const column = `/${random.chance(0.5) ? 'zc' : 'tz'}${organ}/`;
		return [
			textAt(template, own, column),
			...(i % oneIn.copies === 0 ? [textAt(template, { ...own, path: `/gb/${i}.html` }, '/gb/')] : []),
			...(i % oneIn.interpretations === 0
				? [
						textAt(
							templates.interpretation,
							{ subject: own.subject, published, path: `/jd/${i}.html`, related: `${origin}/own/${i}.html` },
							'/jd/',
						),
					]
				: []),
			...(i % oneIn.consultations === 0
				? [
						textAt(
							templates.call,
							{ subject: own.subject, published: day(Math.max(0, since - 90)), path: `/zj/${i}.html` },
							'/zj/',
						),
						...(i % (2 * oneIn.consultations) === 0
							? [
									textAt(
										templates.result,
										{ subject: own.subject, published, path: `/zj/f${i}.html` },
										'/zj/',
									),
								]
							: []),
					]
				: []),
			...(i % oneIn.news === 0
				? [textAt(templates.news, { subject: subject(), published, path: `/xw/${i}.html` }, '/xw/')]
				: []),
		];
	};
	const texts = Array.from({ length: count }, (_, i) => document(i)).flat();
	const lists = [...Map.groupBy(texts, ({ column }) => column)].flatMap(([path, all]) => {
		const name = menu[path] ?? '';
		const { links: _, ...frame } = readPage(list(name, [['/1.html', '样例', asOf]]), `${origin}${path}`);
		const sorted = all.map(({ item }) => item).sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
		const pageCount = Math.ceil(sorted.length / entriesPerList);
		const addressOf = (n: number): string => (n === 0 ? path : `${path}index_${n}.html`);
		return Array.from({ length: pageCount }, (_, n): SeenPage => {
			const items = sorted.slice(n * entriesPerList, (n + 1) * entriesPerList);
			const links = items.map(({ url, title }): Link => ({ url, text: title, as: 'a', place: 'main' }));
			const next = n + 1 < pageCount ? [`${origin}${addressOf(n + 1)}`] : [];
			return pageAt(
				addressOf(n),
				{
					...frame,
					items,
					links: [...menuLinks, ...links],
					pager: { pages: next, pageCount, scripted: false },
				},
				n === 0 ? 1 : 2,
			);
		});
	});
	return {
		config: { ...benchSite(origin, 2 * count, 1), id: 'judged', name: '临江市人民政府' },
		asOf,
		pages: [pageAt('/', homeFacts, 0), ...lists, ...texts.map(({ page }) => page)],
		redirects: new Map(),
		targets: [],
		errorPages: [],
		strays: [],
		hijacked: [],
		unseen: new Map(),
	};
};
