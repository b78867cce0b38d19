import { globSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBody } from '../../crawler/charset.ts';
import { readPage } from '../../crawler/extract/page.ts';
import type { Answer, Family, Host } from '../fixtures/country/model.ts';
import { buildCity } from '../fixtures/linjiang/city.ts';
import { pages as xiling } from '../fixtures/xiling/pages.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
/** Pages of one town; more of the same templates say nothing new. */
const mostPages = 40;

/** What a town answers to whoever walks from its homepage, until it has seen enough. */
const walk = (start: string, hosts: Readonly<Record<string, Host>>): string[] => {
	const texts: string[] = [];
	const known = new Set([start]);
	for (const url of known) {
		if (texts.length >= mostPages) break;
		const { pathname, search, searchParams: query, hostname: host } = new URL(url);
		const found = hosts[host]?.({
			...{ method: 'GET', host, path: pathname + search, pathname, query, headers: {}, body: '', times: 1 },
		});
		const answer: Answer = typeof found === 'string' ? { body: found } : (found ?? {});
		if (!/^$|html/.test(answer.type ?? '') || !answer.body) continue;
		const { text } = decodeBody(Buffer.from(answer.body), answer.type);
		texts.push(text);
		if (known.size < 10 * mostPages) for (const link of readPage(text, url).links) known.add(link.url);
	}
	return texts;
};

/** Pages of every fixture, as text. */
export const fuzzStock = async (seed: number): Promise<string[]> => {
	const bases = { url: 'http://127.0.0.1:1', external: 'http://127.0.0.2:1', dead: 'http://127.0.0.2:9' };
	const texts = [...buildCity(bases).pages.values()]
		.filter(({ type }) => /html/.test(type ?? 'text/html'))
		.map(({ body, type }) => (typeof body === 'string' ? body : decodeBody(body, type).text));
	for (const page of Object.values(xiling)) if (typeof page === 'string') texts.push(page);
	for (const file of globSync('country/families/*.ts', { cwd: fixtures }).sort()) {
		const { family } = (await import(join(fixtures, file))) as { family: Family };
		const town = family.build({ seed, size: 1, origin: (host) => `http://${host}` });
		texts.push(...walk(town.url, town.hosts));
	}
	return texts;
};
