/** A filled store behind the API, an address for each of its routes, and the form that its document promises. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ApiRouteName, apiPath, apiRoutes } from '../../../dashboard/api/table.ts';
import type { AppOptions } from '../../../dashboard/app.ts';
import { national } from '../../../reports/profiles/national.ts';
import { document } from '../../support/report.ts';
import { fillNotices } from '../notice-stock.ts';
import { linjiang, now, type Opened, openDashboard, record, reportOf } from '../open-dashboard.ts';
import { fillQuarter, fillQueue, sites } from '../quarter.ts';

/** What a page may say to break out of where it is shown. */
export const hostile = '"}]</script><b>&\u2028\u0000\ud800{{';

export interface Stock extends Opened {
	/** Ids that are there, by the names that stand in paths. */
	readonly known: Readonly<Record<string, string>>;
}

export const openStock = async (options: Partial<AppOptions> = {}): Promise<Stock> => {
	const opened = await openDashboard({
		rechecks: { ask: async () => undefined, isBusy: () => false, failure: () => '网站没有抓取存档' },
		...options,
	});
	const { store, folder } = opened;
	await fillQuarter(store);
	await store.syncConfigured([...sites, linjiang], '2026-01-01T00:00:00Z');
	const audit = await fillQueue(store);
	await fillNotices(store, { at: now.toISOString(), words: hostile });
	const seen = { documents: [{ ...document('d/1.html', '临政发〔2026〕1号'), title: hostile }] };
	const message = { message: hostile, snippet: hostile };
	const told = {
		faults: { 'soft-404': [{ subject: `${linjiang.url}soft`, certainty: 'review' as const, ...message }] },
		seen,
	};
	const may = reportOf({ asOf: '2026-05-15', ...told });
	await record(store, may);
	const june = reportOf({
		...told,
		previous: may,
		upcoming: [{ check: 'stale-column', subject: linjiang.url, dueOn: '2026-07-01', message: hostile }],
	});
	const file = 'linjiang/2026-06/report.json';
	await store.record(june, file, national);
	await mkdir(dirname(join(folder, 'out', file)), { recursive: true });
	await writeFile(join(folder, 'out', file), JSON.stringify(june));
	const at = now.toISOString();
	await store.recordProbe({
		site: 'linjiang',
		url: linjiang.url,
		slot: at,
		at,
		state: 'failed',
		words: hostile,
	});
	const signed = { site: 'linjiang', period: '2026-06', by: '王敏', at, reason: hostile };
	await store.enterPoints({ ...signed, indicator: 'ind-service-forms', points: 1.5 });
	const [finding] = june.findings;
	return {
		...opened,
		known: {
			...{ site: 'linjiang', month: '2026-06', finding: finding?.id ?? '', audit: `${audit}` },
			...{ check: 'broken-link', veto: 'veto-serious-problem' },
		},
	};
};

/** An answer as it was sent; a test says what it expects of it. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of it before it has been looked at.
export const jsonOf = (response: Response): Promise<any> => response.json();

/** What must stand behind the question mark. */
export const needed: Readonly<Partial<Record<ApiRouteName, string>>> = {
	comparison: '?from=2026-05&to=2026-06',
	report: '?month=2026-06',
};

/** A route's address, with ids that are there but for those given. */
export const addressOf = (name: ApiRouteName, known: Readonly<Record<string, string>>): string =>
	`${apiPath}${apiRoutes[name].path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(known[part] ?? ''))}`;

export const names = Object.keys(apiRoutes) as ApiRouteName[];
export const reading = names.filter((name) => apiRoutes[name].method === 'GET');
export const writing = names.filter((name) => apiRoutes[name].method === 'POST');

type Json = Readonly<Record<string, unknown>>;

/** The form that the document names for an answer: gives what is wrong with a value. */
export const formsOf = async ({ get }: Pick<Opened, 'get'>) => {
	const described = (await (await get(`${apiPath}/openapi.json`)).json()) as Json;
	const ajv = new Ajv2020.default({ strict: false, allErrors: true });
	addFormats.default(ajv);
	ajv.addSchema(described, 'api', false, false);
	return (path: string, method: string, status: number, value: unknown): string[] => {
		const at = (...keys: string[]): unknown =>
			keys.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], described);
		const type = status < 300 ? 'application/json' : 'application/problem+json';
		const schema = at('paths', path, method, 'responses', `${status}`, 'content', type, 'schema') as
			| Json
			| undefined;
		if (!schema) return [`${method} ${path}: no answer ${status} ${type}`];
		const validate = ajv.compile({ $ref: `api${schema.$ref}` });
		validate(value);
		return (validate.errors ?? []).map(
			(error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
		);
	};
};

export const templateOf = (name: ApiRouteName): string => apiRoutes[name].path.replace(/:(\w+)/g, '{$1}');
