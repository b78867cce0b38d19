/** Archives of sites that were audited, without a web: each run has seen the pages that it is told to have seen. */
import { Archive } from '../../crawler/archive/archive.ts';
import { readPage } from '../../crawler/extract/page.ts';

/** One page, seen in this run. */
export const see = (
	archive: Archive,
	url: string,
	html: string,
	{ at = '2026-11-15T00:00:00.000Z', asOf = '2026-11-15' } = {},
): void => {
	archive.add({ url, key: url, type: 'page', priority: 0, depth: 0, foundOn: '', foundText: '' });
	const [entry] = archive.take('queued', 1, ['page']);
	if (!entry) throw new Error('it was just added');
	const body = archive.bodies.keep(Buffer.from(html));
	const headers = { etag: '"1"' };
	const answer = {
		finalUrl: url,
		status: 200,
		headers,
		redirects: [],
		lane: 'http',
		milliseconds: 1,
	} as const;
	archive.responses.save(entry.seq, { ...answer, body }, at);
	const reading = archive.readings.keep(readPage(html, url));
	archive.pages.save(entry.seq, 'http', reading);
	archive.known.keep({
		...{ url, type: 'page', headers, body, reading, listing: false, reader: 'this', at, asOf },
	});
	archive.settle(entry.seq, 'ok');
};

/** Text that no compression makes small, the same for the same seed. */
const noise = (seed: number, length: number): string => {
	let state = Math.abs(seed) + 1;
	let text = '';
	while (text.length < length) {
		state = (state * 48_271) % 2_147_483_647;
		text += String.fromCodePoint(0x4e00 + (state % 20_000));
	}
	return text;
};

/** What the page of a number says in a month: a list anew each time, every other page now and then, the rest never. */
const pageOf = (month: number, page: number): string => {
	const version = page === 0 ? month : page % 2 === 1 ? month : 0;
	const links = [1, 2, 3].map(
		(n) => `<a href="/${(page + n) % 7}-${version}.html">第${version}期第${n}篇</a>`,
	);
	return `<title>第${page}页第${version}版</title><p>${noise(page * 100 + version, 3000)}</p>${links.join('')}`;
};

/** The instant at which the audit of a month begins: the first of each, from January of 2026 on. */
export const monthStart = (month: number): string => new Date(Date.UTC(2026, month, 1, 2)).toISOString();

/** One whole audit more of a site of so many pages. */
export const auditMonth = (file: string, month: number, pages: number): void => {
	const archive = new Archive(file);
	const at = monthStart(month);
	archive.begin(at.slice(0, 10), '[]', at);
	for (let page = 0; page < pages; page++)
		see(archive, `http://a/${page}.html`, pageOf(month, page), { at, asOf: at.slice(0, 10) });
	archive.finish(new Date(Date.parse(at) + 3_600_000).toISOString());
	archive.close();
};

/** An archive of whole months, the first January of 2026. */
export const archiveOfMonths = (file: string, months: number, pages = 40): void => {
	for (let month = 0; month < months; month++) auditMonth(file, month, pages);
};

/** What the run that began then has of each page; undefined where the archive has no such run. */
export const seenIn = (file: string, startedAt: string): string[] | undefined => {
	const archive = new Archive(file, { isScratch: true });
	try {
		if (!archive.reopen(startedAt)) return undefined;
		return [...archive.pages.all()].map(({ seq, facts }) => {
			const { body } = archive.responses.whole(seq) ?? {};
			const bytes = body && archive.bodies.of(body)?.length;
			return `${facts.title} ${bytes} ${archive.pages.linksOf(seq).length}`;
		});
	} finally {
		archive.close();
	}
};
