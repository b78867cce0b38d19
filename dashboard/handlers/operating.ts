import {
	examine,
	pauseSchedule,
	releaseNotice,
	retryNotice,
	startAudits,
	stopAudit,
} from '../pages/operate.ts';
import { numberOf } from '../query.ts';
import type { Handlers } from './asked.ts';

const unread = { refused: 'unread' } as const;

/** What whoever runs the installation asks for, sent by forms. */
export const operating = {
	startAudits: ({ context, write }) => write((sent) => startAudits(context, sent)),
	stopAudit: ({ c, context, write }) =>
		write(async (sent) => {
			const id = numberOf(c.req.param('audit'));
			return id === undefined ? unread : stopAudit(context, id, sent);
		}),
	releaseNotice: ({ c, context, write }) =>
		write(async (sent) => {
			const event = numberOf(c.req.param('event'));
			return event === undefined ? unread : releaseNotice(context, event, sent);
		}),
	retryNotice: ({ c, context, write }) =>
		write(async () => {
			const notice = numberOf(c.req.param('notice'));
			return notice === undefined ? unread : retryNotice(context, notice);
		}),
	examine: ({ context, write }) => write(async () => examine(context)),
	pause: ({ context, write }) => write((sent) => pauseSchedule(context, sent)),
} satisfies Partial<Handlers>;
