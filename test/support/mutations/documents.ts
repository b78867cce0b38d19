/** What can be wrong with a document and its particulars. */
import { alone, changed, paperIn } from './further-papers.ts';
import type { Mutate } from './mutation.ts';
import { addDays, chinese, office, type Paper, paperPage } from './papers.ts';
import { frameAt, type Town, withPapers } from './town.ts';

const missingPublicMarker: Mutate = (town) => {
	const isHabitual = town.random.chance(0.5);
	const paper = alone(town, { issuer: office, since: '2026-01-05' });
	const crowd = Array.from({ length: isHabitual ? 10 : 0 }, () =>
		alone(town, { issuer: office, since: '2026-01-05' }),
	);
	return {
		...changed(withPapers(town, ...crowd), paper, { marker: '' }),
		certainty: isHabitual ? 'certain' : 'review',
	};
};

const contradictoryMarker: Mutate = (town) => {
	const words = town.random.pick(['依申请公开', '不予公开']);
	const paper = alone(town);
	return town.template === 'tags' || town.random.chance(0.5)
		? changed(town, paper, { marker: `（此件${words}）` })
		: {
				...changed(town, { ...paper, rows: { 公开方式: '主动公开' } }, { rows: { 公开方式: words } }),
			};
};

const expiredDocument: Mutate = (town) => {
	const paper = paperIn(town, 'rule', { since: '2022-01-10', until: '2023-06-30' });
	const { random } = town;
	const since = addDays(paper.writtenOn, 20);
	const [good, bad] = random.pick([
		[`有效期至${random.int(2027, 2030)}年12月31日`, `有效期至${random.int(2024, 2025)}年12月31日`],
		['有效期5年', '有效期3年'],
		['有效期五年', '有效期二年'],
	] as const);
	const line = (period: string): string => `本办法自${chinese(since)}起施行，${period}。`;
	return changed(
		town,
		{ ...paper, lines: [...paper.lines, line(good)] },
		{ lines: [...paper.lines, line(bad)] },
	);
};

const contradictoryValidity: Mutate = (drawn) => {
	const town: Town = { ...drawn, template: drawn.template === 'tags' ? 'table' : drawn.template };
	const paper = { ...alone(town, { since: '2021-01-10', until: '2023-06-30' }), rows: { 有效性: '有效' } };
	const path = paper.path.replace('/zc/', '/zfxxgk/gfx/');
	const beside = (label: string): Town => {
		const twin = paperPage(frameAt(town, path), town, { ...paper, rows: { 有效性: label } });
		return { ...withPapers(town, paper), pages: { ...town.pages, [path]: twin } };
	};
	return { clean: beside('有效'), faulty: beside('失效'), subject: paper.path };
};

const abolishedDocument: Mutate = (town) => {
	const { random } = town;
	const paper = paperIn(town, random.pick(['list', 'notice', 'rule'] as const), { until: '2025-06-30' });
	const effect = random.pick(['废止', '宣布失效']);
	const named = ({ title, number }: Pick<Paper, 'title' | 'number'>): string =>
		`《${bareOf(title)}》（${number}）`;
	const decision = {
		...alone(town, { issuer: paper.issuer, since: '2026-02-02' }),
		title: `${paper.issuer}关于${effect === '废止' ? '废止' : '宣布失效'}部分文件的决定`,
	};
	const with_ = (one: Pick<Paper, 'title' | 'number'>): Paper => ({
		...decision,
		lines: [
			'各乡镇人民政府，县直有关单位：',
			effect === '废止' ? `经研究，决定废止${named(one)}。` : `经研究，决定宣布${named(one)}失效。`,
			'本决定自公布之日起施行。',
		],
	});
	const both = withPapers(town, paper);
	return {
		clean: withPapers(
			both,
			with_({ title: `关于公布${town.subject()}单位名单的通知`, number: '清政办发〔2011〕2号' }),
		),
		faulty: withPapers(both, with_(paper)),
		subject: paper.path,
	};
};

/** As other documents write a title within 《》. */
const bareOf = (title: string): string => title.replace(/《/g, '〈').replace(/》/g, '〉');

const latePublication: Mutate = (town) => {
	const paper = alone(town, { since: '2024-02-05', until: '2026-06-30' });
	const publishedOn = addDays(paper.writtenOn, town.random.int(45, 130));
	return changed(town, paper, { publishedOn });
};

const impossibleDate: Mutate = (town) => {
	const { random } = town;
	const paper = alone(town, { until: '2026-09-30' });
	const publishedOn = random.chance(0.5)
		? addDays(paper.writtenOn, -random.int(5, 60))
		: addDays('2026-11-18', random.int(0, 200));
	return { ...changed(town, paper, { publishedOn }), also: ['undated-item'] };
};

const malformedDocumentNumber: Mutate = (town) => {
	const paper = alone(town);
	const [, code, year, serial] = /^(.+)〔(\d+)〕(\d+)号$/.exec(paper.number) ?? [];
	const wrong = town.random.pick([
		`${code}[${year}]${serial}号`,
		`${code}（${year}）${serial}号`,
		`${code}(${year})${serial}号`,
		`${code}【${year}】${serial}号`,
		`${code}〔${year}〕第${serial}号`,
		`${code}〔${year}〕0${serial}号`,
	]);
	return changed(town, paper, { number: wrong });
};

const missingAttachment: Mutate = (town) => {
	const { random } = town;
	const paper = alone(town);
	const names = [`${town.subject()}任务分工表`, `${town.subject()}自查报告（格式）`];
	const listed = ['附件：1. ', '2. '].map((head, i) => `${head}${names[i]}`);
	const file = (i: number): string => `<p><a href="/files/${town.no()}.docx">${names[i]}.docx</a></p>`;
	const left = random.int(0, 1);
	const files = [file(0), file(1)];
	return {
		...changed(
			town,
			{ ...paper, lines: [...paper.lines, ...listed], more: files.join('') },
			{ more: files[1 - left] ?? '' },
		),
		key: names[left] ?? '',
	};
};

const missingMetadata: Mutate = (town) => {
	const { random } = town;
	const template = town.template === 'tags' ? 'table' : town.template;
	const paper = alone(town);
	const [field, row] = random.pick([
		['发文机关', '发文机关'],
		['成文日期', '成文日期'],
		['文号', '发文字号'],
	] as const);
	return {
		...changed(
			{ ...town, template },
			{ ...paper, lines: [paper.number, ...paper.lines] },
			{ rows: { [row]: '' } },
		),
		key: field,
	};
};

const missingWrittenDate: Mutate = (town) => {
	const untabled: Town = { ...town, template: 'tags' };
	const paper = alone(untabled);
	return { ...changed(untabled, paper, { isSigned: false }), certainty: 'review' };
};

export const documentMutations: Readonly<Record<string, Mutate>> = {
	'missing-public-marker': missingPublicMarker,
	'contradictory-marker': contradictoryMarker,
	'expired-document': expiredDocument,
	'contradictory-validity': contradictoryValidity,
	'abolished-document': abolishedDocument,
	'late-publication': latePublication,
	'impossible-date': impossibleDate,
	'malformed-document-number': malformedDocumentNumber,
	'missing-attachment': missingAttachment,
	'missing-metadata': missingMetadata,
	'missing-written-date': missingWrittenDate,
};
