import type { Spot } from '../crawler/browser/spot.ts';
import { isCurrent } from './judged.ts';
import type { Finding } from './model.ts';

/** A picture that would prove findings. */
export interface Wish {
	/** The page to open. */
	readonly url: string;
	readonly spot: Spot;
	/** The findings that share it. */
	readonly findings: readonly Finding[];
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

/** Which page shows a finding: its own, or the first of those that hold it, where the link to it is framed. */
const wishOf = (
	finding: Finding,
	isPage: (url: string) => boolean,
): Pick<Wish, 'url' | 'spot'> | undefined => {
	const { check, subject, foundOn, evidence } = finding;
	const isLinkAtFault = check === 'wrong-link';
	if (isPage(subject) && !isLinkAtFault) {
		const words = wordsToFind(evidence);
		if (atFoot.has(check)) return { url: subject, spot: { at: 'foot' } };
		const { selector } = evidence;
		return {
			url: subject,
			spot: { ...(selector ? { selector } : {}), ...(words.length > 0 ? { words } : {}) },
		};
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
	const wanted = new Map<string, Wish>();
	for (const finding of [...inTurn(first), ...inTurn(rest)]) {
		const wish = wishOf(finding, isPage);
		if (!wish) continue;
		const spot = JSON.stringify([wish.url, wish.spot]);
		const shared = wanted.get(spot);
		const template = templateOf(finding);
		if (shared) wanted.set(spot, { ...shared, findings: [...shared.findings, finding] });
		else if (!templates.has(template)) wanted.set(spot, { ...wish, findings: [finding] });
		templates.add(template);
	}
	return [...wanted.values()];
};
