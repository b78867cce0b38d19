/** In whatever order pages are found, and wherever the crawl is broken off. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Archive } from '../../crawler/archive/archive.ts';
import { readPage } from '../../crawler/extract/page.ts';
import { createFrontier, urgency } from '../../crawler/frontier/frontier.ts';

/** `GONGKAI_ROUNDS=100` for as many times as many. */
const numRuns = 12 * Number(process.env.GONGKAI_ROUNDS ?? 1);
const origin = 'http://x.gov.cn';

let folder = '';
let count = 0;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'frontier-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What each page links to: its number, and in which of the ways in which one page is addressed. */
type Links = readonly (readonly (readonly [page: number, way: number])[])[];

const pathOf = (n: number): string => (n === 0 ? '/' : `/zwgk/p${n}.html`);
const ways = [
	(n: number): string => pathOf(n),
	(n: number): string => `${origin}${pathOf(n)}`,
	(n: number): string => `${pathOf(n)}#top`,
	(n: number): string => `/zwgk/../${pathOf(n).slice(1)}`,
	(n: number): string => pathOf(n).replace('p', '%70'),
];
const subjects =
	'供水供电供热供气排水绿化养老托育教育医疗交通环卫住房就业低保救灾防汛消防文物体育旅游粮食林业渔业';
/** A page with a text of its own. */
const pageOf = (n: number, links: Links): string => {
	const matter = subjects.slice((n * 2) % subjects.length, ((n * 2) % subjects.length) + 2);
	const shown = (links[n] ?? []).map(
		([to, way]) => `<a href="${(ways[way] as (n: number) => string)(to)}">关于第${to}号事项的情况说明</a>`,
	);
	return `<!doctype html><title>关于第${n}号事项的情况说明</title><h1>关于第${n}号事项的情况说明</h1><p>${matter}方面的第${n}号事项由市${matter}办公室${n * 37}办理，${`${matter}工作第${n}项，`.repeat(8)}</p>${shown.join(' ')}`;
};

interface Walked {
	/** Paths asked for, in order. */
	readonly asked: readonly string[];
}

/** Crawls until so many pages were asked for in all, as often broken off as stops say how many pages later. */
const walk = (links: Links, most: number, stops: readonly number[] = []): Walked => {
	const file = path.join(folder, `${++count}.db`);
	const asked: string[] = [];
	for (const stop of [...stops, Number.POSITIVE_INFINITY]) {
		const archive = new Archive(file);
		archive.begin('2026-11-15', '', '2026-11-15T00:00:00Z');
		const frontier = createFrontier(archive, (url) => url.startsWith(`${origin}/`));
		for (const { url, facts } of archive.pages.all()) frontier.recall(url, facts);
		frontier.add(`${origin}/`, { priority: urgency.home });
		for (let left = stop; left > 0 && asked.length < most; left--) {
			const [entry] = archive.take('queued', 1, ['page']);
			if (!entry) break;
			if (!frontier.isDue(entry)) continue;
			const { seq, url } = entry;
			asked.push(new URL(url).pathname);
			const n = Number(/p(\d+)\.html$/.exec(decodeURI(url))?.[1] ?? 0);
			const facts = readPage(pageOf(n, links), url);
			const response = { finalUrl: url, headers: {}, body: undefined, redirects: [], milliseconds: 1 };
			archive.responses.save(seq, { ...response, lane: 'http', status: 200 }, '');
			archive.pages.save(seq, 'http', archive.readings.keep(facts));
			archive.settle(seq, 'ok');
			frontier.reap(entry, frontier.follow({ ...entry, finalUrl: url }, facts));
		}
		archive.close();
	}
	return { asked };
};

const reachable = (links: Links): Set<string> => {
	const found = new Set([0]);
	for (const n of found) for (const [to] of links[n] ?? []) found.add(to);
	return new Set([...found].map(pathOf));
};

const most = 14;
const graph = fc.array(
	fc.array(fc.tuple(fc.nat({ max: most - 1 }), fc.nat({ max: ways.length - 1 })), { maxLength: 6 }),
	{ minLength: most, maxLength: most },
);
const plain = (asked: readonly string[]): string[] => asked.map((one) => decodeURI(one));

test('every page that is linked is asked for once, in whatever order and form its links come', () => {
	fc.assert(
		fc.property(graph, fc.infiniteStream(fc.nat()), (links, dice) => {
			const shuffled = links.map((own) =>
				own
					.map((link) => ({ link, at: dice.next().value as number }))
					.sort((a, b) => a.at - b.at)
					.map(({ link }) => link),
			);
			for (const one of [links, shuffled]) {
				const asked = plain(walk(one, 100).asked);
				expect(new Set(asked).size).toBe(asked.length);
				expect(new Set(asked)).toEqual(reachable(one));
			}
		}),
		{ numRuns },
	);
});

test('a budget is used up and not exceeded', () => {
	fc.assert(
		fc.property(graph, fc.integer({ min: 1, max: most + 2 }), (links, budget) => {
			const asked = plain(walk(links, budget).asked);
			expect(new Set(asked).size).toBe(asked.length);
			expect(asked.length).toBe(Math.min(budget, reachable(links).size));
		}),
		{ numRuns },
	);
});

test('a crawl that is broken off anywhere asks for what is left, and for nothing twice', () => {
	fc.assert(
		fc.property(graph, fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), (links, stops) => {
			const asked = plain(walk(links, 100, stops).asked);
			expect(new Set(asked).size).toBe(asked.length);
			expect(asked.sort()).toEqual(plain(walk(links, 100).asked).sort());
		}),
		{ numRuns },
	);
});
