/** Pages of 公文 as several publishing systems write them, with content that chance draws. */
import type { Random } from '../../fixtures/country/random.ts';
import { articleTags, type Entry, type Frame, framed } from '../year-pages.ts';

/** How a system shows the particulars: in a table, a list, lines with labels, or in tags alone. */
export const templates = ['table', 'wide table', 'list', 'labels', 'tags'] as const;
export type Template = (typeof templates)[number];

export const chinese = (date: string): string => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

/** How a system writes days. */
export const dayForms: readonly ((date: string) => string)[] = [
	(date) => date,
	(date) => chinese(date),
	(date) => date.replaceAll('-', '/'),
	(date) => date.replaceAll('-', '.'),
	(date) => date.replace(/-0?/g, '-'),
];

const numerals = '〇一二三四五六七八九';
const spelled = (number: number): string =>
	number < 10
		? (numerals[number] ?? '')
		: `${number < 20 ? '' : numerals[Math.floor(number / 10)]}十${number % 10 === 0 ? '' : numerals[number % 10]}`;

/** How the day under a text is written. */
export const signatureForms: readonly ((date: string) => string)[] = [
	chinese,
	(date) => chinese(date).replace(/(?=[年月日])/g, ' '),
	(date) => {
		const [year = '', month, day] = date.split('-');
		return `${year.replace(/\d/g, (digit) => numerals[Number(digit)] ?? '')}年${spelled(Number(month))}月${spelled(Number(day))}日`;
	},
];

/** How the lines of a text are marked up; a line may hold markup of its own. */
export const bodyForms: readonly ((lines: readonly string[]) => string)[] = [
	(lines) => lines.map((line) => `<p>${line}</p>`).join(''),
	(lines) =>
		lines
			.map((line) => `<p style="text-indent:2em"><span style="font-family:仿宋">${line}</span></p>`)
			.join('\n'),
	(lines) => lines.map((line) => `<div>　　${line}</div>`).join(''),
	(lines) => lines.map((line) => `&nbsp;&nbsp;&nbsp;&nbsp;${line}`).join('<br>'),
];

/** How a publishing system shows a document. */
export interface Look {
	readonly template: Template;
	readonly day: (date: string) => string;
	readonly signature: (date: string) => string;
	readonly body: (lines: readonly string[]) => string;
}

/** The day by which the town is judged. */
export const asOf = '2026-11-15';
export const place = '清溪县';
export const office = `${place}人民政府办公室`;

/** An interpretation, and whether the two pages link to each other. */
export interface Reading {
	readonly path: string;
	readonly title: string;
	readonly on: string;
	readonly lines: readonly string[];
	readonly isLinked: boolean;
	readonly linksBack: boolean;
}

/** One 公文 with its page. */
export interface Paper {
	readonly path: string;
	readonly title: string;
	readonly number: string;
	readonly issuer: string;
	readonly writtenOn: string;
	readonly publishedOn: string;
	readonly marker: string;
	/** Further rows of its particulars, or others in place of the usual ones; `undefined` leaves a row out. */
	readonly rows: Readonly<Record<string, string | undefined>>;
	readonly lines: readonly string[];
	/** Issuer and day under the text. */
	readonly isSigned: boolean;
	readonly source: string;
	/** Markup behind the text. */
	readonly more: string;
	readonly reading?: Reading;
}

export const addDays = (date: string, days: number): string =>
	new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

const words = {
	area: '供水 供热 燃气 公交 养老 托育 住房租赁 物业服务 校园 食品摊贩 医疗救助 残疾人就业 高标准农田 水产养殖 畜禽养殖 湿地 河道采砂 烟花爆竹 电梯 户外广告 建筑垃圾 餐饮油烟 机动车停车 农村公路 城市照明 古树名木 民宿 文物 慈善 殡葬 档案 地名 储备粮 电子商务 快递 信用 人才公寓 政务数据'.split(
		' ',
	),
	aspect:
		'安全 质量 收费 监督 应急 设施 资金 规划 维护 备案 登记 检查 补贴 奖励 培训 改造 更新 保护 利用 回收'.split(
			' ',
		),
	issuer: [office, office, `${place}人民政府`, `${place}教育局`, `${place}水利局`, `${place}民政局`],
};
const codes: Readonly<Record<string, string>> = {
	[office]: '清政办发',
	[`${place}人民政府`]: '清政发',
	[`${place}教育局`]: '清教发',
	[`${place}水利局`]: '清水发',
	[`${place}民政局`]: '清民发',
};

/** Words that name what a text is about; each drawn once for a town. */
export const drawSubjects = ({ shuffle, pick }: Random): (() => string) => {
	const areas = shuffle(words.area);
	return () => {
		const area = areas.pop();
		if (!area) throw new Error('a town has no more subjects');
		return `${area}${pick(words.aspect)}`;
	};
};

/** Sentences about a subject, more of them than one page needs. */
const sentences = (subject: string): string[] => [
	`为了规范${subject}工作，保障群众合法权益，结合本县实际，现就有关事项作如下安排。`,
	`各乡镇人民政府负责本区域内${subject}的日常工作，并明确专人负责。`,
	`县直有关部门按照各自职责做好${subject}的指导和协调，及时研究解决实际问题。`,
	`承担${subject}任务的单位应当建立台账，每季度末向主管部门报送进展情况。`,
	`主管部门应当公布${subject}的咨询电话和受理地点，方便群众查询和办理。`,
	`县财政根据财力安排${subject}所需经费，任何单位和个人不得截留挪用。`,
	`对${subject}中发现的问题，应当在十五个工作日内整改完毕并报告结果。`,
	`群众对${subject}有意见的，可以向主管部门反映，主管部门应当及时答复。`,
];

/** Of what kind a document is. `rule` must be interpreted; `list` need not be; `notice` and `plan` are for a person to decide. */
export type PaperKind = 'rule' | 'plan' | 'notice' | 'list';

const titleOf = (kind: PaperKind, subject: string, issuer: string, { pick }: Random): string => {
	switch (kind) {
		case 'rule': {
			const name = `${place}${subject}${pick(['管理办法', '管理规定', '实施细则'])}`;
			return pick([name, `${issuer}关于印发《${name}》的通知`, `${issuer}关于印发${name}的通知`]);
		}
		case 'plan':
			return `${issuer}关于印发《${place}${subject}工作方案》的通知`;
		case 'notice':
			return pick([`关于做好${subject}工作的通知`, `${issuer}关于加强${subject}工作的通知`]);
		case 'list':
			return pick([`关于公布${subject}责任单位名单的通知`, `${issuer}关于公布${subject}责任人名单的通知`]);
	}
};

/** The name of a rule without the wrapper of its title. */
export const bareName = (title: string): string => /印发《?(.+?)》?的通知/.exec(title)?.[1] ?? title;

/** A clean document. `no` tells it from the town's others. */
export const drawPaper = (
	random: Random,
	subject: string,
	no: number,
	kind: PaperKind,
	{
		issuer = random.pick(words.issuer),
		since = '2024-01-08',
		until = '2026-10-20',
	}: { issuer?: string; since?: string; until?: string } = {},
): Paper => {
	const span = (Date.parse(until) - Date.parse(since)) / 86_400_000;
	const writtenOn = addDays(since, random.int(0, span));
	const publishedOn = addDays(writtenOn, random.int(0, 6));
	const title = titleOf(kind, subject, issuer, random);
	const [opening = '', ...rest] = sentences(subject);
	const enumerated = random.shuffle(rest).slice(0, random.int(5, 7));
	const numerals = '一二三四五六七';
	return {
		path: `/zc/${no}.html`,
		title,
		number: `${codes[issuer]}〔${writtenOn.slice(0, 4)}〕${no}号`,
		issuer,
		writtenOn,
		publishedOn,
		marker: random.pick(['（此件公开发布）', '（此件主动公开）']),
		rows: {},
		lines: [
			'各乡镇人民政府，县直有关单位：',
			opening,
			...enumerated.map((line, i) => `${numerals[i]}、${line}`),
		],
		isSigned: true,
		source: issuer,
		more: '',
		...((kind === 'rule' || random.chance(0.5)) && {
			reading: {
				path: `/jd/${no}.html`,
				title: `《${bareName(title)}》${random.pick(['政策解读', '解读'])}`,
				on: addDays(publishedOn, random.int(0, 1)),
				lines: [
					`近日，${subject}的新规定印发，现对主要内容说明如下。`,
					`问：为什么要出台这份文件？答：原有做法已不适应${subject}的需要，群众反映较多。`,
					'问：群众怎样办理？答：可以到政务服务中心窗口，也可以在网上提交，三个工作日内答复。',
				],
				isLinked: true,
				linksBack: true,
			},
		}),
	};
};

const rowsOf = (
	{ issuer, number, writtenOn, publishedOn, rows, path }: Paper,
	day: Look['day'],
): [string, string][] =>
	Object.entries({
		索引号: `014${path.replace(/\D/g, '').padStart(6, '0')}/2026`,
		发文机关: issuer,
		发文字号: number,
		成文日期: day(writtenOn),
		发布日期: day(publishedOn),
		...rows,
	}).filter((row): row is [string, string] => row[1] !== undefined);

const particulars = (template: Template, rows: readonly [string, string][]): string => {
	switch (template) {
		case 'table':
			return `<table class="xxgk">${rows.map(([name, value]) => `<tr><td>${name}：</td><td>${value}</td></tr>`).join('')}</table>`;
		case 'wide table': {
			const cells = rows.map(([name, value]) => `<th>${name}</th><td>${value}</td>`);
			const pairs = cells.flatMap((cell, i) =>
				i % 2 === 0 ? [`<tr>${cell}${cells[i + 1] ?? ''}</tr>`] : [],
			);
			return `<table class="headInfo"><tbody>${pairs.join('')}</tbody></table>`;
		}
		case 'list':
			return `<dl class="zfxx">${rows.map(([name, value]) => `<dt>${name}：</dt><dd>${value}</dd>`).join('')}</dl>`;
		case 'labels':
			return `<div class="xl-info">${rows.map(([name, value]) => `<p><b>${name}：</b><span>${value}</span></p>`).join('')}</div>`;
		case 'tags':
			return '';
	}
};

/** The page of a document. */
export const paperPage = (frame: Frame, look: Look, paper: Paper): string => {
	const { template, day } = look;
	const { title, number, issuer, writtenOn, publishedOn, marker, lines, isSigned, source, more, reading } =
		paper;
	const body = [
		...(template === 'tags' || paper.rows.发文字号 === '' ? [number] : []),
		...lines,
		...(isSigned ? [`<span style="text-align:right">${issuer}</span>`, look.signature(writtenOn)] : []),
		...(marker ? [marker] : []),
	];
	const isDated = paper.rows.发布日期 !== '';
	const info = [...(isDated ? [`发布时间：${day(publishedOn)}`] : []), `来源：${source}`].join(' ');
	const link = reading?.isLinked ? `<p>相关解读：<a href="${reading.path}">${reading.title}</a></p>` : '';
	const tags = articleTags(frame, title, publishedOn);
	return framed(
		frame,
		title,
		`${particulars(template, rowsOf(paper, day))}<h1>${title}</h1><div class="info">${info}</div><div class="content">${look.body(body)}</div>${more}${link}`,
		{ ...tags, ...(source === '' && { ContentSource: '' }), ...(!isDated && { PubDate: '' }) },
	);
};

/** What its list says of a document. */
export const entryOf = ({ path, title, publishedOn }: Paper): Entry => [path, title, publishedOn];
