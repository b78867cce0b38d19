import { z } from 'zod';
import { reportSchema } from '../../../reports/model.ts';
import { reportFile } from '../../pages/report.ts';
import { decisionAnswer, decisionSchema } from '../models/finding.ts';
import { count, day, month, name, text } from '../models/plain.ts';
import {
	checkSumsSchema,
	rowSchema,
	siteAnswer,
	siteMonthSchema,
	siteSchema,
	sumsSchema,
} from '../models/site.ts';
import { listOf, listQuery, monthQuery, reads } from '../route.ts';
import { siteQuery } from './months.ts';

/** The register, and one site over time. */

const knownSchema = name(
	'KnownSite',
	z.strictObject({
		site: siteSchema,
		months: z.array(month).meta({ description: 'Those with a report, oldest first.' }),
		latest: sumsSchema.optional(),
		recheck: z
			.strictObject({
				isBusy: z.boolean(),
				failure: text.optional().meta({ description: 'Why the last one could not be done.' }),
			})
			.optional()
			.meta({ description: 'Absent where nothing can be looked at again from here.' }),
	}),
);

const trendSchema = name(
	'Trend',
	z.strictObject({
		months: z.array(sumsSchema),
		checks: z.array(
			z.strictObject({ period: month, complete: z.boolean(), checks: z.array(checkSumsSchema) }),
		),
	}),
);

const probeDaySchema = z.strictObject({
	...{ day, ok: count, failed: count, wall: count, unconfirmed: count, ours: count },
	firstByteMs: z.number().optional(),
	failures: z.array(z.strictObject({ at: text, words: text })),
});

export const siteRoutes = {
	sites: reads('/sites', {
		summary: 'The sites that are audited',
		query: { ...siteQuery, sort: z.enum(['order', 'name', 'level', 'district']).default('order') },
		answer: listOf(siteSchema),
		handle: async ({ context, query, today, after, piece }) => {
			const { q, type, level, district, order, sort, limit } = query;
			const walked = await context.store.walkSites({
				...{ period: today.slice(0, 7), search: q, type, level, district, sort },
				...{ descending: order === 'desc', after, size: limit },
			});
			return { answer: piece(walked, ({ site }) => siteAnswer(site)) };
		},
	}),
	site: reads('/sites/:site', {
		summary: 'One site, and what its newest month came to',
		answer: knownSchema,
		handle: async ({ context: { store, rechecks }, params }) => {
			const site = await store.site(params.site);
			if (!site) return { problem: 'not-found' };
			const months = await store.trend(site.id);
			const latest = months.at(-1);
			const failure = rechecks?.failure(site.id);
			return {
				answer: {
					site: siteAnswer(site),
					months: months.map(({ period }) => period),
					...(latest ? { latest } : {}),
					...(rechecks
						? { recheck: { isBusy: rechecks.isBusy(site.id), ...(failure ? { failure } : {}) } }
						: {}),
				},
			};
		},
	}),
	siteMonth: reads('/sites/:site/months/:month', {
		summary: 'One site in one month: scores item by item, checks, coverage, columns and what falls due',
		answer: siteMonthSchema,
		handle: async ({ context: { store }, params, today }) => {
			const { site: id, month: period } = params;
			const site = await store.site(id);
			const found = site && (await store.siteMonth(id, period));
			if (!found) return { problem: 'not-found' };
			const { sums, scores, checks, coverage, columns, run, profile, upcoming, byCheck } = found;
			const [row] = await store.overviewRows({ period, today, sites: [id], size: 1 });
			return {
				answer: {
					...{ sums, scores, checks, coverage, columns, run, profile, byCheck },
					...(upcoming ? { upcoming } : {}),
					site: siteAnswer(site),
					state: (await store.monthState(period)).state,
					...(row?.rank === undefined ? {} : { rank: row.rank }),
					...(row?.overdue === undefined ? {} : { overdue: row.overdue }),
				},
			};
		},
	}),
	siteDecisions: reads('/sites/:site/months/:month/decisions', {
		summary: 'What people said of a month’s vetoes and points, oldest first',
		answer: z.strictObject({ items: z.array(decisionSchema) }),
		handle: async ({ context: { store }, params: { site, month: period } }) => {
			if (!(await store.site(site))) return { problem: 'not-found' };
			return { answer: { items: (await store.decisions(site, { period })).map(decisionAnswer) } };
		},
	}),
	trend: reads('/sites/:site/trend', {
		summary: 'A site’s months with their sums, and their findings by check, oldest first',
		answer: trendSchema,
		handle: async ({ context: { store }, params: { site } }) => {
			if (!(await store.site(site))) return { problem: 'not-found' };
			return { answer: { months: await store.trend(site), checks: await store.checkTrend(site) } };
		},
	}),
	availability: reads('/sites/:site/availability', {
		summary: 'How often the homepage answered, day by day',
		query: monthQuery,
		answer: z.strictObject({ month, days: z.array(probeDaySchema) }),
		handle: async ({ context: { store }, params, query, today }) => {
			const site = await store.site(params.site);
			if (!site) return { problem: 'not-found' };
			const period = query.month ?? today.slice(0, 7);
			const days = await store.probeDays(site, `${period}-01`, `${period}-31`);
			return { answer: { month: period, days } };
		},
	}),
	report: reads('/sites/:site/report', {
		summary: 'A month’s report as it was written',
		description: 'The file `report.json`; its form is also published as `docs/report.schema.json`.',
		query: { month },
		answer: name('Report', reportSchema),
		handle: async ({ context, params, query }) => {
			const bytes = await reportFile(context, params.site, query.month);
			return bytes ? { bytes } : { problem: 'not-found' };
		},
	}),
	review: reads('/review', {
		summary: 'Sites of a month with something that a person has to decide, most first',
		query: { ...monthQuery, ...listQuery },
		answer: listOf(rowSchema),
		handle: async ({ context: { store }, query, today, after, piece }) => {
			const current = today.slice(0, 7);
			const period = query.month ?? (await store.periods()).find((one) => one <= current) ?? current;
			const walked = await store.walkSites({
				...{ period, today, isAwaiting: true, sort: 'awaiting', descending: true },
				...{ after, size: query.limit },
			});
			return { answer: piece(walked, ({ site, ...row }) => ({ site: siteAnswer(site), ...row })) };
		},
	}),
} as const;
