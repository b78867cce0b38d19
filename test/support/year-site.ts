/** A small county's site over the year 2026: what stands on it on any day, and what is wrong with it when. */
import {
	type Entry,
	type Frame,
	framed,
	linksTo,
	listed,
	type OfficialFacts,
	official,
	rowsOf,
	text,
	told,
} from './year-pages.ts';
import { chapter, duties, guide, lists, sections, texts } from './year-texts.ts';

/** From the first day to the one before the last. */
type Span = readonly [from: string, to: string];

const always = '2027-01-01';

/** What happened to the site, by the days on which it was so. */
export const history = {
	/** The homepage's link to 公交线路图 leads nowhere. */
	deadLink: [
		['2026-01-01', '2026-03-01'],
		['2026-07-01', '2026-09-01'],
	],
	/** A new template, which lacks much, and a homepage with eight links to pages that are not there. */
	renewed: [['2026-10-01', '2026-11-01']],
	/** 停车场管理办法's file is not there. */
	deadFile: [
		['2026-02-01', '2026-03-10'],
		['2026-08-20', '2026-11-01'],
	],
	/** A page that says, with status 200, that it is not there; in September it says so with status 404. */
	lost: [['2026-01-01', '2026-10-01']],
	lostOpenly: [['2026-09-01', '2026-10-01']],
	/** 物业服务管理办法, of October 2025, is explained on 8 May. */
	unexplained: [['2026-01-01', '2026-05-08']],
	/** 停车场管理办法 does not link to its interpretation. */
	unlinked: [
		['2026-01-01', '2026-02-01'],
		['2026-05-01', '2026-11-01'],
	],
	/** 电梯更新补贴办法, in force until 30 June, is labelled as no longer in force. */
	labelled: [['2026-11-01', always]],
	/** … and stands at another address. */
	moved: [['2026-09-01', always]],
	/** A decision of 6 May abolishes 储备粮承储企业名单; its page is deleted at the end of August. */
	abolished: [['2026-05-06', always]],
	deleted: [['2026-09-01', always]],
	/** The third document of 2026 has no 此件公开发布. */
	unmarked: [['2026-01-01', '2026-10-20']],
	/** … and its page is kept from robots. */
	walled: [['2026-10-01', '2026-11-01']],
	/** The column 人事信息 has no entry. */
	noPersonnel: [
		['2026-01-01', '2026-04-01'],
		['2026-05-01', '2026-07-01'],
		['2026-10-01', '2026-12-01'],
	],
	/** Four other columns lose their entries; 征集调查 had none that was younger than a year. */
	blank: [['2026-11-01', '2026-12-01']],
	/** Nobody writes news. */
	silent: [
		['2026-02-10', '2026-03-10'],
		['2026-09-20', '2026-12-01'],
	],
	/** The column 数据发布 is there. */
	data: [['2026-07-01', always]],
} as const satisfies Record<string, readonly Span[]>;

/** What an address answers. */
export interface Answer {
	readonly status: number;
	readonly body: string | Buffer;
	readonly type?: string;
}

const newsDays: readonly string[] = Array.from({ length: 13 }, (_, index) =>
	index === 0 ? '2025-12' : `2026-${String(index).padStart(2, '0')}`,
).flatMap((month) => ['01', '06', '11', '16', '21', '26'].map((day) => `${month}-${day}`));

/** Every address that answers anything but 404 on a day, as it stands then. */
export const siteOn = (day: string): ReadonlyMap<string, Answer> => {
	const is = (what: keyof typeof history): boolean =>
		history[what].some(([from, to]) => day >= from && day < to);
	const answers = new Map<string, Answer>();
	const menu: (readonly [path: string, name: string])[] = [
		['/xw/', '政务动态'],
		['/tz/', '通知公告'],
		['/zc/', '政策文件'],
		['/jd/', '政策解读'],
		['/gh/', '规划计划'],
		['/rs/', '人事信息'],
		['/zj/', '征集调查'],
		['/nb/', '公开年报'],
		['/gk/', '走进清溪'],
		['/ld/', '领导信息'],
		['/jg/', '机构职能'],
		['/ly/', '咨询留言'],
		['/fw/', '办事服务'],
		['/zfxxgk/', '政府信息公开'],
		...(is('data') ? [['/sj/', '数据发布'] as const] : []),
	];
	const isBare = is('renewed');
	const frame = (path: string): Frame => ({
		menu,
		at: [...duties, ...sections, ...menu].find(([column]) => path.startsWith(column)),
		isBare,
	});
	const show = (path: string, body: string): void => {
		answers.set(path, { status: 200, body });
	};
	const column = (path: string, entries: readonly Entry[]): void =>
		show(path, listed(frame(path), day, entries));
	/** An entry's page, and what its list says of it. */
	const item = (path: string, title: string, on: string, lines: readonly string[] = [], more = ''): Entry => {
		if (on <= day) show(path, text(frame(path), title, on, [...lines, ...chapter(title)], more));
		return [path, title, on];
	};
	const policies: Entry[] = [];
	const policy = (path: string, title: string, facts: OfficialFacts): void => {
		if (facts.publishedOn > day) return;
		show(path, official(frame(path), title, facts));
		policies.push([path, title, facts.publishedOn]);
	};

	const links: (readonly [path: string, name: string])[] = [['/gj.html', '县城公交线路图']];
	if (!is('deadLink'))
		show('/gj.html', text(frame('/'), '县城公交线路图', '2025-06-01', chapter('公交线路')));
	if (is('renewed')) for (let n = 1; n <= 8; n++) links.push([`/kj${n}.html`, `第${n}个老城街区导览`]);
	const written = newsDays.filter(
		(on) => on <= day && !history.silent.some(([from, to]) => on >= from && on < to),
	);
	const news = written
		.slice(-4)
		.map((on) => item(`/xw/${on}.html`, `县政府召开${on.slice(5)}工作调度会`, on));
	column('/xw/', news);
	if (day >= '2026-01-20') {
		const [path, title] = item('/bb/2025.html', `清溪县人民政府网站2025年度工作报表`, '2026-01-20');
		links.push([path, title]);
	}
	show('/', framed({ menu, isBare }, '', `${linksTo(links)}${rowsOf(news)}`));
	show('/map.html', framed({ menu, isBare }, '网站地图', linksTo([...menu, ...sections])));

	const lost = '<a href="/tz/zt.html">清明祭扫预约说明</a>';
	column('/tz/', [
		item('/tz/3.html', '关于调整城区供水管网检修时间的公告', '2026-07-06'),
		item('/tz/2.html', '关于开展冬季消防安全检查的公告', '2025-10-10'),
		item('/tz/1.html', '关于县城公墓祭扫安排的公告', '2025-09-20', [], `<p>${lost}</p>`),
	]);
	if (is('lostOpenly')) answers.set('/tz/zt.html', { status: 404, body: '' });
	else if (is('lost'))
		show('/tz/zt.html', framed({ menu }, '提示', '<p>抱歉，您访问的页面不存在或已被删除！</p>'));
	else item('/tz/zt.html', '清明祭扫预约说明', '2025-09-20');

	for (const [number, on, about] of lists)
		policy(`/zc/2026-${number}.html`, `关于公布2026年${about}名单的通知`, {
			number: `清政办发〔2026〕${number}号`,
			publishedOn: on,
			marked: number !== 3 || !is('unmarked'),
			lines: chapter(about),
		});
	if (is('walled')) answers.set('/zc/2026-3.html', { status: 403, body: '' });

	const repeal = '《关于公布县级储备粮承储企业名单的通知》（清政办发〔2019〕4号）';
	policy('/zc/2026-7.html', '关于废止部分文件的决定', {
		number: '清政办发〔2026〕7号',
		publishedOn: history.abolished[0][0],
		marked: true,
		lines: [`经研究，决定废止${repeal}。`, '本决定自公布之日起施行。'],
	});
	if (!is('deleted'))
		policy('/zc/2019-4.html', '关于公布县级储备粮承储企业名单的通知', {
			number: '清政办发〔2019〕4号',
			publishedOn: '2019-05-14',
			marked: true,
			lines: chapter('储备粮承储'),
		});

	const readings: Entry[] = [];
	/** An interpretation and the document that it explains. */
	const explained = (
		path: string,
		reading: string,
		title: string,
		{ isLinked = true, readOn, ...facts }: OfficialFacts & { isLinked?: boolean; readOn: string },
	): void => {
		const isThere = readOn <= day;
		const about = `《${title}》政策解读`;
		policy(path, title, {
			...facts,
			more: `${facts.more ?? ''}${isThere && isLinked ? `<p>相关解读：<a href="${reading}">${about}</a></p>` : ''}`,
		});
		if (!isThere) return;
		const back = `<p>相关文件：<a href="${path}">${title}</a></p>`;
		readings.push(item(reading, about, readOn, [], back));
	};
	explained('/zc/2025-21.html', '/jd/2025-21.html', '清溪县物业服务管理办法', {
		number: '清政办发〔2025〕21号',
		publishedOn: '2025-10-11',
		readOn: history.unexplained[0][1],
		marked: true,
		lines: chapter('物业服务'),
	});
	explained('/zc/2025-15.html', '/jd/2025-15.html', '清溪县公共停车场管理办法', {
		number: '清政办发〔2025〕15号',
		publishedOn: '2025-09-09',
		readOn: '2025-09-10',
		isLinked: !is('unlinked'),
		marked: true,
		lines: chapter('公共停车场'),
		more: '<p>附件：<a href="/files/tcc.pdf">公共停车场备案表.pdf</a></p>',
	});
	if (!is('deadFile'))
		answers.set('/files/tcc.pdf', {
			status: 200,
			type: 'application/pdf',
			body: Buffer.from('%PDF-1.4\n%%EOF'),
		});
	explained(
		is('moved') ? '/zc/butie/2023-6.html' : '/zc/2023-6.html',
		'/jd/2023-6.html',
		'清溪县老旧电梯更新补贴办法',
		{
			number: '清政办发〔2023〕6号',
			publishedOn: '2023-06-29',
			readOn: '2023-06-30',
			marked: true,
			...(is('labelled') && { validity: '失效' }),
			lines: [...chapter('老旧电梯更新'), '本办法自2023年7月1日起施行，有效期至2026年6月30日。'],
		},
	);
	column('/zc/', policies);
	column('/jd/', readings);

	const unless = (is: boolean, ...entries: Entry[]): Entry[] => (is ? [] : entries);
	column(
		'/gh/',
		unless(
			is('blank'),
			item('/gh/2.html', '清溪县水网建设安排', '2026-10-09'),
			item('/gh/1.html', '清溪县重点项目安排', '2025-02-10'),
		),
	);
	column('/rs/', unless(is('noPersonnel'), item('/rs/1.html', '李明等同志职务调整', '2026-04-01')));
	column(
		'/zj/',
		unless(
			is('blank'),
			item('/zj/2.html', '县城绿道使用情况网上调查', '2026-12-01'),
			item('/zj/1.html', '民生实事项目网上调查', '2025-10-08'),
		),
	);
	column(
		'/nb/',
		unless(
			is('blank'),
			...[2020, 2021, 2022, 2023, 2024, 2025].map((year) =>
				item(`/nb/${year}.html`, `清溪县${year}年政府信息公开工作年度报告`, `${year + 1}-01-10`),
			),
		),
	);
	for (const [path, lines] of Object.entries(texts)) show(path, told(frame(path), lines));
	column('/fw/', [
		item('/fw/1.html', '户外广告设置办事指南', '2024-05-10', guide('户外广告')),
		item('/fw/2.html', '临时占道办事指南', '2024-05-10', guide('城市道路')),
	]);
	const shared = menu.filter(([path]) => /^\/(?:zc|gh|rs|nb|jg)\//.test(path));
	const result = item('/zfxxgk/kh.html', '清溪县2025年政务公开工作考核结果', '2026-03-25');
	const results = result[2] <= day ? [[result[0], result[1]] as const] : [];
	show('/zfxxgk/', told(frame('/zfxxgk/'), [], linksTo([...sections, ...shared, ...results])));
	show(
		'/zfxxgk/fd/',
		told(frame('/zfxxgk/fd/'), ['本县主动公开的信息见下列栏目。'], linksTo([...shared, ...duties])),
	);
	for (const [path, name] of duties) show(path, told(frame(path), chapter(name)));
	column('/zfxxgk/zd/', [item('/zfxxgk/zd/1.html', '清溪县政府信息公开审查制度', '2022-04-12')]);
	column('/zfxxgk/gb/', [
		item('/zfxxgk/gb/2.html', '清溪县人民政府公报2025年第2期', '2025-12-26'),
		item('/zfxxgk/gb/1.html', '清溪县人民政府公报2025年第1期', '2025-06-27'),
	]);
	column(
		'/zfxxgk/gfx/',
		policies.filter(([path]) => /2025-(?:15|21)/.test(path)),
	);
	column('/zfxxgk/fz/', [
		...policies.filter(([path]) => path === '/zc/2026-7.html'),
		item('/zfxxgk/fz/1.html', '2024年文件清理结果', '2024-12-10'),
	]);
	if (is('data'))
		column('/sj/', unless(is('blank'), item('/sj/1.html', '上半年全县居民收入情况', '2026-07-05')));
	return answers;
};
