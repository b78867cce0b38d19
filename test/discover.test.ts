/** What `discover` prints, pasted as configuration, makes the next crawl see the same site. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { discoverSite } from '../audit.ts';
import { configForUrl, loadConfig } from '../config.ts';
import type { Crawled } from '../crawler/model.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { siteYaml } from '../reports/formats/site-yaml.ts';
import { asOf } from './fixtures/country/content.ts';
import { family } from './fixtures/country/families/sibling.ts';
import { openTown } from './fixtures/country/serve.ts';

const columnsOf = ({ site }: Crawled): string[] =>
	site.columns
		.filter(({ kind }) => kind !== 'other')
		.map(({ url, kind }) => `${kind} ${url}`)
		.sort();

test('a site discovered from its homepage alone, and again from what was printed', {
	timeout: 60_000,
}, async () => {
	const town = await openTown(family, { seed: 4 });
	const folder = await mkdtemp(join(tmpdir(), 'discover-'));
	const limits = { maxPages: 500, requestsPerSecond: 300, concurrency: 8, timeoutSeconds: 5 };
	const look = (config: SiteConfig) =>
		discoverSite(
			{ ...config, limits },
			{
				network: { allow: ['127.0.0.0/8'] },
				resolve: town.resolve,
				asOf,
				log: pino({ level: 'silent' }),
				retrySeconds: [0.05, 0.05],
			},
		);
	try {
		const config = configForUrl(town.url);
		const found = await look(config);
		expect(columnsOf(found)).toEqual(town.truth.columns.map(({ url, kind }) => `${kind} ${url}`).sort());

		const printed = siteYaml(config, found);
		const [sibling] = town.truth.hosts ?? [];
		expect(printed).toContain(`      - ${sibling} # `);
		expect(printed).toMatch(/ {6}# 未纳入 tjj\.\w+\.gov\.cn:\d+ # 网站标识码不同/);
		expect(printed).toMatch(/kind: annual-report.*，属.+[局镇]，依据 当前位置“/);

		const file = join(folder, 'gongkai.yaml');
		await writeFile(file, printed);
		const { sites } = await loadConfig(file);
		const pasted = sites[0] as SiteConfig;
		expect(pasted).toMatchObject({ name: town.name, url: town.url, hosts: [sibling] });
		const again = await look(pasted);
		expect(columnsOf(again)).toEqual(columnsOf(found));
		expect(again.site.columns.find(({ kind }) => kind === 'policy')?.recognisedBy).toBe('config');
		expect(again.hosts?.adopted).toEqual([]);
	} finally {
		await town.close();
		await rm(folder, { recursive: true, force: true });
	}
});
