import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { coveredChecks, truth } from './fixtures/linjiang/truth.ts';
import { get, linksOf, type Met, textOf, walk } from './fixtures/linjiang/walk.ts';

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
});
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
		const links = new Set([
			...['broken-link', 'broken-attachment', 'broken-external-link', 'soft-404'],
			...['wrong-link', 'hidden-link', 'hijacked-link'],
		]);
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
	});
});
