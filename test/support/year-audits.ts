import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { auditSite } from '../../audit.ts';
import { lastWritten } from '../../reports/formats/json.ts';
import type { Report } from '../../reports/model.ts';
import type { FindingLife, StoredFinding } from '../../reports/store/model.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { siteOn } from './year-site.ts';
import { cut, type Day, days, down, type Fault, faults, walls } from './year-truth.ts';

const site = 'qingxi';

/** What came of a year's audits. */
export interface Year {
	/** Folder of the reports. */
	readonly folder: string;
	/** Where the site stands, without a slash at the end. */
	readonly origin: string;
	readonly store: Store;
	readonly reports: ReadonlyMap<Day, Report>;
	/** What the store says of each fault after each audit; undefined where it does not know it. */
	readonly nows: ReadonlyMap<Day, readonly (StoredFinding['now'] | undefined)[]>;
	/** What the audit of the site that was down threw, and all that was known before and after it. */
	readonly down: { readonly error: unknown; readonly before: object; readonly after: object };
	readonly idOf: (fault: Fault) => string;
	readonly lifeOf: (fault: Fault) => Promise<FindingLife | undefined>;
	readonly close: () => Promise<void>;
}

/** Audits the site on each of the days, in order, and keeps each report in a store. */
export const auditYear = async (): Promise<Year> => {
	let today: Day = days[0];
	const answer: RequestListener = (request, response) => {
		if (today === down) {
			request.socket.destroy();
			return;
		}
		const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
		const found = today === walls ? { status: 412, body: '' } : siteOn(today).get(pathname);
		const {
			status,
			body,
			type = 'text/html; charset=utf-8',
		} = found ?? {
			status: 404,
			body: '<h1>Not Found</h1>',
		};
		response.writeHead(status, { 'content-type': type }).end(body);
	};
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const folder = await mkdtemp(path.join(tmpdir(), 'year-'));
	const store = await openStore(path.join(folder, 'gongkai.db'));
	const close = async (): Promise<void> => {
		await store.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await rm(folder, { recursive: true, force: true });
	};

	const audit = (day: Day): Promise<Report> => {
		today = day;
		return auditSite(
			{
				id: site,
				name: '清溪县人民政府',
				url: `${origin}/`,
				type: 'portal',
				robots: 'obey',
				hosts: [],
				columns: [],
				limits: { maxPages: 1000, requestsPerSecond: 500, concurrency: 4, timeoutSeconds: 15 },
				render: 'never',
			},
			{
				network: { allow: ['127.0.0.0/8'] },
				out: folder,
				asOf: day,
				log: pino({ level: 'silent' }),
				retrySeconds: [0.01, 0.02],
				...(day === cut && { maxPages: 14 }),
			},
		);
	};

	const reports = new Map<Day, Report>();
	const nows = new Map<Day, (StoredFinding['now'] | undefined)[]>();
	const idOf = ({ check, at, key }: Fault): string =>
		[...reports.values()]
			.flatMap(({ findings }) => findings)
			.find((one) => one.check === check && one.subject === `${origin}${at}` && one.key === key)?.id ?? '';
	const lifeOf = (fault: Fault): Promise<FindingLife | undefined> => store.finding(site, idOf(fault));

	/** All that is known of the site. */
	const known = async (): Promise<object> => ({
		trend: await store.trend(site),
		months: await Promise.all(
			(await store.periods()).map(async (period) => [
				await store.siteMonth(site, period),
				await store.findings({ site, period, size: 500 }),
			]),
		),
		lives: await Promise.all(faults.map(lifeOf)),
		files: (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort(),
	});

	let whileDown: Year['down'] | undefined;
	try {
		for (const day of days) {
			if (day === down) {
				const before = await known();
				const error = await audit(day).catch((thrown: unknown) => thrown);
				whileDown = { error, before, after: await known() };
				continue;
			}
			const report = await audit(day);
			reports.set(day, report);
			await store.record(report, path.relative(folder, await lastWritten(folder, report)));
			nows.set(
				day,
				(await Promise.all(faults.map(lifeOf))).map((life) => life?.finding.now),
			);
		}
		if (!whileDown) throw new Error(`expected ${down} among the days`);
		return { folder, origin, store, reports, nows, down: whileDown, idOf, lifeOf, close };
	} catch (error) {
		await close();
		throw error;
	}
};
