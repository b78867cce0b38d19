/** What a site must have and may lack: columns, sections, yearly texts, the guide. */
import { duties } from '../year-texts.ts';
import { rewritten, without } from './changes.ts';
import type { Mutate } from './mutation.ts';
import { place } from './papers.ts';
import { type Town, withArticles } from './town.ts';

/** The town without a column, wherever it is named. */
const withoutColumn = (town: Town, column: string): Town => {
	const is = ([path]: readonly [string, string]): boolean => path !== column;
	const { [column]: _, ...articles } = town.articles;
	const { [column]: __, ...texts } = town.texts;
	return {
		...town,
		articles,
		texts,
		menu: town.menu.filter(is),
		sections: town.sections.filter(is),
		duties: town.duties.filter(is),
	};
};

const missingColumn: Mutate = (town) => ({
	clean: town,
	faulty: withoutColumn(town, town.random.pick(['/gk/', '/ld/', '/sj/', '/fw/'])),
	subject: '/',
	certainty: 'review',
	// Statistics are among what must be disclosed.
	also: ['missing-statutory-item'],
});

const missingSection: Mutate = (town) => {
	const [column, key] = town.random.pick([
		['/zfxxgk/zn/', 'guide'],
		['/zfxxgk/zd/', 'system'],
		['/zfxxgk/sq/', 'request'],
	] as const);
	return { clean: town, faulty: withoutColumn(town, column), subject: '/', key, also: ['incomplete-guide'] };
};

const missingGazette: Mutate = (town) => ({
	clean: town,
	faulty: withoutColumn(town, '/zfxxgk/gb/'),
	subject: '/',
	certainty: 'review',
});

const missingRegulationCollection: Mutate = (town) => ({
	clean: town,
	faulty: { ...withoutColumn(town, '/zfxxgk/gfx/'), leftOut: ['/zfxxgk/gfx/'] },
	subject: '/',
	certainty: 'review',
});

const missingAbolitionList: Mutate = (town) => ({
	clean: town,
	faulty: withoutColumn(town, '/zfxxgk/fz/'),
	subject: '/',
	certainty: 'review',
});

const missingStatutoryItem: Mutate = (town) => {
	// Other columns of the town bear the names of the rest as well.
	const [path] = town.random.pick(duties.filter(([path]) => !/\/(?:ms|yj|aq|zd)\/$/.test(path)));
	return { clean: town, faulty: withoutColumn(town, path), subject: '/', certainty: 'review' };
};

const withoutArticle = (town: Town, column: string, title: RegExp): Town => ({
	...town,
	articles: {
		...town.articles,
		[column]: (town.articles[column] ?? []).filter((one) => !title.test(one.title)),
	},
});

const missingAnnualReport: Mutate = (town) => {
	const key = String(town.random.int(2021, 2025));
	return { clean: town, faulty: withoutArticle(town, '/nb/', new RegExp(key)), subject: '/nb/', key };
};

const missingWebsiteAnnualReport: Mutate = (town) => {
	const older = {
		path: `/tz/${town.no()}.html`,
		title: `${place}人民政府网站2024年度工作报表`,
		on: '2025-01-20',
		lines: ['报表见附件，现予公布，接受社会监督，意见可以寄送县人民政府办公室。'],
	};
	const clean = withArticles(town, '/tz/', older);
	return { clean, faulty: withoutArticle(clean, '/tz/', /2025年度工作报表/), subject: '/', key: '2025' };
};

const missingEvaluationResult: Mutate = (town) => ({
	clean: town,
	faulty: withoutArticle(town, '/tz/', /考核结果/),
	subject: '/',
	key: '2025',
	certainty: 'review',
});

/** What the guide says of each in a clause of its own, and whether the lack of it is certain. */
const particulars: readonly (readonly [key: string, said: RegExp, certain: boolean])[] = [
	['fax', /传真号码：[\d-]+。/, true],
	['address', /办公地址：[^。]+。/, true],
	['hours', /办公时间：[^。]+。/, false],
];

const incompleteGuide: Mutate = (town) => {
	const [key, said, certain] = town.random.pick(particulars);
	const path = '/zfxxgk/zn/';
	const lines = (town.texts[path] ?? []).map(without(said));
	return {
		clean: town,
		faulty: { ...town, texts: { ...town.texts, [path]: lines } },
		subject: path,
		...(certain && { key }),
		certainty: certain ? 'certain' : 'review',
	};
};

const chapters = [
	'总体情况',
	'主动公开政府信息情况',
	'收到和处理政府信息公开申请情况',
	'政府信息公开行政复议、行政诉讼情况',
	'存在的主要问题及改进情况',
	'其他需要报告的事项',
];

const badAnnualReport: Mutate = (town) => {
	const { random } = town;
	const { path = '' } = town.articles['/nb/']?.[random.int(0, 4)] ?? {};
	const row = (name: string, number: number): string =>
		`<tr><td>${name}</td><td>${number}</td><td>0</td><td>${number}</td></tr>`;
	const [fresh, over, forward] = [random.int(5, 90), random.int(0, 9), random.int(0, 9)];
	const table = (handled: number): string =>
		`<table><tr><td></td><td>自然人</td><td>商业企业</td><td>总计</td></tr>${row('一、本年新收政府信息公开申请数量', fresh)}${row('二、上年结转政府信息公开申请数量', over)}<tr><td rowspan="2">三、本年度办理结果</td><td>（一）予以公开</td><td>1</td><td>0</td><td>1</td></tr>${row('（七）总计', handled)}${row('四、结转下年度继续办理', forward)}</table>`;
	const sentence = '一年来，本县认真落实各项工作部署，扎实推进有关工作，取得新的成效。'.repeat(3);
	const report = (left: number | undefined, handled: number): Town =>
		rewritten(town, path, (html) =>
			html.replace(
				/<div class="content">.*?<\/div>/s,
				`<div class="content">${chapters
					.map((name, i) =>
						i === left
							? ''
							: `<p>${'一二三四五六'[i]}、${name}</p><p>${sentence}</p>${i === 2 ? table(handled) : ''}`,
					)
					.join('')}</div>`,
			),
		);
	const right = fresh + over - forward;
	const clean = report(undefined, right);
	return random.chance(0.5)
		? {
				clean,
				faulty: report(random.pick([0, 1, 4, 5]), right),
				subject: path,
				key: 'sections',
				certainty: 'review',
			}
		: { clean, faulty: report(undefined, right + random.int(1, 9)), subject: path, key: 'requests' };
};

export const disclosureMutations: Readonly<Record<string, Mutate>> = {
	'missing-column': missingColumn,
	'missing-section': missingSection,
	'missing-gazette': missingGazette,
	'missing-regulation-collection': missingRegulationCollection,
	'missing-abolition-list': missingAbolitionList,
	'missing-statutory-item': missingStatutoryItem,
	'missing-annual-report': missingAnnualReport,
	'missing-website-annual-report': missingWebsiteAnnualReport,
	'missing-evaluation-result': missingEvaluationResult,
	'incomplete-guide': incompleteGuide,
	'bad-annual-report': badAnnualReport,
};
