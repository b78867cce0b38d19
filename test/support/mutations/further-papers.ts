/** A document more in a town, as it should be and with one thing changed. */
import { drawPaper, type Paper, type PaperKind } from './papers.ts';
import { type Town, withPapers } from './town.ts';

type Drawn = Parameters<typeof drawPaper>[4];

/** A further document of the town. */
export const paperIn = (town: Town, kind: PaperKind = 'list', drawn: Drawn = {}): Paper =>
	drawPaper(town.random, town.subject(), town.no(), kind, drawn);

/** A document without an interpretation, whose days may be anything. */
export const alone = (town: Town, drawn: Drawn = {}): Paper => {
	const { reading: _, ...paper } = paperIn(town, 'list', drawn);
	return paper;
};

/** The town with a document as it should be, and with the same one changed. */
export const changed = (town: Town, paper: Paper, fault: Partial<Paper>) => ({
	clean: withPapers(town, paper),
	faulty: withPapers(town, { ...paper, ...fault }),
	subject: paper.path,
});

/** A line of its own among those of a text. */
export const inserted = ({ random }: Town, lines: readonly string[], line: string): string[] => {
	const at = random.int(2, lines.length - 1);
	return [...lines.slice(0, at), line, ...lines.slice(at)];
};
