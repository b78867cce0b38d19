import pino from 'pino';
import { auditSite } from '../../audit.ts';
import type { Report } from '../../reports/model.ts';

/** Audits the county's site: one address after the other, so that what is found first is the same each time. */
export const auditCounty = (url: string, out: string, asOf: string): Promise<Report> =>
	auditSite(
		{
			id: 'qingxi',
			name: '清溪县人民政府',
			url,
			type: 'portal',
			robots: 'obey',
			hosts: [],
			columns: [],
			limits: { maxPages: 1000, requestsPerSecond: 1000, concurrency: 1, timeoutSeconds: 15 },
			render: 'never',
		},
		{
			network: { allow: ['127.0.0.0/8'] },
			out,
			asOf,
			log: pino({ level: 'silent' }),
			retrySeconds: [0.01, 0.02],
		},
	);

/** All that a report says of the site as it is, whatever was said of it before. */
export const toldOf = ({ checks, columns, coverage, documents, findings, scores }: Report): object => ({
	checks,
	columns,
	coverage,
	documents,
	scores,
	findings: findings
		.filter(({ state }) => state !== 'fixed')
		.map(({ state, firstSeen, lastSeen, dueOn, ...finding }) => finding)
		.sort((a, b) => (a.id < b.id ? -1 : 1)),
});
