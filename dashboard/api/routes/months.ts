import { z } from 'zod';
import { type MonthState, monthSteps } from '../../../reports/store/decision-model.ts';
import { overviewSorts, vetoFilters } from '../../../reports/store/overview-model.ts';
import { shanghaiTime } from '../../../reports/time.ts';
import type { Context } from '../../context.ts';
import { count, day, flag, month, name, search, text, time } from '../models/plain.ts';
import { monthStateSchema, rowSchema, siteAnswer } from '../models/site.ts';
import { listOf, listQuery, reads, writes } from '../route.ts';

/** Months, and all sites in one of them. */

const monthSchema = name(
	'Month',
	z.strictObject({
		month,
		state: monthStateSchema,
		until: day.optional().meta({ description: 'Last day for objections.' }),
		history: z.array(
			z.strictObject({
				step: z.enum(monthSteps),
				by: text,
				at: time,
				reason: text.optional(),
				until: day.optional(),
			}),
		),
	}),
);

export const monthAnswer = (period: string, state: MonthState) => ({
	month: period,
	...state,
	history: state.history.map((event) => ({ ...event, at: shanghaiTime(event.at) })),
});

const totalsSchema = z.strictObject({
	findings: count,
	overdue: count,
	vetoesHeld: count,
	vetoesAwaiting: count,
	disputed: count,
	review: count,
	awaitingSites: count,
	inspection: z
		.array(count)
		.meta({ description: 'Sites by tens of points: below 10, below 20, …, 90 to 100.' }),
	disclosure: z.array(count),
});

const verdicts = ['qualified', 'unqualified', 'not-assessed', 'unaudited'] as const;

const wholeSchema = name(
	'MonthTotals',
	monthSchema.extend({
		sites: count,
		verdicts: z.strictObject({
			...{ qualified: count, unqualified: count },
			...{ 'not-assessed': count, unaudited: count },
		}),
		totals: totalsSchema,
	}),
);

/** Which sites are chosen, and in which order: parameters as the overview's page has them. */
export const siteQuery = {
	q: search
		.optional()
		.meta({ description: 'Part of the name, the address, the id, the district or the maintainer.' }),
	type: z.enum(['portal', 'department']).optional(),
	level: z.enum(['province', 'city', 'county', 'township']).optional(),
	district: search.optional().meta({ description: 'Its name or how it begins.' }),
	order: z.enum(['asc', 'desc']).default('asc'),
	...listQuery,
};

const isKnown = async ({ store }: Context, period: string): Promise<boolean> =>
	(await store.periods()).includes(period);

export const monthRoutes = {
	months: reads('/months', {
		summary: 'Months with a report, newest first, and how far each is towards being frozen',
		answer: z.strictObject({ items: z.array(monthSchema) }),
		handle: async ({ context: { store } }) => {
			const periods = await store.periods();
			const items = await Promise.all(
				periods.map(async (period) => monthAnswer(period, await store.monthState(period))),
			);
			return { answer: { items } };
		},
	}),
	month: reads('/months/:month', {
		summary: 'One month with what all sites come to',
		answer: wholeSchema,
		handle: async ({ context, params: { month: period }, today }) => {
			if (!(await isKnown(context, period))) return { problem: 'not-found' };
			const { store } = context;
			const { count: sites, verdicts: told, totals } = await store.overview({ period, today, size: 1 });
			return {
				answer: {
					...monthAnswer(period, await store.monthState(period)),
					...{ sites, verdicts: told, totals },
				},
			};
		},
	}),
	monthSites: reads('/months/:month/sites', {
		summary: 'The overview: sites in one month with scores, verdict, rank and what stands',
		query: {
			...siteQuery,
			verdict: z.enum(verdicts).optional().meta({ description: '`unaudited`: no report in that month.' }),
			veto: z.enum(vetoFilters).optional(),
			overdue: flag.optional().meta({ description: '`true`: only sites with a finding that is overdue.' }),
			awaiting: flag.optional().meta({ description: '`true`: only sites with something to decide.' }),
			sort: z.enum(overviewSorts).default('order'),
		},
		answer: listOf(rowSchema),
		handle: async ({ context, params, query, today, after, piece }) => {
			if (!(await isKnown(context, params.month))) return { problem: 'not-found' };
			const { q, type, level, district, order, verdict, veto, overdue, awaiting, sort, limit } = query;
			const walked = await context.store.walkSites({
				...{ period: params.month, today, search: q, type, level, district, verdict, vetoes: veto, sort },
				...{ isOverdue: overdue === 'true', isAwaiting: awaiting === 'true', descending: order === 'desc' },
				...{ after, size: limit },
			});
			return { answer: piece(walked, ({ site, ...row }) => ({ site: siteAnswer(site), ...row })) };
		},
	}),
	decideMonth: writes('/months/:month/steps', {
		act: 'month',
		summary: 'Take a month a step towards being frozen, or back',
		description:
			'`objections` needs `until`, `reopen` needs `reason`. `freeze` needs `anyway` and `reason` while the term for objections runs, or vetoes or leads wait for a person.',
		body: { step: z.enum(monthSteps), until: day.optional(), anyway: z.boolean().optional() },
		answer: monthSchema,
		handle: async ({ context: { store, now }, params, body, by }) => {
			const { step, until, anyway, reason } = body;
			const at = now().toISOString();
			await store.decideMonth({ period: params.month, step, by, at, until, anyway, reason });
			return { answer: monthAnswer(params.month, await store.monthState(params.month)) };
		},
	}),
} as const;
