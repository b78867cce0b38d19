import type { Act } from './access.ts';

/** What one path stands for: how it is asked for, as the router reads it, and what whoever asks must be allowed to do. */
export interface Route {
	readonly method: 'GET' | 'POST';
	/** With `:site` in it, the route is about that site: a maintainer of others finds nothing there. */
	readonly path: string;
	/** `anyone`: who has not signed in, too. */
	readonly act: Act | 'anyone';
}

const get = <Path extends string>(path: Path, act: Route['act'] = 'look') =>
	({ method: 'GET', path, act }) as const;
const post = <Path extends string>(path: Path, act: Route['act']) => ({ method: 'POST', path, act }) as const;

/**
 * Everything that the dashboard answers. Each has its handler in `handlers/`; where one act is not the whole rule, such as of steps
 * that differ in weight, the least stands here and the handler asks `may` for the rest.
 */
export const routes = {
	overview: get('/'),
	site: get('/sites/:site'),
	siteFindings: get('/sites/:site/findings'),
	siteScores: get('/sites/:site/scores'),
	siteColumns: get('/sites/:site/columns'),
	siteDocuments: get('/sites/:site/documents'),
	siteComparison: get('/sites/:site/comparison'),
	siteAudits: get('/sites/:site/audits'),
	auditLog: get('/sites/:site/audits/:audit'),
	report: get('/sites/:site/report.json'),
	finding: get('/sites/:site/findings/:finding'),
	picture: get('/sites/:site/months/:month/evidence/:file'),
	audits: get('/audits'),
	auditsLive: get('/audits/live'),
	notices: get('/notices', 'notices'),
	checks: get('/checks'),
	check: get('/checks/:check'),
	profile: get('/profile'),
	asset: get('/static/:file', 'anyone'),
	export: get('/export/:month/:file'),
	review: get('/review'),
	findingLive: get('/sites/:site/findings/:finding/live'),
	work: get('/work'),
	workFile: get('/work.csv'),
	task: get('/work/:task'),
	/** About whatever is ticked: the handler asks for each of its sites. */
	workSteps: post('/tasks/steps', 'look'),
	markRepairing: post('/sites/:site/findings/:finding/repairs', 'repair'),
	decideFinding: post('/sites/:site/findings/:finding/decisions', 'dispute'),
	recheck: post('/sites/:site/findings/:finding/rechecks', 'recheck'),
	recheckAll: post('/sites/:site/rechecks', 'recheck'),
	decideVeto: post('/sites/:site/vetoes/:veto/decisions', 'decide'),
	enterPoints: post('/sites/:site/points', 'decide'),
	decideMonth: post('/months/:month/steps', 'month'),
	startAudits: post('/audits/starts', 'operate'),
	stopAudit: post('/audits/:audit/stops', 'operate'),
	pause: post('/audits/pauses', 'operate'),
	signIn: get('/sign-in', 'anyone'),
	signInNow: post('/sign-in', 'anyone'),
	signOut: post('/sign-out', 'anyone'),
	account: get('/account', 'account'),
	changePassword: post('/account/password', 'account'),
	endSession: post('/account/sessions', 'account'),
	releaseNotice: post('/notices/held/:event/releases', 'release'),
	retryNotice: post('/notices/:notice/tries', 'release'),
	system: get('/system', 'operate'),
	examine: post('/system/examinations', 'operate'),
	users: get('/users', 'users'),
	addUser: post('/users', 'users'),
	user: get('/users/:user', 'users'),
	changeUser: post('/users/:user', 'users'),
	trail: get('/trail', 'users'),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** What watches over the program asks: at the root of the host, wherever the pages lie. */
export const healthRoutes = {
	/** The process answers. */
	alive: get('/healthz', 'anyone'),
	/** It can do its work. */
	ready: get('/readyz', 'anyone'),
} as const satisfies Record<string, Route>;

/** Addresses that programs ask: they may show a token, and are answered in JSON. */
export const isProgramPath = (path: string): boolean => path.startsWith('/api/');
