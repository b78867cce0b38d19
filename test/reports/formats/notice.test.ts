import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadChecks } from '../../../checks/registry.ts';
import { exportMonth } from '../../../reports/formats/export.ts';
import { faultOf, type NoticeQuery, tight } from '../../../reports/formats/notice-facts.ts';
import { national } from '../../../reports/profiles/national.ts';
import { openStore, type Store } from '../../../reports/store.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const checks = new Map((await loadChecks()).map((check) => [check.id, check]));
const site = (id: string, name: string) => ({ id, name, url: home, type: 'portal' as const });
const signed = { by: '张三', at: '2026-05-20T01:00:00.000Z', period: '2026-05' };

let folder = '';
let store: Store;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-notice-'));
	store = await openStore(join(folder, 'gongkai.db'));
	await store.importSites(
		[
			site('linjiang', '<临江>&市'),
			site('anxian', '安县'),
			{ ...site('bureau', '市财政局'), type: 'department' },
			site('quiet', '静市'),
		],
		'2026-04-01T00:00:00.000Z',
	);
	const gone = { subject: `${home}gone.html` };
	const before = reportOn({ asOf: '2026-04-15', found: [result('broken-link', [gone])] });
	await store.record(before, '1');
	const found = [
		result('broken-link', [
			{ subject: `${home}x.html`, message: '链接“办法”打不开（404），已 3 天，请改正。' },
			{ subject: `${home}y.html`, message: '链接“有争议的”打不开，请改正。' },
		]),
		result('soft-404', [{ subject: `${home}z`, certainty: 'review', message: '页面“存疑的”像是假页面。' }]),
		result('hidden-link', [{ subject: 'http://bad.example/', message: '有暗链 bad.example，请清除。' }]),
		result('personal-data', [{ subject: home, message: '页面有身份证号 11010*，请遮挡。' }]),
		result('homepage-stale', [{ subject: home, message: '首页 30 天没有更新。' }]),
	];
	await store.record(reportOn({ asOf: '2026-05-15', found, previous: before }), '2');
	const link = [result('broken-link', [{ subject: `${home}a.html`, message: '链接“公告”打不开，请改正。' }])];
	await store.record(reportOn({ asOf: '2026-05-15', site: 'anxian', found: link }), '3');
	await store.record(reportOn({ asOf: '2026-05-15', site: 'bureau', complete: false }), '4');
	const { rows } = await store.findings({ site: 'linjiang', period: '2026-05', search: '有争议的' });
	await store.decideFinding({
		...signed,
		site: 'linjiang',
		finding: rows[0]?.id ?? '',
		step: 'dispute',
		reason: '已修好',
	});
});
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const parts = async (query: Partial<NoticeQuery> = {}, from = store): Promise<Record<string, string>> => {
	const pieces = exportMonth(from, {
		period: '2026-05',
		format: 'docx',
		today: '2026-09-28',
		checks,
		profiles: () => national,
		...query,
	});
	const files = unzipSync(Buffer.concat((await Array.fromAsync(pieces)) as Uint8Array[]));
	return Object.fromEntries(
		Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
	);
};

const textOf = (xml: string): string =>
	[...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');

/** Paragraphs as a reader sees them, those of tables left out. */
const paragraphs = async (query: Partial<NoticeQuery> = {}, from = store): Promise<string[]> => {
	const body = (await parts(query, from))['word/document.xml'] ?? '';
	return [...body.replace(/<w:tbl>.*?<\/w:tbl>/gs, '').matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) =>
		textOf(xml),
	);
};
const rowsOf = (body = ''): string[][] =>
	[...body.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) =>
		[...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
	);
const found = (texts: readonly string[], start: string): string | undefined =>
	texts.find((text) => text.startsWith(start));

describe('the draft of a notice', () => {
	test('has its parts in order, and leaves to a person what is a person’s', async () => {
		const texts = await paragraphs();
		expect(texts.filter((text) => /^[一二三四]、|^（[一二三四五]）/.test(text))).toEqual([
			'一、检查范围和依据',
			'二、总体情况',
			'（一）检查结论',
			'（二）发现的问题',
			'（三）各网站检查结果',
			'三、主要问题',
			'（一）链接方面',
			'（二）公文方面',
			'（三）网站方面',
			'四、整改要求',
		]);
		expect(texts.slice(0, 3)).toEqual(['代拟稿', '', '【代字】〔【年份】〕【序号】号']);
		const body = (await parts())['word/document.xml'] ?? '';
		const marked = [...body.matchAll(/<w:highlight w:val="yellow"\/><\/w:rPr><w:t[^>]*>([^<]*)/g)];
		expect(marked.map(([, text]) => text)).toEqual([
			...['【代字】', '【年份】', '【序号】', '【主送机关】', '【受理单位】', '【发文机关署名】'],
			...['【成文日期：××××年×月×日】', '【姓名】', '【号码】'],
		]);
	});

	test('tells how many sites there were, how they stand, and why one failed', async () => {
		const texts = await paragraphs();
		expect(texts).toContain('现将2026年5月政府网站与政务公开检查情况（以2026年5月15日的状态为准）通报如下。');
		expect(found(texts, '2026年5月，')).toContain(
			'纳入检查的网站共4个，其中门户网站3个、部门网站1个。实际检查3个，静市本月没有检查。检查以',
		);
		expect(found(texts, '检查的3个网站中')).toMatch(
			/合格2个（66\.7%），不合格1个（33\.3%）。1个没有检查完整，不参加排名和平均。门户网站的网站检查平均得分[\d.]+分（2个）/,
		);
		expect(found(texts, '1．&lt;临江')).toBe('1．&lt;临江&gt;&amp;市：单项否决“首页不更新”成立。');
	});

	test('counts certain faults by what became of them, and by groups', async () => {
		expect(found(await paragraphs(), '共发现问题')).toBe(
			'共发现问题6个，涉及2个网站，其中新发现5个，有异议尚未处理1个。按类别分，链接类4个，公文类1个，网站类1个。以前发现的问题中，已看到整改的1个。',
		);
	});

	test('names examples of what stands and may be shown', async () => {
		const texts = await paragraphs();
		expect(found(texts, '1．站内断链。')).toBe(
			'1．站内断链。3个，涉及2个网站。如：&lt;临江&gt;&amp;市，链接“办法”打不开（404），已3天；安县，链接“公告”打不开。',
		);
		const all = texts.join('\n');
		for (const hidden of ['存疑的', '有争议的', 'bad.example', '11010']) expect(all).not.toContain(hidden);
	});

	test('speaks of leads as a number alone, in the notes for whoever finishes it', async () => {
		const texts = await paragraphs();
		const notes = texts.slice(texts.indexOf('起草说明（印发前删除本页）'));
		expect(notes.join('\n')).toContain('本稿只列确定的问题。另有1条线索须由人核实，没有列入，也没有扣分。');
		expect(notes.join('\n')).toContain('有异议、尚无结论的问题1个');
		expect(notes.join('\n')).toContain('没有审计完整的网站有1个');
		expect(notes.join('\n')).toMatch(/按评分方案national（版本[0-9a-f]{12}）计分的网站有3个/);
		expect(texts.slice(0, texts.indexOf('起草说明（印发前删除本页）')).join('')).not.toMatch(
			/线索|待核对|假404/,
		);
	});

	test('sets the term by the official calendar, and none where there is no calendar', async () => {
		expect(found(await paragraphs(), '1．限期整改。')).toContain(
			'7个工作日内（如于2026年9月28日印发，即不晚于2026年10月13日）完成整改',
		);
		expect(found(await paragraphs({ today: '2090-01-01' }), '1．限期整改。')).toContain(
			'7个工作日内完成整改',
		);
	});

	test('has its sites in a table: portals by rank, then departments', async () => {
		expect(rowsOf((await parts())['word/document.xml'])).toEqual([
			['类型', '排名', '网站名称', '结论', '网站检查得分', '政务公开得分', '问题数'],
			['门户', '1', '安县', '合格', expect.stringMatching(/^\d+\.\d\d$/), expect.anything(), '1'],
			['门户', '2', '&lt;临江&gt;&amp;市', '不合格', expect.anything(), expect.anything(), '5'],
			['门户', '—', '静市', '本月未审计', '—', '—', '—'],
			['部门', '—', '市财政局', '合格', expect.anything(), expect.anything(), '0'],
		]);
	});

	test.each([
		[{ sort: 'findings', descending: true }, ['&lt;临江&gt;&amp;市', '安县', '市财政局', '静市']],
		[{ sort: 'order' }, ['&lt;临江&gt;&amp;市', '安县', '市财政局', '静市']],
		[{ sort: 'rank', type: 'portal' }, ['安县', '&lt;临江&gt;&amp;市', '静市']],
	] as const)('has them in the order that was asked for: %j', async (choice, names) => {
		const [titles, ...rows] = rowsOf((await parts(choice))['word/document.xml']);
		const at = titles?.indexOf('网站名称') ?? -1;
		expect(rows.map((row) => row[at])).toEqual(names);
	});

	test('of one site is of that site', async () => {
		const texts = await paragraphs({ site: 'anxian' });
		expect(texts.slice(4, 6)).toEqual(['关于安县网站', '2026年5月检查情况的通报']);
		expect(found(texts, '2026年5月，')).toContain('2026年5月，对安县网站进行检查。检查以');
		expect(found(texts, '检查结论：')).toMatch(
			/^检查结论：合格。网站检查得分[\d.]+分，政务公开得分[\d.]+分。$/,
		);
		expect(found(texts, '共发现问题')).toContain('共发现问题1个，其中新发现1个。');
		expect(found(texts, '1．站内断链。')).toBe('1．站内断链。1个。如：链接“公告”打不开。');
		expect(texts).toContain('（三）检查结果');
		expect(texts.join('')).toContain('本稿只涉及：网站 anxian。');
	});

	test('of a month without a fault says so', async () => {
		const texts = await paragraphs({ site: 'bureau' });
		expect(texts).toContain('没有发现确定的问题。');
		expect(texts.filter((text) => /^[一二三四]、/.test(text)).at(-1)).toBe('三、整改要求');
	});

	test('of a month in which nothing was audited tells nothing of it', async () => {
		const texts = await paragraphs({ period: '2026-03' });
		expect(texts).toContain('没有网站完成检查。');
		expect(texts.join('')).not.toMatch(/NaN|undefined|Infinity/);
	});

	test('of many sites has their table behind it', async () => {
		const many = await openStore(join(folder, 'many.db'));
		const ids = Array.from({ length: 25 }, (_, n) => `s${n}`);
		await many.importSites(
			ids.map((id) => site(id, `${id}县`)),
			'2026-04-01T00:00:00.000Z',
		);
		for (const id of ids) await many.record(reportOn({ asOf: '2026-05-15', site: id }), id);
		const texts = await paragraphs({}, many);
		const rows = rowsOf((await parts({}, many))['word/document.xml']);
		await many.close();
		expect(texts).toContain('各网站检查结果见附件。');
		expect(texts).toContain('附件：2026年5月网站检查结果一览表');
		expect(rows).toHaveLength(26);
	});
});

describe('its form is that of 公文', () => {
	test('page, margins, lines and page numbers', async () => {
		const files = await parts();
		const body = files['word/document.xml'] ?? '';
		// A4; 37, 26, 35 and 28 mm.
		expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
		expect(body).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
		expect(files['word/styles.xml']).toContain('w:line="579" w:lineRule="exact"');
		expect(files['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
		for (const [file, side] of [
			['footer1', 'right'],
			['footer2', 'left'],
		]) {
			const footer = files[`word/${file}.xml`] ?? '';
			expect(textOf(footer)).toBe('— 1 —');
			expect(footer).toContain(' PAGE ');
			expect(footer).toContain(`<w:jc w:val="${side}"/>`);
		}
	});

	test.each([
		['政府网站与政务公开', '方正小标宋简体', 44],
		['一、检查范围和依据', '黑体', 32],
		['（一）检查结论', '楷体_GB2312', 32],
		['现将2026年5月', '仿宋_GB2312', 32],
	])('%s is set in %s', async (words, font, size) => {
		const files = await parts();
		const [run] =
			[...(files['word/document.xml'] ?? '').matchAll(/<w:r>.*?<\/w:r>/gs)].find(([xml]) =>
				textOf(xml).includes(words),
			) ?? [];
		expect(run).toContain(`w:eastAsia="${font}"`);
		expect(run).toContain(`<w:sz w:val="${size}"/>`);
		// With a font that stands in for it.
		expect(files['word/fontTable.xml']).toMatch(
			new RegExp(`<w:font w:name="${font}"><w:altName w:val="[^"]+"/>`),
		);
	});

	test('every part is well-formed and told of', async () => {
		const files = await parts();
		for (const [name, xml] of Object.entries(files)) {
			const open: string[] = [];
			for (const [tag, end, own] of xml.replace(/<\?.*?\?>/g, '').matchAll(/<(\/?)([\w:]+)[^<>]*>/g))
				if (end) expect(open.pop(), name).toBe(own);
				else if (!tag.endsWith('/>')) open.push(own ?? '');
			expect(open, name).toEqual([]);
			expect(xml.replace(/<[^<>]*>/g, ''), name).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
			if (name.startsWith('word/') && name.endsWith('.xml'))
				expect(files['[Content_Types].xml']).toContain(`PartName="/${name}"`);
		}
	});
});

describe('what a finding’s sentence says is wrong', () => {
	test.each([
		['链接打不开（404），请恢复该页面，或改正、删除链接。', '链接打不开（404）'],
		['标题“各位市民，请看”有误。', '标题“各位市民，请看”有误'],
		['页面有问题；请改正。', '页面有问题'],
		['请改正。', '请改正'],
		['栏目没有内容。', '栏目没有内容'],
		['文件2026-01-05成文，2026-03-20才公开，请改正。', '文件2026年1月5日成文，2026年3月20日才公开'],
		['地址 http://a.cn/2026-01-05/x.html 有误。', '地址 http://a.cn/2026-01-05/x.html 有误'],
		[
			'栏目“数据发布”没有任何内容，请补充信息；确无内容的，请在页面上说明原因或撤销该栏目。',
			'栏目“数据发布”没有任何内容',
		],
		[
			'《办法》印发后没有解读；该文件涉及群众，应当解读，请发布解读材料并与文件相互链接，如已在其他网站发布，请在文件页链接。',
			'《办法》印发后没有解读；该文件涉及群众，应当解读',
		],
		[
			'《办法》没有解读；请核实该文件是否需要解读，需要的请补充并与文件相互链接，如已在其他网站发布，请在文件页链接。',
			'《办法》没有解读',
		],
		[
			'没有找到2025年年报，公布期限为3月31日，请尽快发布；已发布的，请放入“年报”板块。',
			'没有找到2025年年报，公布期限为3月31日',
		],
		[
			'《办法》有效期已经届满，而页面仍注明“有效”，请改为“失效”，继续执行的请公开延长有效期的文件。',
			'《办法》有效期已经届满，而页面仍注明“有效”',
		],
		[
			'《办法》列有附件“名单”，也没有刊登全文；正文注明该附件省略，请核实能否公开，能公开的请补上。',
			'《办法》列有附件“名单”，也没有刊登全文；正文注明该附件省略',
		],
		[
			'公开为第30个工作日；请核实两个日期，属实的，此项为已发生的迟延，页面无需修改，今后请同步公开。',
			'公开为第30个工作日',
		],
		[
			'公开为第30个工作日；此项为已发生的迟延，页面无需修改，今后请同步公开。',
			'公开为第30个工作日；此项为已发生的迟延，页面无需修改',
		],
		['《办法》可能已废止（见《决定》），请核实：属实的请注明“已废止”。', '《办法》可能已废止（见《决定》）'],
		['链接指向《甲》，打开却是《乙》，属实的，请改为正确的地址。', '链接指向《甲》，打开却是《乙》'],
		['《办法》的“来源”一栏是空的，请补录来源。', '《办法》的“来源”一栏是空的'],
		['没有找到政府公报栏目，请核对；本级政府编发公报的，请在网站公开各期公报。', '没有找到政府公报栏目'],
		[
			'《关于某事的，请示》重复发布，请示文件不止一份，请核对后只保留一条。',
			'《关于某事的，请示》重复发布，请示文件不止一份',
		],
		['标题“甲，请改正', '标题“甲，请改正'],
		['标题甲”，请改正。', '标题甲”，请改正'],
	])('%s', (message, fault) => expect(faultOf(message)).toBe(fault));

	test('stands without blanks between figures and words', () =>
		expect(tight('已 30 天，得 9.5 分，HTTP 404 页')).toBe('已30天，得9.5分，HTTP 404页'));
});
