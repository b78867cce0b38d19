/**
 * Reads the corpus of real pages and says for each fact how often it was right, wrong, silent, or filled where the page says nothing.
 * `node test/accuracy.ts [--verbose] [--part=develop|held] [--corpus=FOLDER]`: a third of the pages, by the hash of their names, is held back from development.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodeBody } from '../crawler/charset.ts';
import { readPage } from '../crawler/extract/page.ts';
import type { DocumentFacts } from '../crawler/page-facts.ts';

interface Labels {
	readonly title?: string | null;
	readonly docNumber?: string | null;
	readonly issuer?: string | null;
	readonly publishedOn?: string | null;
	readonly writtenOn?: string | null;
	readonly publicMarker?: string | null;
	readonly indexNumber?: string | null;
	readonly topicCategory?: string | null;
	readonly source?: string | null;
	readonly validity?: string | null;
	readonly documentType?: string | null;
	readonly interpretationLinks?: readonly string[];
	readonly policyLinks?: readonly string[];
	readonly attachments?: readonly string[];
}

interface Entry {
	readonly file: string;
	readonly url?: string;
	readonly kind: string;
	readonly labels: Labels;
	readonly unsure?: readonly string[];
	readonly derived?: unknown;
}

const option = (name: string): string | undefined =>
	process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = option('corpus');
const corpus = folder
	? pathToFileURL(`${resolve(folder)}/`)
	: new URL('../../shared/corpus/', import.meta.url);
const inCorpus = (file: string): URL => new URL(file, corpus);
if (!existsSync(inCorpus('index.json'))) {
	console.log(`语料不在，跳过：没有 ${fileURLToPath(inCorpus('index.json'))}`);
	process.exit(0);
}
const verbose = process.argv.includes('--verbose');
const wanted = option('part');
const partOf = (file: string): 'develop' | 'held' =>
	Number.parseInt(createHash('sha1').update(file).digest('hex').slice(0, 8), 16) % 3 === 0
		? 'held'
		: 'develop';

type Field = keyof Labels;
const single: Partial<Record<Field, (facts: DocumentFacts | undefined) => string | undefined>> = {
	title: (facts) => facts?.title?.value,
	docNumber: (facts) => facts?.documentNumber?.value,
	issuer: (facts) => facts?.issuer?.value,
	publishedOn: (facts) => facts?.publishedOn?.value,
	writtenOn: (facts) => facts?.writtenOn?.value,
	publicMarker: (facts) => facts?.publicMarker?.value,
	indexNumber: (facts) => facts?.indexNumber?.value,
	topicCategory: (facts) => facts?.topicCategory?.value,
	source: (facts) => facts?.source?.value,
	validity: (facts) => facts?.validityLabel?.value,
	documentType: (facts) => facts?.documentType?.value,
};
const several: Partial<Record<Field, (facts: DocumentFacts | undefined) => string[]>> = {
	interpretationLinks: (facts) =>
		facts?.related.filter(({ role }) => role === 'interpretation').map(({ url }) => url) ?? [],
	policyLinks: (facts) => facts?.related.filter(({ role }) => role === 'policy').map(({ url }) => url) ?? [],
	attachments: (facts) => facts?.attachments.map(({ url }) => url) ?? [],
};

const squeeze = (text: string): string => text.replace(/\s+/g, '');
const absolute = (href: string, base: string): string => {
	try {
		const url = new URL(href, base);
		url.hash = '';
		return url.href;
	} catch {
		return href;
	}
};

const entries = (JSON.parse(readFileSync(inCorpus('index.json'), 'utf8')) as Entry[]).filter(
	({ kind, derived }) => (kind === 'document' || kind === 'interpretation') && !derived,
);
const read = entries.map((entry) => {
	const url = entry.url ?? `http://corpus.invalid/${entry.file}`;
	return { entry, url, facts: readPage(decodeBody(readFileSync(inCorpus(entry.file))).text, url).document };
});

const report = (part: 'develop' | 'held'): void => {
	const pages = read.filter(({ entry }) => partOf(entry.file) === part);
	console.log(`\n${part}: ${pages.length} pages`);
	for (const field of [...Object.keys(single), ...Object.keys(several)] as Field[]) {
		let right = 0;
		let wrong = 0;
		let silent = 0;
		let empty = 0;
		const misses: string[] = [];
		const filled: string[] = [];
		for (const { entry, url, facts } of pages) {
			// A corpus may lack labels of a fact altogether.
			if (entry.unsure?.includes(field) || !(field in entry.labels)) continue;
			const label = entry.labels[field];
			const isLink = Array.isArray(label) || several[field] !== undefined;
			const expected = isLink
				? ((label as readonly string[] | undefined) ?? []).map((href) => absolute(href, url)).sort()
				: label
					? [squeeze(label as string)]
					: [];
			const given = isLink
				? [...new Set(several[field]?.(facts) ?? [])].sort()
				: [squeeze(single[field]?.(facts) ?? '')].filter((value) => value !== '');
			if (expected.length === 0) {
				empty++;
				if (given.length > 0) filled.push(`${entry.file}: 页面没有，却给出 ${given.join(' ')}`);
			} else if (given.length === 0) {
				silent++;
				misses.push(`${entry.file}: 没有给出 ${expected.join(' ')}`);
			} else if (given.join('\n') === expected.join('\n')) right++;
			else {
				wrong++;
				misses.push(`${entry.file}: 应为 ${expected.join(' ')}，给出 ${given.join(' ')}`);
			}
		}
		console.log(
			`  ${field.padEnd(20)} right ${right}/${right + wrong + silent}  wrong ${wrong}  silent ${silent}  falsely filled ${filled.length}/${empty}`,
		);
		if (verbose) for (const line of [...misses, ...filled]) console.log(`      ${line}`);
	}
};

for (const part of ['develop', 'held'] as const) if (wanted === undefined || wanted === part) report(part);
