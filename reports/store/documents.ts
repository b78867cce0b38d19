import { setImmediate as breathe } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type Kysely, sql, type Transaction } from 'kysely';
import { canonicalAddress } from '../address.ts';
import { plain } from '../formats/text.ts';
import { plainNumber } from '../history.ts';
import { stands } from '../judged.ts';
import type { Finding, Report, ReportDocument } from '../model.ts';
import { byCodeUnit } from '../order.ts';
import { inChunks } from './chunks.ts';
import { latestComplete } from './findings.ts';
import { containing } from './like.ts';
import type { Tables } from './schema.ts';
import type { DocumentPage, DocumentsQuery, StoredDocument } from './site-model.ts';

/** A site's documents by its last audit, to be searched; those of earlier audits are in their reports alone. */

/** Documents in one part: enough for them to shrink together, few enough to be read for one. */
const partSize = 50;

/** Characters and entries of a document that are kept; what a page holds beyond them is in the report. */
const maxTitle = 500;
const maxText = 300;
const maxEntries = 30;
/** Findings of one document that it names. */
const maxFindings = 20;

/** A text in the form in which texts are compared: no spaces, brackets of one kind, width and case let go. */
export const searchable = (text: string): string =>
	plain(text.slice(0, maxTitle * 2))
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s+/g, '')
		.replace(/[[(【〔{]/g, '〔')
		.replace(/[\])】〕}]/g, '〕');

const short = (text: string, length = maxText): string => text.slice(0, length).replace(/\p{Cs}$/u, '');

/** Texts and lists of it no longer than what is kept. */
const bounded = (document: ReportDocument): ReportDocument => {
	const cut = (value: unknown): unknown => {
		if (typeof value === 'string') return short(value);
		if (Array.isArray(value)) return value.slice(0, maxEntries).map(cut);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]));
	};
	// The same keys, and values of the same kinds.
	const kept = cut(document) as ReportDocument;
	const address = (url: string): string => url.slice(0, 2000);
	return {
		...kept,
		url: address(document.url),
		title: short(document.title, maxTitle),
		attachments: document.attachments.slice(0, maxEntries).map(address),
		interpretations: document.interpretations.slice(0, maxEntries).map(address),
		...(document.explains ? { explains: document.explains.slice(0, maxEntries).map(address) } : {}),
	};
};

type Kept = Omit<StoredDocument, 'findings' | 'findingCount'> & { readonly findings: readonly string[] };

/** The newest first; those without a date last. */
const byDate = (a: ReportDocument, b: ReportDocument): number =>
	byCodeUnit(b.publishedOn ?? b.writtenOn ?? '', a.publishedOn ?? a.writtenOn ?? '') ||
	byCodeUnit(a.url, b.url);

const packed = (documents: readonly Kept[]): Uint8Array => zstdCompressSync(JSON.stringify(documents));
const unpacked = (facts: Uint8Array): Kept[] => JSON.parse(zstdDecompressSync(facts).toString());

const wordsOf = ({ title, documentNumber }: ReportDocument): string => {
	const number = documentNumber === null ? '' : short(documentNumber);
	return `${searchable(short(title, maxTitle))} ${searchable(number)} ${searchable(plainNumber(number))}`;
};

/** Takes out what is kept of these reports' documents. */
export const dropDocuments = async (db: Transaction<Tables>, reports: readonly number[]): Promise<void> => {
	for (const chunk of inChunks(reports)) {
		await db.deleteFrom('documents').where('report', 'in', chunk).execute();
		await db.deleteFrom('document_facts').where('report', 'in', chunk).execute();
	}
};

/** Which of a site's reports has its documents. */
export const holderOf = async (db: Kysely<Tables>, site: string) =>
	db
		.selectFrom('reports as r')
		.select(['r.n', 'r.complete', 'r.as_of', 'r.period'])
		.where('r.site_id', '=', site)
		.where((where) =>
			where.exists(where.selectFrom('document_facts as f').select('f.part').whereRef('f.report', '=', 'r.n')),
		)
		.orderBy('r.as_of', 'desc')
		.orderBy('r.finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();

/** What of a report tells its documents. */
interface Told {
	readonly site: Pick<Report['site'], 'id'>;
	readonly run: Pick<Report['run'], 'complete'>;
	readonly documents: readonly ReportDocument[];
	readonly findings: readonly Finding[];
}

/** Keeps the documents of a report in place of the site's others, where it is the last whole one, or no whole one is there. */
export const keepDocuments = async (
	db: Transaction<Tables>,
	n: number,
	report: Told,
	isNewest: boolean,
): Promise<void> => {
	const isSpeaking = isNewest && (report.run.complete || !(await latestComplete(db, report.site.id)));
	if (!isSpeaking) return;
	const others = await db.selectFrom('reports').select('n').where('site_id', '=', report.site.id).execute();
	await dropDocuments(
		db,
		others.map((other) => other.n),
	);
	const bySubject = Map.groupBy(report.findings.filter(stands), ({ subject }) => canonicalAddress(subject));
	const told = (url: string): readonly Finding[] => bySubject.get(canonicalAddress(url)) ?? [];
	const documents = report.documents.toSorted(byDate);
	const rows = documents.map((document, rank) => ({
		...{ report: n, rank, words: wordsOf(document) },
		role: document.role ?? ('policy' as const),
		validity: document.validity,
		findings: told(document.url).length,
	}));
	for (const chunk of inChunks(rows)) {
		await db.insertInto('documents').values(chunk).execute();
		await breathe();
	}
	// One part at least, which tells that the site's documents are known.
	for (let from = 0; from === 0 || from < documents.length; from += partSize) {
		const kept = documents.slice(from, from + partSize).map(
			(document): Kept => ({
				...bounded(document),
				findings: told(document.url)
					.slice(0, maxFindings)
					.map(({ id }) => id),
			}),
		);
		await db
			.insertInto('document_facts')
			.values({ report: n, part: from / partSize, facts: packed(kept) })
			.execute();
		if (from % 1000 === 0) await breathe();
	}
};

/** Words that are looked for; more than these narrow nothing down. */
const maxWords = 5;

/** Documents of a report that fit a query. */
export const fittingDocuments = (db: Kysely<Tables>, report: number, query: DocumentsQuery) => {
	const { search = '', role, validity, hasFindings } = query;
	let chosen = db.selectFrom('documents as d').where('d.report', '=', report);
	for (const word of search.trim().split(/\s+/).slice(0, maxWords)) {
		const wanted = searchable(word);
		if (wanted !== '') chosen = chosen.where(sql<boolean>`d.words like ${containing(wanted)} escape '\\'`);
	}
	if (role) chosen = chosen.where('d.role', '=', role);
	if (validity) chosen = chosen.where('d.validity', '=', validity);
	if (hasFindings) chosen = chosen.where('d.findings', '>', 0);
	return chosen;
};

/** Of the findings that documents name, what each is now. */
const findingsNow = async (db: Kysely<Tables>, site: string, ids: readonly string[]) => {
	if (ids.length === 0) return new Map<string, StoredDocument['findings'][number]>();
	const rows = await db
		.selectFrom('findings as f')
		.innerJoin('details as d', 'd.n', 'f.detail')
		.select(['f.id', 'f.check_id as check', 'f.state as now', 'd.message', 'd.severity', 'd.certainty'])
		.where('f.site_id', '=', site)
		.where('f.id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};

/** Documents of a site by their ranks in a report, in the order given. */
export const documentsAt = async (
	db: Kysely<Tables>,
	site: string,
	report: number,
	places: readonly { readonly rank: number; readonly findings: number }[],
): Promise<StoredDocument[]> => {
	if (places.length === 0) return [];
	const parts = await db
		.selectFrom('document_facts')
		.select(['part', 'facts'])
		.where('report', '=', report)
		.where('part', 'in', [...new Set(places.map(({ rank }) => Math.floor(rank / partSize)))])
		.execute();
	const byPart = new Map(parts.map(({ part, facts }) => [part, unpacked(facts)]));
	const kept = places.flatMap(({ rank, findings }) => {
		const document = byPart.get(Math.floor(rank / partSize))?.[rank % partSize];
		return document ? [{ document, findings }] : [];
	});
	const now = await findingsNow(
		db,
		site,
		kept.flatMap(({ document }) => document.findings),
	);
	return kept.map(({ document, findings }) => ({
		...document,
		findings: document.findings.flatMap((id) => now.get(id) ?? []),
		findingCount: findings,
	}));
};

export const documents = async (
	db: Kysely<Tables>,
	query: DocumentsQuery,
): Promise<DocumentPage | undefined> => {
	const { site, page = 1, size = 25 } = query;
	const holder = await holderOf(db, site);
	if (!holder) return undefined;
	const audit = { asOf: holder.as_of, period: holder.period, complete: holder.complete === 1 };
	const { count } = await fittingDocuments(db, holder.n, query)
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const found = await fittingDocuments(db, holder.n, query)
		.select(['d.rank', 'd.findings'])
		.orderBy('d.rank')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { ...audit, count, rows: await documentsAt(db, site, holder.n, found) };
};
