import {
	askRecheck,
	decideFinding,
	decideMonth,
	decideVeto,
	enterPoints,
	markRepairing,
} from '../pages/decide.ts';
import { idOf, monthOf } from '../query.ts';
import type { Handlers } from './asked.ts';

const unread = { refused: 'unread' } as const;

/** What people decide, sent by forms. */
export const decisions = {
	decideFinding: ({ c, context, write }) =>
		write(async (sent) => {
			const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
			return site && id ? decideFinding(context, site, id, sent) : unread;
		}),
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
	markRepairing: ({ c, context, write }) =>
		write(async (sent) => {
			const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
			return site && id ? markRepairing(context, site, id, sent) : unread;
		}),
	decideVeto: ({ c, context, write }) =>
		write(async (sent) => {
			const [site, veto] = [idOf(c.req.param('site')), idOf(c.req.param('veto'))];
			return site && veto ? decideVeto(context, site, veto, sent) : unread;
		}),
	enterPoints: ({ c, context, write }) =>
		write(async (sent) => {
			const site = idOf(c.req.param('site'));
			return site ? enterPoints(context, site, sent) : unread;
		}),
	decideMonth: ({ c, context, write }) =>
		write(async (sent) => {
			const month = monthOf(c.req.param('month'));
			return month ? decideMonth(context, month, sent) : unread;
		}),
} satisfies Partial<Handlers>;
