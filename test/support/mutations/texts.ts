/** What can be wrong with what a text says. */
import { builtInStatutes } from '../../../checks/facts/statutes.ts';
import typos from '../../../crawler/extract/typos.json' with { type: 'json' };
import { idNumber } from '../numbers.ts';
import { framed } from '../year-pages.ts';
import { alone, changed, inserted } from './further-papers.ts';
import type { Mutate } from './mutation.ts';
import { addDays, chinese, office, place } from './papers.ts';
import { type Article, frameAt, type Town, withArticles } from './town.ts';

const repealedLaws = builtInStatutes.statutes.flatMap(({ title, repealed }) =>
	repealed?.from &&
	repealed.from < '2024-01-01' &&
	repealed.sure === 'certain' &&
	title.startsWith('中华人民共和国')
		? [title]
		: [],
);
const lawsInForce = [
	'中华人民共和国行政处罚法',
	'中华人民共和国行政许可法',
	'中华人民共和国政府信息公开条例',
];

const repealedBasis: Mutate = (town) => {
	const { random } = town;
	const paper = alone(town);
	const law = random.pick(repealedLaws);
	const word = random.pick(['根据', '依据', '按照']);
	const line = (title: string): string => `${word}《${title}》等规定，结合本县实际，现就有关事项通知如下。`;
	return {
		...changed(
			town,
			{ ...paper, lines: inserted({ ...town, random }, paper.lines, line(random.pick(lawsInForce))) },
			{ lines: [paper.lines[0] ?? '', line(law), ...paper.lines.slice(1)] },
		),
		key: law,
	};
};

const personalData: Mutate = (town) => {
	const { random } = town;
	const paper = alone(town);
	const number = idNumber(
		`3212${random.int(10, 29)}`,
		`19${random.int(50, 99)}0${random.int(1, 9)}1${random.int(0, 9)}`,
		`${random.int(100, 999)}`,
	);
	const masked = `${number.slice(0, 3)}***********${number.slice(14)}`;
	const line = (shown: string): string =>
		random.pick([`联系人：吴大山，身份证号：${shown}。`, `吴大山（身份证号码${shown}）列入名单。`]);
	const at = random.int(2, paper.lines.length - 1);
	const text = line('号');
	const lines = (shown: string): string[] => [
		...paper.lines.slice(0, at),
		text.replace(/(?<=[：码])号/, shown),
		...paper.lines.slice(at),
	];
	return {
		...changed(town, { ...paper, lines: lines(masked) }, { lines: lines(number) }),
		key: 'id-number',
	};
};

const textCorruption: Mutate = (town) => {
	const { random } = town;
	const paper = alone(town);
	const at = random.int(2, paper.lines.length - 1);
	const line = paper.lines[at] ?? '';
	const broken = random.pick([
		line
			.replace(/[\u4e00-\u9fa5](?=.{4,8}[。，])/g, '\ufffd')
			.replace(/(?<=、.{2}).{3}/, '\ufffd\ufffd\ufffd'),
		`${line}&amp;nbsp;&amp;nbsp;&amp;nbsp;&amp;nbsp;详见通知。`,
	]);
	return changed(town, paper, { lines: paper.lines.map((one, i) => (i === at ? broken : one)) });
};

const missingSource: Mutate = (town) => changed(town, alone(town), { source: '' });

const secretMarking: Mutate = (town) => {
	const paper = alone(town);
	const mark = town.random.pick(['秘密★5年', '机密', '内部资料 注意保存', '密级：秘密']);
	const lines = town.random.chance(0.5) ? [mark, ...paper.lines] : [...paper.lines, mark];
	return { ...changed(town, paper, { lines }), certainty: 'review' };
};

const typo: Mutate = (town) => {
	const { random } = town;
	const { wrong, right, severe } = random.pick(
		typos as readonly { wrong: string; right: string; severe?: boolean }[],
	);
	const line = (word: string): string => `有关单位要结合“三抓三促”行动，把${word}作为年度重要内容。`;
	const paper = alone(town);
	const at = random.int(2, paper.lines.length - 1);
	const lines = (word: string): string[] => [
		...paper.lines.slice(0, at),
		line(word),
		...paper.lines.slice(at),
	];
	return {
		...changed(town, { ...paper, lines: lines(right) }, { lines: lines(wrong) }),
		key: wrong,
		certainty: severe ? 'review' : 'certain',
	};
};

/** A number that is turned around by signs of direction, and signs that turn nothing. */
const disguisedText: Mutate = (town) => {
	const paper = alone(town);
	const line = (number: string): string =>
		`有关事项按《${place}供水管理办法》第${number}条办理，请各单位遵照执行。`;
	const lines = (number: string): string[] => [
		...paper.lines.slice(0, 2),
		line(number),
		...paper.lines.slice(2),
	];
	const [written, shown] = town.random.pick([
		['21', '\u202e21\u202c'],
		['36', '\u202e36'],
		['1 5', '\u20671 5\u2069'],
	] as const);
	const text = line(written);
	const from = text.indexOf(written);
	// What is not ended goes on to the end of its line.
	const to = /\d$/.test(shown) ? text.length : from + written.length;
	return {
		key: text.slice(from - 3, to + 3),
		...changed(
			town,
			{ ...paper, lines: lines(`\u200b\u202a${written}\u202c\ufeff`) },
			{ lines: lines(shown) },
		),
		certainty: 'review',
	};
};

/** Regulations whose newest version came by a decree long after the first. */
const revised = builtInStatutes.statutes.flatMap(({ title, versions, repealed }) => {
	const [first, newest] = [versions[0], versions.at(-1)];
	// The title of a document is told from a regulation's by its 关于.
	if (
		repealed ||
		title.includes('关于') ||
		!first?.decree ||
		!newest?.decree ||
		first === newest ||
		newest.on > '2026-01-01'
	)
		return [];
	return addDays(first.on, 400) < newest.on ? [{ title, first, newest }] : [];
});

const staleRegulation: Mutate = (town) => {
	const { title, first, newest } = town.random.pick(revised);
	const path = `/zc/fg/${town.no()}.html`;
	const decree = (version: { on: string; decree?: string }, word: string): string =>
		`${chinese(version.on)}中华人民共和国国务院令第${version.decree}号${word}`;
	const articles = Array.from(
		{ length: 10 },
		(_, i) =>
			`第${'一二三四五六七八九十'[i]}条　为了规范有关行为，保障有关各方的合法权益，制定本条例的有关内容。`,
	);
	const page = (note: string): string => {
		const lines = [note, '第一章　总则', ...articles].map((line) => `<p>${line}</p>`).join('');
		return framed(
			frameAt(town, '/zc/'),
			title,
			`<h1>${title}</h1><div class="info">发布时间：${addDays(newest.on, 30)} 来源：${office}</div><div class="content">${lines}</div>`,
			{ ArticleTitle: title, PubDate: addDays(newest.on, 30) },
		);
	};
	const showing = (note: string): Town => ({ ...town, pages: { ...town.pages, [path]: page(note) } });
	return {
		clean: showing(`（${decree(first, '公布')}　${decree(newest, '修订')}）`),
		faulty: showing(`（${decree(first, '公布')}）`),
		subject: path,
	};
};

const incompleteServiceGuide: Mutate = (town) => {
	const matter = town.random.pick(['养犬登记', '户外招牌', '夜间施工']);
	const about = `${matter}是为了维护市容环境和公共秩序，请市民按规定文明开展有关活动，遇有疑问可以到社区了解，也可以请社区工作者协助，共同维护良好的生活环境。`;
	const parts = [
		`设定依据：《${place}${matter}管理办法》。`,
		'申请条件：在本县有住所的个人和单位。',
		'办理材料：申请表一份、场所证明一份。',
		`办理地点：${place}人民路2号三楼综合窗口。`,
		'办理时间：每周一至周五上午九点至下午五点。',
		'联系电话：0519-82000003。',
		'办理流程：提交、审核、发证。',
	];
	const kept = town.random.shuffle(parts).slice(0, town.random.int(1, 3));
	const path = `/fw/${town.no()}.html`;
	const showing = (lines: readonly string[]): Town =>
		withArticles(town, '/fw/', {
			path,
			title: `${matter}办事指南`,
			on: '2024-05-10',
			lines: [about, about.replace('市民', '群众'), ...lines],
		} satisfies Article);
	return { clean: showing(parts), faulty: showing(kept), subject: path, certainty: 'review' };
};

export const textMutations: Readonly<Record<string, Mutate>> = {
	'repealed-basis': repealedBasis,
	'personal-data': personalData,
	'text-corruption': textCorruption,
	'missing-source': missingSource,
	'secret-marking': secretMarking,
	typo,
	'disguised-text': disguisedText,
	'stale-regulation': staleRegulation,
	'incomplete-service-guide': incompleteServiceGuide,
};
