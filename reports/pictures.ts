import type { Spot } from '../crawler/browser/spot.ts';
import { isCurrent } from './judged.ts';
import type { Finding } from './model.ts';

/** A spot of a page that would prove findings. */
export interface WishedSpot {
	readonly spot: Spot;
	/** The findings that share it. */
	readonly findings: readonly Finding[];
}

/** Pictures of one page. */
export interface Wish {
	/** The page to open. */
	readonly url: string;
	/** A dozen at most. */
	readonly spots: readonly WishedSpot[];
}

/** Nothing is seen of it in a browser, or opening it would prove nothing. */
const unseen = new Set([
	'broken-link',
	'broken-attachment',
	'broken-external-link',
	'homepage-unreachable',
	'missing-meta-tag',
	'no-https',
	'no-ipv6',
	'non-gov-domain',
]);

/** Checks whose certain findings are plain to see. Of others a picture shows no more than the words do. */
const visual =
	/^(?:empty-column|stale-column|homepage-stale|missing-.+|contradictory-.+|expired-document|abolished-document|impossible-date|secret-marking|personal-data|soft-404)$/;

/** What is missing is missing at the page's foot. */
const atFoot = new Set(['missing-footer-item', 'bad-site-id-code']);

/** Checks whose marked words are the program's own, or stand on the page in another sense: alone, they are not looked for. */
const ownWords = new Set([
	'copied-interpretation',
	'empty-column',
	'incomplete-service-guide',
	'late-interpretation',
	'misfiled-content',
	'missing-statutory-item',
	'unanswered-message',
	'undated-item',
	'unlinked-interpretation',
]);

/** Spots of one page. */
const mostSpots = 12;
const shortest = 6;
const longest = 40;

const asWritten = (day: string): string[] => {
	const [year, month, date] = day.split('-').map(Number);
	return [day, `${year}年${month}月${date}日`, day.replaceAll('-', '/'), day.replaceAll('-', '.')];
};

/** What of a finding's words may stand on the page as it is, the longest first: they are quoted, joined and cut. */
export const wordsToFind = ({ snippet }: Finding['evidence']): string[] => {
	if (!snippet) return [];
	const parts = snippet.split(/[；\n]|…+|\.{3,}|，其中/u);
	const quoted = [...snippet.matchAll(/[“《]([^”》]+)[”》]/gu)].map(([, words = '']) => words);
	const begun = [...parts, ...quoted].map((part) => part.trim().slice(0, longest));
	const days = [...snippet.matchAll(/\d{4}-\d{2}-\d{2}/g)].flatMap(([day]) => asWritten(day));
	return [...new Set([snippet, ...begun.filter((part) => part.length >= shortest), ...days])];
};

const isDay = (word: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(word);

/** The words that are marked in a finding's, each once, days as pages write them. */
export const marksToFind = ({ snippet = '', marks = [] }: Finding['evidence']): string[][] =>
	[...new Set(marks.map(([from, to]) => snippet.slice(from, to)))].map((word) =>
		isDay(word) ? asWritten(word) : [word],
	);

/** Which page shows a finding: its own, or the first of those that hold it, where the link to it is framed. */
const wishOf = (
	finding: Finding,
	isPage: (url: string) => boolean,
): { readonly url: string; readonly spot: Spot } | undefined => {
	const { check, subject, foundOn, evidence } = finding;
	const isLinkAtFault = check === 'wrong-link';
	if (isPage(subject) && !isLinkAtFault) {
		const words = wordsToFind(evidence);
		if (atFoot.has(check)) return { url: subject, spot: { at: 'foot' } };
		const { selector } = evidence;
		const marks = ownWords.has(check) ? [] : marksToFind(evidence);
		const spot = {
			...(selector ? { selector } : {}),
			...(words.length > 0 ? { words } : {}),
			...(marks.length > 0 ? { marks } : {}),
		};
		return { url: subject, spot };
	}
	const holder = foundOn.find(isPage);
	return holder === undefined ? undefined : { url: holder, spot: { link: subject } };
};

/** A person must look, or much hangs on it. */
const isUrgent = ({ certainty, severity }: Finding): boolean => certainty === 'review' || severity === 'veto';

/** One of each check in turn, so that no check takes all. */
const inTurn = (findings: readonly Finding[]): Finding[] => {
	const lines = [...Map.groupBy(findings, ({ check }) => check).values()];
	const most = Math.max(0, ...lines.map(({ length }) => length));
	return Array.from({ length: most }, (_, n) => lines.flatMap((line) => line[n] ?? [])).flat();
};

/** The same words on page after page: the template is at fault, and one page shows it. */
const templateOf = ({ check, key, message, evidence }: Finding): string =>
	JSON.stringify([check, key, message, evidence.snippet]);

/**
 * The pictures worth taking, the most needed first: what a person has to look at and what a veto rests on, then certain findings
 * that are plain to see. Nothing harmful is opened, nor what could not be opened. `isPage`: a page of the site that was seen.
 */
export const wishes = (
	findings: readonly Finding[],
	{ isPage, isHarmful }: { isPage: (url: string) => boolean; isHarmful: (check: string) => boolean },
): Wish[] => {
	const shown = findings.filter(
		(finding) =>
			isCurrent(finding) &&
			!unseen.has(finding.check) &&
			!isHarmful(finding.check) &&
			(isUrgent(finding) || visual.test(finding.check)),
	);
	const [first, rest] = [shown.filter(isUrgent), shown.filter((finding) => !isUrgent(finding))];
	const templates = new Set<string>();
	const wanted = new Map<string, Map<string, WishedSpot>>();
	for (const finding of [...inTurn(first), ...inTurn(rest)]) {
		const wish = wishOf(finding, isPage);
		if (!wish) continue;
		const spots = wanted.get(wish.url) ?? new Map<string, WishedSpot>();
		const name = JSON.stringify(wish.spot);
		const shared = spots.get(name);
		const template = templateOf(finding);
		if (shared) spots.set(name, { ...shared, findings: [...shared.findings, finding] });
		else if (!templates.has(template) && spots.size < mostSpots)
			spots.set(name, { spot: wish.spot, findings: [finding] });
		templates.add(template);
		if (spots.size > 0) wanted.set(wish.url, spots);
	}
	return [...wanted].map(([url, spots]) => ({ url, spots: [...spots.values()] }));
};
