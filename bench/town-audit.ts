/** One audit of a town; its run goes to whoever started the process, who looks at what it used before it ends. */
import pino from 'pino';
import { auditSite } from '../audit.ts';
import { configForUrl } from '../config.ts';
import { keepHeapSmall } from '../crawler/memory.ts';
import { asOf } from '../test/fixtures/country/content.ts';

const [url = '', hosts = '', out = ''] = process.argv.slice(2);
keepHeapSmall();
const names = new Set(hosts.split(','));
const site = configForUrl(url);
const report = await auditSite(
	{
		...site,
		id: 'town',
		limits: { ...site.limits, maxPages: 50_000, requestsPerSecond: 1000, concurrency: 8 },
	},
	{
		network: { allow: ['127.0.0.0/8'] },
		resolve: async (name) => {
			if (names.has(name)) return ['127.0.0.1'];
			throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
		},
		out,
		asOf,
		log: pino({ enabled: false }),
		retrySeconds: [0.1, 0.2],
	},
);
process.once('message', () => process.exit());
process.send?.({ ...report.run, share: report.coverage.share });
