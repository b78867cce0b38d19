import {
	askRecheck,
	decideFinding,
	decideMonth,
	decideVeto,
	enterPoints,
	filterOf,
	markRepairing,
} from '../pages/decide.ts';
import { findingPage } from '../pages/finding.ts';
import { reviewPage } from '../pages/review.ts';
import { siteScoresPage } from '../pages/site-scores.ts';
import { idOf, monthOf } from '../query.ts';
import { filterQuery } from '../urls.ts';
import type { Again, Asked, Handlers } from './asked.ts';

const unread = { refused: 'unread' } as const;

type Refusal = Parameters<Again>[0];

/** The month that a form is about, as it stands in addresses. */
const monthIn = ({ typed }: Refusal): URLSearchParams => new URLSearchParams({ month: typed('month') });

/** A finding's page, one of its forms as it was filled in. */
const findingAgain =
	({ context }: Pick<Asked, 'context'>, site: string | undefined, id: string | undefined, form: string) =>
	async (refused: Refusal) => {
		const params = new URLSearchParams(filterQuery(filterOf(refused.typed('from'))));
		params.set('month', refused.typed('month'));
		return site && id ? findingPage(context, site, id, params, { ...refused, form }) : undefined;
	};

/** The page of a site's scores likewise. */
const scoresAgain =
	({ context }: Pick<Asked, 'context'>, site: string | undefined, form: string) =>
	async (refused: Refusal) =>
		site ? siteScoresPage(context, site, monthIn(refused), { ...refused, form }) : undefined;

/** What people decide, sent by forms. */
export const decisions = {
	decideFinding: ({ c, context, write }) => {
		const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
		return write(
			async (sent) => (site && id ? decideFinding(context, site, id, sent) : unread),
			findingAgain({ context }, site, id, 'decide'),
		);
	},
	recheck: ({ c, context, write }) =>
		write(async (sent) => {
			const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
			return site && id ? askRecheck(context, site, id, sent) : unread;
		}),
	recheckAll: ({ c, context, write }) =>
		write(async (sent) => {
			const site = idOf(c.req.param('site'));
			return site ? askRecheck(context, site, undefined, sent) : unread;
		}),
	markRepairing: ({ c, context, write }) => {
		const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
		return write(
			async (sent) => (site && id ? markRepairing(context, site, id, sent) : unread),
			findingAgain({ context }, site, id, 'repairing'),
		);
	},
	decideVeto: ({ c, context, write }) => {
		const [site, veto] = [idOf(c.req.param('site')), idOf(c.req.param('veto'))];
		return write(
			async (sent) => (site && veto ? decideVeto(context, site, veto, sent) : unread),
			scoresAgain({ context }, site, `veto/${veto}`),
		);
	},
	enterPoints: ({ c, context, write }) => {
		const site = idOf(c.req.param('site'));
		return write(
			async (sent) => (site ? enterPoints(context, site, sent) : unread),
			scoresAgain({ context }, site, 'points'),
		);
	},
	decideMonth: ({ c, context, write }) => {
		const month = monthOf(c.req.param('month'));
		return write(
			async (sent) => (month ? decideMonth(context, month, sent) : unread),
			async (refused) =>
				month
					? reviewPage(context, new URLSearchParams({ month }), { ...refused, form: refused.typed('step') })
					: undefined,
		);
	},
} satisfies Partial<Handlers>;
