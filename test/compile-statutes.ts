/**
 * Writes checks/facts/statutes.json: titles, dates and decree numbers of laws and administrative regulations, one statute a line.
 * Run by hand when the facts change: `node test/compile-statutes.ts`. Facts only, no text.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Statute, StatuteVersion } from '../checks/facts/statutes.ts';
import { verifiedStatutes } from './statutes-verified.ts';

interface Entry {
	readonly title: string;
	readonly level: string;
	readonly status: string;
	readonly published?: string;
	readonly firstPublished?: string;
	readonly effective?: string;
	readonly documentNumbers?: readonly string[];
	readonly supersededBy?: string;
	readonly supersededFrom?: string;
}

interface Source {
	readonly regulations: readonly Entry[];
	readonly repealedTitles: readonly {
		title: string;
		repealedBy: string;
		from?: string;
		repealedByPublished: string;
	}[];
}

const source = new URL('../../shared/corpus/regulations.json', import.meta.url);
const target = new URL('../checks/facts/statutes.json', import.meta.url);

/** The source's own last day; what was verified by hand may be younger. */
const asOf = '2025-04-19';

/** 外文版 and civil code books are no statutes of their own. */
const isStatute = ({ title, level }: Entry): boolean =>
	(level === '法律' || level === '行政法规') && !/修正案|民法典|决定$|的决定/.test(title);

const decrees = (entry: Entry): string[] =>
	(entry.documentNumbers ?? []).map((text) => text.replace(/\D/g, ''));

const versionsOf = (entries: readonly Entry[]): StatuteVersion[] => {
	const versions = new Map<string, StatuteVersion>();
	for (const entry of entries) {
		const [first, last] = [decrees(entry)[0], decrees(entry).at(-1)];
		if (entry.firstPublished)
			versions.set(entry.firstPublished, { on: entry.firstPublished, ...(first && { decree: first }) });
		const on = entry.published;
		if (!on) continue;
		// A date of entry into force that is older than the version is that of the first version.
		const from = entry.effective && entry.effective >= on ? entry.effective : undefined;
		const decree = decrees(entry).length > 1 || !entry.firstPublished ? last : versions.get(on)?.decree;
		versions.set(on, { on, ...(from && { from }), ...(decree && { decree }) });
	}
	return [...versions.values()].sort((a, b) => a.on.localeCompare(b.on));
};

const compile = ({ regulations, repealedTitles }: Source): Statute[] => {
	const byTitle = new Map<string, Entry[]>();
	for (const entry of regulations.filter(isStatute)) {
		byTitle.set(entry.title, [...(byTitle.get(entry.title) ?? []), entry]);
	}
	const statutes = new Map<string, Statute>();
	for (const [title, entries] of byTitle) {
		const flagged = entries.every(({ status }) => status.startsWith('已废止'));
		const named = entries.find(({ status }) => status === '已废止');
		statutes.set(title, {
			title,
			versions: versionsOf(entries),
			...(flagged && {
				repealed: {
					...(named?.supersededFrom && { from: named.supersededFrom }),
					...(named?.supersededBy && { by: named.supersededBy.replace(/（.*$/, '') }),
					sure: named?.supersededBy ? 'certain' : 'likely',
				},
			}),
		});
	}
	for (const { title, repealedBy, from, repealedByPublished } of repealedTitles) {
		// An instrument often repeals its own older version, or one that still has a page of its own in the source.
		if (title === repealedBy || statutes.has(title) || !/(?:法|条例|办法|规定|细则)(?:（.*）)?$/.test(title))
			continue;
		statutes.set(title, {
			title,
			versions: [],
			repealed: { from: from ?? repealedByPublished, by: repealedBy, sure: 'certain' },
		});
	}
	for (const statute of verifiedStatutes) {
		const known = statutes.get(statute.title);
		const versions = new Map(
			[...(known?.versions ?? []), ...statute.versions].map((version) => [version.on, version]),
		);
		statutes.set(statute.title, {
			...known,
			...statute,
			versions: [...versions.values()].sort((a, b) => a.on.localeCompare(b.on)),
			verified: true,
		});
	}
	return [...statutes.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
};

if (!existsSync(source)) throw new Error('expected the facts at ../shared/corpus/regulations.json');
const statutes = compile(JSON.parse(readFileSync(source, 'utf8')) as Source);
const lines = statutes.map((statute) => JSON.stringify(statute)).join(',\n');
writeFileSync(target, `{"asOf":"${asOf}","statutes":[\n${lines}\n]}\n`);
console.log(`${statutes.length} statutes`);
