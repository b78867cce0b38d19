/** What can be wrong between a document and its interpretation, and between a draft and what came of it. */
import type { Mutate, Mutation } from './mutation.ts';
import { addDays, bareName, chinese, drawPaper, type Paper, type Reading } from './papers.ts';
import { type Town, withArticles, withPapers } from './town.ts';

interface Explained extends Paper {
	readonly reading: Reading;
}

/** A further rule of the town with its interpretation. */
const ruleIn = (town: Town, drawn: Parameters<typeof drawPaper>[4] = {}): Explained => {
	const paper = drawPaper(town.random, town.subject(), town.no(), 'rule', drawn);
	if (!paper.reading) throw new Error('expected a rule with its interpretation');
	return { ...paper, reading: paper.reading };
};

const withReading = (
	town: Town,
	paper: Explained,
	fault: Partial<Reading>,
): Pick<Mutation, 'clean' | 'faulty'> => ({
	clean: withPapers(town, paper),
	faulty: withPapers(town, { ...paper, reading: { ...paper.reading, ...fault } }),
});

const missingInterpretation: Mutate = (drawn) => {
	// What a person must decide is told of other documents, too.
	const town = {
		...drawn,
		papers: drawn.papers.filter(({ reading, title }) => reading || title.includes('名单')),
	};
	const paper = ruleIn(town);
	const { reading: _, ...bare } = paper;
	return { clean: withPapers(town, paper), faulty: withPapers(town, bare), subject: paper.path };
};

const lateInterpretation: Mutate = (town) => {
	const paper = ruleIn(town, { until: '2026-08-30' });
	const on = addDays(paper.publishedOn, town.random.int(20, 60));
	return { ...withReading(town, paper, { on }), subject: paper.path };
};

const unlinkedInterpretation: Mutate = (town) => {
	const paper = ruleIn(town);
	return town.random.chance(0.5)
		? { ...withReading(town, paper, { isLinked: false }), subject: paper.path, key: 'document' }
		: {
				...withReading(town, paper, { linksBack: false }),
				subject: paper.reading.path,
				key: 'interpretation',
			};
};

const copiedInterpretation: Mutate = (town) => {
	const paper = ruleIn(town);
	const lines = paper.lines.slice(1).map((line) => line.replace(/^.、/, ''));
	return { ...withReading(town, paper, { lines }), subject: paper.reading.path, certainty: 'review' };
};

/** A draft of a rule, its consultation, and the words of its period. */
const callIn = (town: Town, { days, weighty = false }: { days: number; weighty?: boolean }) => {
	const rule = ruleIn(town, { since: '2026-07-01', until: '2026-09-01' });
	const name = bareName(rule.title);
	const from = addDays(rule.writtenOn, -town.random.int(60, 90));
	const ground = weighty ? '根据《规章制定程序条例》，现将政府规章草案' : '为提高文件质量，现将征求意见稿';
	return {
		rule,
		name,
		call: {
			path: `/zj/${town.no()}.html`,
			title: `关于公开征求《${name}（征求意见稿）》意见的公告`,
			on: from,
			lines: [
				`${ground}向社会公开征求意见，欢迎社会各界提出意见和建议。`,
				`征求意见时间：${chinese(from)}至${chinese(addDays(from, days - 1))}。`,
				'意见和建议可以寄送县人民政府办公室，信封上请注明“征求意见”字样。',
			],
		},
	};
};

const shortConsultation: Mutate = (town) => {
	const { random } = town;
	const weighty = random.chance(0.5);
	const [enough, short] = weighty
		? [random.int(30, 40), random.int(8, 25)]
		: [random.int(7, 20), random.int(2, 6)];
	const { call } = callIn(town, { days: enough, weighty });
	const line = `征求意见时间：${chinese(call.on)}至${chinese(addDays(call.on, short - 1))}。`;
	const told = {
		path: `/zj/${town.no()}.html`,
		on: addDays(call.on, 50),
		title: call.title.replace('关于公开征求', '').replace('意见的公告', '公开征求意见采纳情况的反馈'),
		lines: ['共收到意见十二条，采纳八条，未采纳的四条与上位法不一致。'],
	};
	const showing = (lines: readonly string[]): Town => withArticles(town, '/zj/', told, { ...call, lines });
	return {
		clean: showing(call.lines),
		faulty: showing(call.lines.map((one, i) => (i === 1 ? line : one))),
		subject: call.path,
		certainty: weighty ? 'certain' : 'review',
	};
};

const missingConsultationFeedback: Mutate = (town) => {
	const { rule, name, call } = callIn(town, { days: town.random.int(30, 40) });
	const title = town.random.pick([
		`《${name}》公开征求意见采纳情况的公告`,
		`关于《${name}（征求意见稿）》意见征集采纳情况的反馈`,
	]);
	const told = {
		path: `/zj/${town.no()}.html`,
		title,
		on: addDays(rule.publishedOn, 3),
		lines: ['共收到意见十二条，采纳八条，未采纳的四条与上位法不一致。'],
	};
	const issued = withPapers(town, rule);
	return {
		clean: withArticles(issued, '/zj/', told, call),
		faulty: withArticles(issued, '/zj/', call),
		subject: call.path,
	};
};

export const interpretationMutations: Readonly<Record<string, Mutate>> = {
	'missing-interpretation': missingInterpretation,
	'late-interpretation': lateInterpretation,
	'unlinked-interpretation': unlinkedInterpretation,
	'copied-interpretation': copiedInterpretation,
	'short-consultation': shortConsultation,
	'missing-consultation-feedback': missingConsultationFeedback,
};
