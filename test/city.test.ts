import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byTag, parseHtml } from '../crawler/extract/dom.ts';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { coveredChecks, truth } from './fixtures/linjiang/truth.ts';

interface Met {
	/** 0: no answer. */
	readonly status: number;
	readonly type: string;
	readonly bytes: Uint8Array;
	readonly location?: string;
	readonly headers: Headers;
}

const get = async (url: string): Promise<Met> => {
	try {
		const answer = await fetch(url, { redirect: 'manual' });
		const bytes = new Uint8Array(await answer.arrayBuffer());
		const { status, headers } = answer;
		const location = headers.get('location') ?? undefined;
		return { status, type: headers.get('content-type') ?? '', bytes, location, headers };
	} catch {
		return { status: 0, type: '', bytes: new Uint8Array(), headers: new Headers() };
	}
};

const textOf = ({ bytes }: Met): string => {
	const text = new TextDecoder('utf-8').decode(bytes);
	return text.includes('charset=gb2312') ? new TextDecoder('gbk').decode(bytes) : text;
};

/** Every address that a page leads to, the pages of its list that a script draws included. */
const linksOf = (html: string, url: string): string[] => {
	const root = parseHtml(html);
	const base = byTag(root, 'base')[0]?.attribs.href ?? url;
	const written = byTag(root, 'a', 'img', 'iframe', 'link', 'script').map(
		({ attribs }) => attribs.href ?? attribs.src ?? '',
	);
	const drawn = Number(/createPageHTML\((\d+), 0/.exec(html)?.[1] ?? 0);
	for (let page = 1; page < drawn; page++) written.push(`index_${page}.html`);
	const refresh = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(html)?.[1];
	if (refresh) written.push(refresh);
	return written
		.filter((link) => link !== '' && !/^(javascript|mailto|tel|#)/.test(link))
		.map((link) => {
			const target = new URL(link, base);
			target.hash = '';
			return target.href;
		});
};

const scripted = ['bmwj', 'gfxwj', 'bmjd', 'tzgg', 'xzzf'];

/** Walks the whole city once, in order. */
const walk = async (city: RunningCity): Promise<Map<string, Met>> => {
	const seen = new Map<string, Met>();
	const queue = [`${city.url}/`];
	for (const column of scripted) {
		for (let page = 1; page <= 3; page++) {
			const answer = await fetch(`${city.url}/api/list?column=${column}&page=${page}`);
			const { rows } = (await answer.json()) as { rows: { url: string }[] };
			queue.push(...rows.map((row) => new URL(row.url, city.url).href));
		}
	}
	for (let url = queue.shift(); url; url = queue.shift()) {
		if (seen.has(url)) continue;
		const met = await get(url);
		seen.set(url, met);
		if (!url.startsWith(city.url)) continue;
		if (met.location) queue.push(new URL(met.location, url).href);
		if (met.status === 200 && met.type.startsWith('text/html')) queue.push(...linksOf(textOf(met), url));
	}
	return seen;
};

let city: RunningCity;
let seen: Map<string, Met>;
const at = (subject: string): string =>
	subject.startsWith('{')
		? subject.replace('{external}', city.externalUrl).replace('{dead}', city.deadUrl)
		: city.url + subject;
const met = (subject: string): Met => {
	const answer = seen.get(at(subject));
	if (!answer) throw new Error(`no link leads to ${subject}`);
	return answer;
};
const subjectsOf = (check: string): string[] =>
	truth.findings.filter((finding) => finding.check === check).map(({ subject }) => subject);

beforeAll(async () => {
	city = await startCity();
	seen = await walk(city);
}, 60_000);
afterAll(() => city.close());

describe('the city of Linjiang', () => {
	it('has at least 150 pages that links lead to', () => {
		const pages = [...seen].filter(
			([url, { status, type }]) => url.startsWith(city.url) && status === 200 && type.startsWith('text/html'),
		);
		expect(pages.length).toBeGreaterThanOrEqual(150);
	});

	it('leaves nothing half filled in', () => {
		for (const [url, answer] of seen) {
			if (!answer.type.startsWith('text/html')) continue;
			expect(textOf(answer), url).not.toMatch(/undefined|NaN|\{external|\{dead|\ufffd/);
		}
	});

	it('has every kind of fault of the checks that its truth covers', () => {
		const planted = new Set(truth.findings.map(({ check }) => check));
		expect([...planted].sort()).toEqual([...coveredChecks].sort());
	});

	it('has no broken target but those of the truth', () => {
		const known = new Set(
			[...truth.findings.map(({ subject }) => subject), ...truth.decoys.map(({ path }) => path)].map(at),
		);
		const failing = [...seen].filter(([, { status }]) => status === 0 || status >= 400).map(([url]) => url);
		expect(failing.filter((url) => !known.has(url))).toEqual([]);
	});

	it('fails where links are broken', async () => {
		for (const subject of subjectsOf('broken-link')) {
			const { status } = met(subject);
			if (status === 302) {
				await expect(fetch(at(subject)), subject).rejects.toThrow(); // The loop.
			} else expect(status === 0 || status === 404 || status === 500, `${subject}: ${status}`).toBe(true);
		}
		expect(subjectsOf('broken-external-link').map((subject) => met(subject).status)).toEqual([
			404, 0, 403, 429,
		]);
	});

	it('serves files that are none', () => {
		const shapes = subjectsOf('broken-attachment').map((subject) => {
			const { status, bytes, type } = met(subject);
			return status === 404
				? 'missing'
				: bytes.length === 0
					? 'empty'
					: type.includes('html')
						? 'html'
						: 'damaged';
		});
		expect(shapes).toEqual(['missing', 'empty', 'html', 'damaged']);
	});

	it('answers 200 for pages that do not exist', async () => {
		for (const subject of subjectsOf('soft-404')) {
			const answer = await fetch(at(subject));
			expect(answer.status, subject).toBe(200);
			expect(await answer.text(), subject).toMatch(/不存在/);
		}
	});

	it('has every document, column and interpretation of the truth', () => {
		const links = new Set(['broken-link', 'broken-attachment', 'broken-external-link', 'soft-404']);
		const paths = [
			...truth.findings.filter(({ check }) => !links.has(check)).map(({ subject }) => subject),
			...truth.tolerated.map(({ subject }) => subject),
			...truth.columns.map(({ path }) => path),
			...truth.documents.flatMap(({ path, interpretation }) => [path, interpretation ?? path]),
		];
		for (const path of paths) expect(met(path).status, path).toBe(200);
	});

	it('shows on each document what the truth says of it', () => {
		for (const { path, documentNumber, issuer, publicMarker } of truth.documents) {
			const text = textOf(met(path)).replace(/<[^>]+>|&nbsp;|\s/g, '');
			expect(text, path).toContain(issuer);
			if (documentNumber) expect(text, path).toContain(documentNumber);
			expect(/[（(](此件[^）)]+)[）)]/.exec(text)?.[1], path).toBe(publicMarker);
		}
	});

	it('answers each decoy as its reason says', () => {
		for (const { path, status = 200, why } of truth.decoys)
			expect(met(path).status, `${path}: ${why}`).toBe(status);
	});

	it('recovers where it is only flaky, and refuses HEAD where it answers GET', async () => {
		expect((await get(at('/xwdt/spxw/lzj.html'))).status).toBe(200);
		expect((await get(at('/zwgk/kfsj.html'))).status).toBe(0);
		expect((await get(at('/zwgk/kfsj.html'))).status).toBe(200);
		expect((await fetch(at('/wap/index.html'), { method: 'HEAD' })).status).toBe(405);
	});

	it('lists as many entries as the truth says', async () => {
		for (const { path, items } of truth.columns) {
			if (path.startsWith('/gkml/')) {
				const answer = await fetch(at(`/api/list?column=${path.split('/').at(-2)}&page=1`));
				expect(((await answer.json()) as { total: number }).total, path).toBe(items);
				continue;
			}
			const pages = [...seen.keys()].filter((url) =>
				/^index(_\d+)?\.html$|^$/.test(url.slice(at(path).length)),
			);
			const entries = new Set<string>();
			for (const url of pages.filter((page) => page.startsWith(at(path)))) {
				const list = /<ul class="list">([\s\S]*?)<\/ul>/.exec(textOf(seen.get(url) as Met))?.[1] ?? '';
				for (const link of linksOf(list, url)) entries.add(link);
			}
			expect(entries.size, path).toBe(items);
		}
	});

	it('answers the same in another run, ports aside', async () => {
		const other = await startCity();
		const again = await walk(other);
		await other.close();
		const plain = (running: RunningCity, text: string): string =>
			text.replaceAll(running.url, '').replaceAll(running.externalUrl, 'E').replaceAll(running.deadUrl, 'D');
		const digest = (running: RunningCity, walked: Map<string, Met>): string[] =>
			[...walked].map(([url, { status, bytes }]) =>
				plain(running, `${url} ${status} ${Buffer.from(bytes).toString('latin1')}`),
			);
		expect(digest(other, again)).toEqual(digest(city, seen));
	}, 60_000);
});
