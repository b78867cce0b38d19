import { leftFamily } from '../crawler/coverage.ts';
import type { Coverage, Crawled } from '../crawler/model.ts';
import type { NotSeen } from '../crawler/page-facts.ts';
import { urlPattern } from '../crawler/url.ts';
import { canonicalAddress } from './address.ts';
import { describeColumns } from './describe.ts';
import { ancestorsOf, columnsByAddress, judgesLinks, judgesTargets } from './judged.ts';
import type { Finding } from './model.ts';

/**
 * What a run that does not tell a finding again can say of it. `right`: its subject was looked at and is in order.
 * `gone`: a whole run no longer met the subject. `unknown`: it could not be looked at, or may be among what was not seen.
 */
export type Look = 'right' | 'gone' | 'unknown';

/** What a run saw of a site. */
export type Seen = Pick<Crawled, 'site' | 'coverage' | 'unseen' | 'seen'> & {
	readonly run: Pick<Crawled['run'], 'complete'>;
};

/** A list of groups so long was cut: nobody knows what else was not seen. */
const maxGroups = 200;

/** What was not seen in groups, as a report's coverage tells it; undefined where that list was cut. */
const groupsOf = ({ coverage, unseen }: Seen, isSeen: (url: string) => boolean): NotSeen[] | undefined => {
	if (!unseen) return coverage.notSeen.length < maxGroups ? [...coverage.notSeen] : undefined;
	const hidden = [...unseen].filter(([url]) => !isSeen(url));
	const groups = Map.groupBy(hidden, ([url, why]) => `${why} ${patternOf(url)}`);
	return [...groups.values()].flatMap((group): NotSeen[] => {
		const [[url, why] = ['', 'error' as const]] = group;
		return [{ what: group.length === 1 ? url : patternOf(url), why, count: group.length }];
	});
};

const patternOf = (url: string): string =>
	/^https?:/i.test(url) && URL.canParse(url) ? urlPattern(url) : url;

/**
 * Nothing is hidden that the earlier run saw. Only what robots.txt forbids is the same from run to run by its pattern alone:
 * other reasons may meet another page of the family each time.
 */
const wasHiddenBefore = ({ what, why, count }: NotSeen, before: Coverage): boolean =>
	before.notSeen.some(
		(part) =>
			part.why === why &&
			part.count >= count &&
			(part.what === what
				? why === 'robots' || count === 1
				: why === 'robots' && part.what === patternOf(what)),
	);

/** By check, documents and pages on which its silence about a key means that all is well; other checks may be silent on any page seen. */
const silentWhere = ({
	site,
	run,
}: Seen): Readonly<Record<string, (url: string, key?: string) => boolean>> => {
	const within = (urls: readonly string[]): ((url: string) => boolean) => {
		const addresses = new Set(urls.map(canonicalAddress));
		return (address) => addresses.has(address);
	};
	const columns = columnsByAddress(describeColumns(site));
	const doubtful = site.columns
		.filter(
			({ content, newestKnown, complete }) =>
				content === 'unloaded' || (content === 'list' && !(newestKnown ?? complete)),
		)
		.map(({ url }) => canonicalAddress(url));
	const inDoubt = new Set(doubtful.flatMap((address) => [address, ...ancestorsOf(columns, address)]));
	const joined = within([
		...site.documents.filter(({ interpretations }) => interpretations.length > 0).map(({ url }) => url),
		...site.interpretations
			.filter(({ documents, unread }) => documents.length > 0 && !unread)
			.map(({ url }) => url),
	]);
	const taggedPages = new Set(
		site.tags.filter(({ pages }) => pages > 0).map(({ page, tag }) => `${page}:${tag}`),
	);
	return {
		// Silent, too, where the copy or the messages are among what was not seen.
		'contradictory-validity': within(
			site.documents
				.filter(({ saysInvalid, facts }) => saysInvalid || !facts.validityLabel)
				.map(({ url }) => url),
		),
		'duplicate-item': () => false,
		'slow-reply': (address) => run.complete && !inDoubt.has(address),
		// Of a column, silent, too, where its entries were not all looked at.
		'undated-item': (address) => !columns.has(address) || (run.complete && !inDoubt.has(address)),
		// Silent, too, where no page of the kind was met.
		'missing-meta-tag': (_, key = '') => taggedPages.has(key),
		// Silent, too, where the newest entry may be unread.
		'stale-column': (address) => !inDoubt.has(address),
		// Silent, too, where the other page was not met.
		'late-interpretation': joined,
		'unlinked-interpretation': joined,
		'abolished-document': within(
			site.documents
				.filter(({ saysInvalid, statements }) => saysInvalid || statements.length > 0)
				.map(({ url }) => url),
		),
	};
};

/**
 * How a run looks at findings of the report before it. `addressOf` gives the address at which this run met a subject that moved.
 * To be on the safe side, silence about a subject that was not met counts only where nothing was hidden from this run but what
 * was hidden from the run that told the finding, too.
 */
export const lookOf = (
	run: Seen,
	previous: { readonly coverage: Coverage },
	addressOf: (subject: string) => string | undefined,
): ((finding: Finding) => Look) => {
	const { site } = run;
	const pages = new Set(
		[
			site.identity.url,
			...site.columns.filter(({ content }) => content !== 'unloaded').map(({ url }) => url),
			...site.documents.flatMap(({ url, copies }) => [url, ...copies]),
			...site.interpretations.filter(({ unread }) => !unread).map(({ url }) => url),
			...(run.seen ?? []),
		].map(canonicalAddress),
	);
	// A server that fails shows nothing of its page, be it in order or not.
	const walls = site.targets
		.filter(
			({ state, reason, status = 0 }) =>
				state === 'wall' || (state === 'broken' && (reason !== 'status' || status >= 500)),
		)
		.map(({ url }) => url);
	const unseen = new Set([...(run.unseen?.keys() ?? []), ...walls].map(canonicalAddress));
	const families = new Set(run.coverage.notSeen.map(({ what }) => what));
	const isOfLeft = (url: string): boolean => URL.canParse(url) && families.has(leftFamily(url));
	const isCut = run.coverage.notSeen.length >= maxGroups;
	const hidden = groupsOf(run, (url) => pages.has(canonicalAddress(url)));
	const isWhole = run.run.complete && hidden?.length === 0;
	const isAsWhole =
		run.run.complete && hidden?.every((part) => wasHiddenBefore(part, previous.coverage)) === true;
	const silent = silentWhere(run);
	const attached = new Set(
		site.documents.flatMap(({ facts }) => facts.attachments.map(({ url }) => canonicalAddress(url))),
	);

	const lookAtTarget = (finding: Finding, address: string, noneHidden: boolean): Look => {
		const { check, subject, foundOn, foundOnCount } = finding;
		const isLink = judgesLinks.has(check);
		if (!isLink && pages.has(address)) return 'right';
		if (
			!run.run.complete ||
			isCut ||
			families.has(subject) ||
			families.has(patternOf(subject)) ||
			isOfLeft(subject)
		)
			return 'unknown';
		const isLinked = !isLink && attached.has(address);
		// All links of these pages were tried, or are no longer there.
		const sawLinks =
			foundOn.length > 0 &&
			foundOnCount <= foundOn.length &&
			foundOn.every((page) => pages.has(canonicalAddress(page)));
		return isLinked || sawLinks || noneHidden ? 'right' : 'unknown';
	};

	return (finding) => {
		const subject = canonicalAddress(finding.subject);
		if (unseen.has(subject)) return 'unknown';
		// What was carried over was told by a run of which nothing is known here.
		const noneHidden = isWhole || (isAsWhole && !finding.carried);
		if (judgesTargets.has(finding.check)) return lookAtTarget(finding, subject, noneHidden);
		const address = pages.has(subject) ? subject : addressOf(finding.subject);
		if (address === undefined) return noneHidden ? 'gone' : 'unknown';
		if (finding.check === 'stale-column') return silent['stale-column']?.(address) ? 'right' : 'unknown';
		return noneHidden || (silent[finding.check]?.(address, finding.key) ?? true) ? 'right' : 'unknown';
	};
};
