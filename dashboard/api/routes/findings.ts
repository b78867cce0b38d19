import { z } from 'zod';
import { findingStates } from '../../../reports/model.ts';
import { standingBy, stepsFor } from '../../../reports/rulings.ts';
import { mayTake } from '../../access.ts';
import type { Context } from '../../context.ts';
import { apiMessages } from '../../messages/api.ts';
import { dayIn } from '../../views/format.ts';
import { decisionAnswer, documentSchema, findingSchema, lifeSchema } from '../models/finding.ts';
import { count, day, flag, id, month, name, search } from '../models/plain.ts';
import { listOf, listQuery, monthQuery, reads, writes } from '../route.ts';

/** A site's findings and documents, and how they changed. */

const lifeOf = async ({ store, reader, now }: Context, site: string, finding: string, period?: string) => {
	const life = await store.finding(site, finding, period);
	if (!life) return undefined;
	const decisions = await store.decisions(site, { finding });
	const standing = standingBy(life.finding, decisions, { period: life.period, today: dayIn(now()) });
	return {
		...{ finding: life.finding, month: life.period, history: life.history },
		...{ responses: life.responses, rechecks: life.rechecks },
		monthState: (await store.monthState(life.period)).state,
		decisions: decisions.map(decisionAnswer),
		steps: stepsFor(standing).filter((step) => mayTake(reader, step, { site, decisions })),
	};
};

const changesSchema = z.strictObject({
	...{ check: id, new: count, regressed: count, open: count, fixed: count, waived: count, gone: count },
});

export const findingRoutes = {
	findings: reads('/sites/:site/findings', {
		summary: 'A site’s findings in a month, in the order in which they became known',
		query: {
			...monthQuery,
			check: id.optional(),
			state: z.enum(findingStates).optional(),
			severity: z.enum(['veto', 'major', 'minor']).optional(),
			certainty: z.enum(['certain', 'review']).optional(),
			awaiting: flag.optional().meta({ description: '`true`: only what a person has to decide.' }),
			q: search.optional().meta({ description: 'Part of the message or of the subject’s address.' }),
			...listQuery,
		},
		answer: listOf(findingSchema).extend({ month: month.optional() }),
		handle: async ({ context: { store }, params, query, after, piece }) => {
			if (!(await store.site(params.site))) return { problem: 'not-found' };
			const period = query.month ?? (await store.trend(params.site)).at(-1)?.period;
			if (period === undefined) return { answer: { items: [] } };
			const { check, state, severity, certainty, awaiting, q, limit } = query;
			const walked = await store.walkFindings({
				...{ site: params.site, period, check, state, severity, certainty, search: q },
				...{ isAwaiting: awaiting === 'true', after, size: limit },
			});
			return { answer: { month: period, ...piece(walked, (finding) => finding) } };
		},
	}),
	finding: reads('/sites/:site/findings/:finding', {
		summary: 'One finding with its evidence, its history and what people decided',
		query: {
			month: month.optional().meta({ description: 'As that month tells it; default: as the latest does.' }),
		},
		answer: lifeSchema,
		handle: async ({ context, params, query }) => {
			const answer = await lifeOf(context, params.site, params.finding, query.month);
			return answer ? { answer } : { problem: 'not-found' };
		},
	}),
	decideFinding: writes('/sites/:site/findings/:finding/decisions', {
		act: 'dispute',
		summary: 'Take a step with a finding: a maintainer may dispute and take that back, an officer decides',
		description: '`steps` of the finding names those that can be taken now. `waive` needs `until`.',
		body: {
			month,
			step: lifeSchema.shape.steps.element,
			until: day.optional().meta({ description: 'Of a waiver: its last day.' }),
		},
		answer: lifeSchema,
		handle: async ({ context, params: { site, finding }, body, by }) => {
			const { month: period, step, until, reason } = body;
			const decisions = await context.store.decisions(site, { finding });
			if (!mayTake(context.reader, step, { site, decisions })) return { problem: 'forbidden' };
			if (!(await context.store.finding(site, finding, period))) return { problem: 'not-found' };
			const at = context.now().toISOString();
			await context.store.decideFinding({ site, finding, period, step, by, at, until, reason });
			const answer = await lifeOf(context, site, finding, period);
			return answer ? { answer } : { problem: 'not-found' };
		},
	}),
	recheck: writes('/sites/:site/findings/:finding/rechecks', {
		act: 'recheck',
		status: 202,
		summary: 'Have one finding looked at again; what comes of it is in its `rechecks`',
		body: {},
		answer: z.strictObject({ isBusy: z.literal(true) }),
		handle: async ({ context, params: { site, finding }, by }) =>
			(await context.store.finding(site, finding))
				? askRecheck(context, { site, by, findings: [finding] })
				: { problem: 'not-found' },
	}),
	recheckAll: writes('/sites/:site/rechecks', {
		act: 'recheck',
		status: 202,
		summary: 'Have all of a site’s findings that stand looked at again',
		body: {},
		answer: z.strictObject({ isBusy: z.literal(true) }),
		handle: async ({ context, params: { site }, by }) =>
			(await context.store.site(site)) ? askRecheck(context, { site, by }) : { problem: 'not-found' },
	}),
	documents: reads('/sites/:site/documents', {
		summary: 'The documents that the site’s last whole audit read, newest first',
		query: {
			q: search.optional().meta({
				description: 'Part of the title or of the document number; several words must all be there.',
			}),
			role: z.enum(['policy', 'interpretation']).optional(),
			validity: documentSchema.shape.validity.optional(),
			findings: flag.optional().meta({ description: '`true`: only those that findings stood about.' }),
			...listQuery,
		},
		answer: name(
			'Documents',
			listOf(documentSchema).extend({
				month: month.optional(),
				asOf: day.optional(),
				complete: z.boolean().optional(),
			}),
		),
		handle: async ({ context: { store }, params: { site }, query, after, piece }) => {
			if (!(await store.site(site))) return { problem: 'not-found' };
			const { q, role, validity, findings, limit } = query;
			const walked = await store.walkDocuments({
				...{ site, search: q, role, validity, hasFindings: findings === 'true', after, size: limit },
			});
			if (!walked) return { answer: { items: [] } };
			if (walked.isOutdated) return { problem: 'cursor-outdated' };
			const { period, asOf, complete } = walked;
			return { answer: { month: period, asOf, complete, ...piece(walked, (document) => document) } };
		},
	}),
	comparison: reads('/sites/:site/comparison', {
		summary: 'What became of findings between two months, by check',
		query: { from: month, to: month },
		answer: name('Comparison', z.strictObject({ from: month, to: month, checks: z.array(changesSchema) })),
		handle: async ({ context: { store }, params: { site }, query: { from, to } }) => {
			const checks = await store.comparison({ site, before: from, after: to });
			return checks ? { answer: { from, to, checks } } : { problem: 'not-found' };
		},
	}),
} as const;

const askRecheck = async (
	{ rechecks }: Context,
	asked: { readonly site: string; readonly by: string; readonly findings?: readonly string[] },
) => {
	if (!rechecks) return { problem: 'refused', detail: apiMessages.noRechecks } as const;
	if (asked.by === '') return { problem: 'refused', detail: apiMessages.nobody } as const;
	const refusal = await rechecks.ask(asked);
	return refusal
		? ({ problem: 'refused', detail: refusal } as const)
		: ({ answer: { isBusy: true } } as const);
};
