import pino from 'pino';
import { auditSite } from '../../audit.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import type { Report } from '../../reports/model.ts';
import type { RunningCity } from '../fixtures/linjiang/server.ts';

/** The sample city's site as its configuration names it. */
export const identity = { id: 'linjiang', name: '临江市人民政府', type: 'portal' } as const;

interface CityAudit {
	readonly out: string;
	readonly asOf: string;
	readonly maxPages?: number;
	/** Default: auto. */
	readonly render?: SiteConfig['render'];
}

/** The sample city's site as it is audited. */
export const cityConfig = (
	{ url }: Pick<RunningCity, 'url'>,
	render: SiteConfig['render'] = 'auto',
): SiteConfig => ({
	...identity,
	url: `${url}/`,
	robots: 'obey',
	hosts: [],
	columns: [],
	limits: { maxPages: 20_000, requestsPerSecond: 1000, concurrency: 8, timeoutSeconds: 15 },
	render,
});

/** What only waits is as short as can be. */
export const cityManners = {
	network: { allow: ['127.0.0.0/8'] },
	log: pino({ level: 'silent' }),
	retrySeconds: [0.05, 0.1],
} as const;

/** Audits the sample city. */
export const auditCity = (
	city: Pick<RunningCity, 'url'>,
	{ render = 'auto', ...options }: CityAudit,
): Promise<Report> => auditSite(cityConfig(city, render), { ...options, ...cityManners });
