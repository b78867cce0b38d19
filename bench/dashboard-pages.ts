/** What the benchmark of the dashboard asks: every page of `dashboard/urls.ts` and every list of the API, so that a new one is asked without a word here. */
import { apiPath, apiRoutes } from '../dashboard/api/table.ts';
import { type RouteName, routes } from '../dashboard/routes.ts';

/** A page and addresses of it, asked in turn: caches are to help no more than they do in life. */
export interface AskedPage {
	readonly name: string;
	readonly addresses: readonly string[];
}

/** What stands for the parameters of a route; one of them after the other. */
export interface Stock {
	readonly sites: readonly string[];
	/** As `SITE/findings/ID`. */
	readonly findings: readonly string[];
	/** Newest last. */
	readonly months: readonly string[];
}

/** Files, which are no pages and are measured apart or not at all. */
const apart: readonly RouteName[] = ['export', 'workFile', 'report', 'picture', 'asset'];

/** Where a page has more than one face: what stands behind the question mark, by the name of the face. */
const faces: Partial<Record<RouteName, Readonly<Record<string, string>>>> = {
	overview: {
		'by score': 'sort=inspection',
		'by name': 'sort=name&order=desc',
		'by district': 'sort=district',
		'by rank': 'sort=rank',
		'by findings': 'sort=findings&order=desc',
		'by overdue': 'sort=overdue&order=desc',
		'by what awaits': 'sort=awaiting&order=desc',
		'a later page': 'page={n}',
		'a later page by score': 'sort=inspection&page={n}',
		'a search': 'q={digit}{digit}',
		unqualified: 'verdict=unqualified',
		'a district, overdue': 'district=第{n}&overdue=1',
		'vetoes, departments': 'veto=held&type=department&sort=rank',
	},
	siteFindings: { 'a check': 'check=broken-link', 'a search': 'q={digit}' },
	siteDocuments: { 'a search': 'q={digit}' },
	siteComparison: { 'what is new': 'change=new' },
	review: { 'a later page': 'page={n}' },
};

/** Addresses of each page and face. */
const variants = 60;

/** The part of a route that a parameter stands for; undefined where nobody knows one. */
const filled = (path: string, n: number, { sites, findings, months }: Stock): string | undefined => {
	const finding = findings[n % findings.length] ?? '';
	const whole = path.replace(':site/findings/:finding', finding);
	const known = whole
		.replace(':site', sites[n % sites.length] ?? '')
		.replace(':month', months[(n * 7) % months.length] ?? '')
		.replace(':check', ['broken-link', 'stale-column', 'soft-404'][n % 3] ?? '');
	return known.includes(':') ? undefined : known;
};

/** Every page that can be asked for, and the names of those of which nobody knows an address. */
export const pagesFrom = (stock: Stock): { readonly pages: AskedPage[]; readonly unknown: string[] } => {
	const pages: AskedPage[] = [];
	const unknown: string[] = [];
	const month = stock.months.at(-1) ?? '';
	for (const [name, { method, path }] of Object.entries(routes)) {
		// A route of the table has one of its names.
		const route = name as RouteName;
		if (method !== 'GET' || apart.includes(route)) continue;
		const addresses = (query: string): string[] =>
			Array.from({ length: variants }, (_, n) => {
				const address = filled(path, n, stock);
				const asked = query.replace('{n}', `${2 + n}`).replaceAll('{digit}', `${n % 10}`);
				return address === undefined
					? []
					: [`${address}?month=${month}${asked ? `&${encodeURI(asked)}` : ''}`];
			}).flat();
		const own = addresses('');
		if (own.length === 0) unknown.push(route);
		else pages.push({ name: route, addresses: own });
		for (const [face, query] of Object.entries(faces[route] ?? {}))
			pages.push({ name: `${route}, ${face}`, addresses: addresses(query) });
	}
	for (const [name, { method, path, query }] of Object.entries(apiRoutes)) {
		// A file, and what stands in nobody's stock, as above.
		if (method !== 'GET' || name === 'report') continue;
		const behind = 'month' in query.shape ? `?month=${month}` : '';
		const compared = name === 'comparison' ? `?from=${stock.months.at(-2)}&to=${month}` : behind;
		const addresses = Array.from({ length: variants }, (_, n) => filled(path, n, stock) ?? []).flat();
		if (addresses.length === 0) unknown.push(`api ${name}`);
		else
			pages.push({
				name: `api ${name}`,
				addresses: addresses.map((address) => `${apiPath}${address}${compared}`),
			});
	}
	return { pages, unknown };
};
