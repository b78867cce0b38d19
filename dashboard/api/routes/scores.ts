import { z } from 'zod';
import type { Context } from '../../context.ts';
import { apiMessages } from '../../messages/api.ts';
import { month } from '../models/plain.ts';
import { siteMonthSchema } from '../models/site.ts';
import { writes } from '../route.ts';

/** What people enter into a month's scores. */

const scoresSchema = z.strictObject({ month, scores: siteMonthSchema.shape.scores });

const scoresOf = async ({ store }: Context, site: string, period: string) => {
	const found = await store.siteMonth(site, period);
	return found
		? ({ answer: { month: period, scores: found.scores } } as const)
		: ({ problem: 'not-found' } as const);
};

export const scoreRoutes = {
	decideVeto: writes('/sites/:site/vetoes/:veto/decisions', {
		act: 'decide',
		summary: 'Say whether a veto holds, or take back what was said',
		body: {
			month,
			holds: z.boolean().nullable().meta({ description: 'null: what was said is taken back.' }),
		},
		answer: scoresSchema,
		handle: async ({ context, params: { site, veto }, body, by }) => {
			const { month: period, holds, reason } = body;
			const told = await scoresOf(context, site, period);
			if ('problem' in told) return told;
			if (!told.answer.scores.inspection.vetoes.some(({ id }) => id === veto))
				return { problem: 'not-found' };
			const at = context.now().toISOString();
			await context.store.decideVeto({
				...{ site, veto, period, by, at, reason },
				...(holds === null ? {} : { holds }),
			});
			return scoresOf(context, site, period);
		},
	}),
	enterPoints: writes('/sites/:site/points', {
		act: 'decide',
		summary: 'Enter points for what no crawler can see, or take them back',
		body: {
			month,
			indicator: z.string().min(1).max(100).meta({ description: 'An indicator of the profile, or `bonus`.' }),
			points: z
				.number()
				.min(0)
				.max(999.99)
				.multipleOf(0.01, apiMessages.shapes.points)
				.nullable()
				.meta({ description: 'At most two decimals; null: what was entered is taken back.' }),
		},
		answer: scoresSchema,
		handle: async ({ context, params: { site }, body, by }) => {
			const { month: period, indicator, points, reason } = body;
			const told = await scoresOf(context, site, period);
			if ('problem' in told) return told;
			const at = context.now().toISOString();
			await context.store.enterPoints({
				...{ site, indicator, period, by, at, reason },
				...(points === null ? {} : { points }),
			});
			return scoresOf(context, site, period);
		},
	}),
} as const;
