import { z } from 'zod';
import { describeChecks } from '../../../reports/formats/checks.ts';
import { hashOf } from '../../../reports/profile.ts';
import { national } from '../../../reports/profiles/national.ts';
import type { Context } from '../../context.ts';
import { auditAnswer, auditSchema, auditStates } from '../models/audit.ts';
import { checkSchema, ruledSchema } from '../models/check.ts';
import { heldAnswer, heldSchema, noticeAnswer, noticeSchema, noticeStates } from '../models/notice.ts';
import { id, text } from '../models/plain.ts';
import { listOf, listQuery, reads } from '../route.ts';

/** What the installation judges by, and what it does. */

const checksOf = ({ checks, profile }: Context) => describeChecks(checks, profile() ?? national);

const maxHeld = 500;

export const installationRoutes = {
	checks: reads('/checks', {
		summary: 'Every check with its points in the default profile',
		answer: z.strictObject({ items: z.array(checkSchema) }),
		handle: async ({ context }) => ({ answer: { items: checksOf(context) } }),
	}),
	check: reads('/checks/:check', {
		summary: 'One check',
		answer: checkSchema,
		handle: async ({ context, params }) => {
			const answer = checksOf(context).find((one) => one.id === params.check);
			return answer ? { answer } : { problem: 'not-found' };
		},
	}),
	profile: reads('/profile', {
		summary: 'The default profile: terms, thresholds and points, each with its source',
		answer: z.strictObject({ hash: text, profile: ruledSchema }),
		handle: async ({ context }) => {
			const profile = context.profile() ?? national;
			return { answer: { hash: hashOf(profile), profile } };
		},
	}),
	audits: reads('/audits', {
		summary: 'Audits under way, waiting and over, those that were asked for last first',
		query: { state: z.enum(auditStates).optional(), site: id.optional(), ...listQuery },
		answer: listOf(auditSchema),
		handle: async ({ context: { store }, query: { state, site, limit }, after, piece }) => {
			const walked = await store.walkAudits({
				...{ after, size: limit },
				...(state ? { states: [state] } : {}),
				...(site === undefined ? {} : { site }),
			});
			return { answer: piece(walked, auditAnswer) };
		},
	}),
	audit: reads('/audits/:audit', {
		summary: 'One audit and how far it is',
		answer: auditSchema,
		handle: async ({ context: { store }, params }) => {
			const audit = await store.audit(params.audit);
			return audit ? { answer: auditAnswer(audit) } : { problem: 'not-found' };
		},
	}),
	notices: reads('/notices', {
		act: 'notices',
		summary: 'Messages to receivers, newest first',
		query: { state: z.enum(noticeStates).optional(), ...listQuery },
		answer: listOf(noticeSchema),
		handle: async ({ context: { store }, query: { state, limit }, after, piece }) => {
			const walked = await store.walkNotices({ after, size: limit, ...(state ? { states: [state] } : {}) });
			return { answer: piece(walked, noticeAnswer) };
		},
	}),
	heldNotices: reads('/notices/held', {
		act: 'notices',
		summary: 'The last sites of which nothing was told, and why',
		answer: z.strictObject({ items: z.array(heldSchema) }),
		handle: async ({ context: { store } }) => ({
			answer: { items: (await store.heldEvents(maxHeld)).map(heldAnswer) },
		}),
	}),
} as const;
