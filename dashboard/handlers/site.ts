import type { Context, View } from '../context.ts';
import { sitePage } from '../pages/site.ts';
import { auditLogPage, siteAuditsPage } from '../pages/site-audits.ts';
import { siteColumnsPage } from '../pages/site-columns.ts';
import { siteComparisonPage } from '../pages/site-comparison.ts';
import { siteDocumentsPage } from '../pages/site-documents.ts';
import { siteFindingsPage } from '../pages/site-findings.ts';
import { siteScoresPage } from '../pages/site-scores.ts';
import { idOf } from '../query.ts';
import type { routes } from '../routes.ts';
import type { Asked, Handlers } from './asked.ts';

type Page = (context: Context, site: string, params: URLSearchParams) => Promise<View | undefined>;

const shown =
	(page: Page) =>
	async ({
		c,
		context,
		search,
		show,
		problem,
	}: Asked<(typeof routes)['site' | 'siteFindings' | 'siteScores']['path']>) => {
		const id = idOf(c.req.param('site'));
		const view = id && (await page(context, id, search));
		return view ? show(view) : problem('missing');
	};

/** The pages of one site. */
export const siteHandlers = {
	site: shown(sitePage),
	siteFindings: shown(siteFindingsPage),
	siteScores: shown(siteScoresPage),
	siteColumns: shown(siteColumnsPage),
	siteDocuments: shown(siteDocumentsPage),
	siteComparison: shown(siteComparisonPage),
	siteAudits: shown(siteAuditsPage),
	auditLog: (asked) =>
		shown((context, site, params) => auditLogPage(context, site, asked.c.req.param('audit'), params))(asked),
} satisfies Partial<Handlers>;
