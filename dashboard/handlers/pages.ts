import { auditsFragment, auditsPage } from '../pages/audits.ts';
import { checkPage, checksPage } from '../pages/checks.ts';
import { findingFragment, findingPage } from '../pages/finding.ts';
import { noticesPage } from '../pages/notices.ts';
import { overviewPage } from '../pages/overview.ts';
import { profilePage } from '../pages/profile.ts';
import { reviewPage } from '../pages/review.ts';
import { systemPage } from '../pages/system.ts';
import { idOf } from '../query.ts';
import type { Handlers } from './asked.ts';
import { siteHandlers } from './site.ts';

/** Pages to look at. */
export const pages = {
	overview: async ({ context, search, show }) => show(await overviewPage(context, search)),
	...siteHandlers,
	finding: async ({ c, context, search, show, problem }) => {
		const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
		const view = site && id && (await findingPage(context, site, id, search));
		return view ? show(view) : problem('missing');
	},
	findingLive: async ({ c, context, search, problem }) => {
		const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
		const part = site && id && (await findingFragment(context, site, id, search));
		return part ? c.html(part) : problem('missing');
	},
	review: async ({ context, search, show }) => show(await reviewPage(context, search)),
	audits: async ({ context, show }) => show(await auditsPage(context)),
	auditsLive: async ({ c, context }) => c.html(await auditsFragment(context)),
	system: async ({ context, show }) => show(await systemPage(context)),
	notices: async ({ context, show }) => show(await noticesPage(context)),
	checks: async ({ context, search, show }) => show(await checksPage(context, search)),
	check: async ({ c, context, show, problem }) => {
		const id = idOf(c.req.param('check'));
		const view = id && (await checkPage(context, id));
		return view ? show(view) : problem('missing');
	},
	profile: ({ context, search, show }) => show(profilePage(context, search)),
} satisfies Partial<Handlers>;
