import type { Check, Ground } from '../checks/check.ts';
import type { Column, Message, Site } from '../crawler/model.ts';
import { canonicalAddress } from './address.ts';
import { judgesLinks, judgesTargets } from './judged.ts';
import type { Finding } from './model.ts';

/** Columns, pages or files that one finding rests on in one way, at most. */
const most = 10;

type Find = (site: Site, isSubject: (url: string) => boolean) => readonly string[];

const ofKind = ({ columns }: Site, ...kinds: Column['kind'][]): string[] =>
	columns.filter(({ kind, organ }) => kinds.includes(kind) && organ === undefined).map(({ url }) => url);

const documentsAt = ({ documents }: Site, isSubject: (url: string) => boolean) =>
	documents.filter(({ url, copies }) => [url, ...copies].some(isSubject));

/** Columns under one, level by level. */
const below = ({ columns }: Site, isSubject: (url: string) => boolean): string[] => {
	const found = new Set(columns.filter(({ url }) => isSubject(url)).map(({ url }) => url));
	for (const url of found) for (const column of columns) if (column.parent === url) found.add(column.url);
	return [...found];
};

/** Milliseconds until a message was answered. */
const waited = ({ askedOn, repliedOn = askedOn }: Message): number =>
	Date.parse(repliedOn) - Date.parse(askedOn);

const grounds: Readonly<Record<Exclude<Ground, 'reach'>, Find>> = {
	attachments: (site, isSubject) =>
		documentsAt(site, isSubject).flatMap(({ facts }) => facts.attachments.map(({ url }) => url)),
	copies: (site, isSubject) => documentsAt(site, isSubject).flatMap(({ url, copies }) => [url, ...copies]),
	interpretations: (site, isSubject) => [
		...documentsAt(site, isSubject).flatMap(({ interpretations }) => interpretations),
		...site.interpretations
			.filter(({ url }) => isSubject(url))
			.flatMap(({ documents }) => documents.map(({ url }) => url)),
		...ofKind(site, 'interpretation'),
	],
	statements: (site, isSubject) =>
		documentsAt(site, isSubject).flatMap(({ statements }) => statements.map(({ by }) => by)),
	'columns-below': below,
	platform: (site) => [
		...(site.platform.url ? [site.platform.url] : []),
		...ofKind(site, 'annual-report', 'abolition', 'gazette', 'regulation', 'statutory', 'guide', 'system'),
	],
	updates: (site) => ofKind(site, 'news', 'notice'),
	messages: ({ messages }, isSubject) =>
		messages
			.filter(({ column, repliedOn }) => column !== undefined && isSubject(column) && repliedOn !== undefined)
			.toSorted((a, b) => waited(b) - waited(a))
			.map(({ url }) => url),
	consultations: (site) => ofKind(site, 'consultation'),
};

/** What is repaired by a new page, and not by a changed one. */
const byNewPages: ReadonlySet<Ground> = new Set([
	'interpretations',
	'columns-below',
	'platform',
	'updates',
	'consultations',
]);

/** What is to be looked at again before a finding is told to be as it was, or repaired. */
export interface Grounds {
	readonly urls: readonly string[];
	/** New pages that may be the repair. */
	readonly follow: number;
	/** How the host itself answers. */
	readonly reach: boolean;
}

/** Addresses that a fault of a link rests on; where its target is at fault, the pages that hold it are asked only if it fails still. */
const groundsOfLink = ({ check, subject, foundOn }: Finding, { strays }: Site): readonly string[] => {
	if (!judgesLinks.has(check)) return [subject];
	const isRead = check === 'hijacked-link' || strays.some(({ by, url }) => by === 'title' && url === subject);
	return isRead ? [subject, ...foundOn] : foundOn;
};

export const groundsOf = (
	finding: Finding,
	{ restsOn = [] }: Pick<Check, 'restsOn'>,
	site: Site,
): Grounds => {
	const { check, subject, foundOn } = finding;
	const address = canonicalAddress(subject);
	const isSubject = (url: string): boolean => canonicalAddress(url) === address;
	const others = restsOn.flatMap((ground) =>
		ground === 'reach' ? [] : grounds[ground](site, isSubject).slice(0, most),
	);
	return {
		urls: judgesTargets.has(check) ? groundsOfLink(finding, site) : [subject, ...foundOn, ...others],
		follow: restsOn.some((ground) => byNewPages.has(ground)) ? 2 * most : 0,
		reach: restsOn.includes('reach'),
	};
};
