import { z } from 'zod';
import { dayIn } from '../../views/format.ts';
import { flag, id } from '../models/plain.ts';
import { severities, taskAnswer, taskSchema } from '../models/task.ts';
import { listOf, listQuery, reads } from '../route.ts';

/** What is to be repaired. */
export const workRoutes = {
	work: reads('/work', {
		summary: 'The work list: what is left to repair, those that win back most first',
		query: {
			site: id.optional(),
			severity: z.enum(severities).optional(),
			overdue: flag.optional(),
			...listQuery,
		},
		answer: listOf(taskSchema),
		handle: async ({ context, query: { site, severity, overdue, limit }, after, piece }) => {
			const walked = await context.store.walkTasks({
				...{ after, size: limit },
				...(site === undefined ? {} : { sites: [site] }),
				...(severity ? { severity } : {}),
				...(overdue === 'true' ? { overdueOn: dayIn(context.now()) } : {}),
			});
			return { answer: piece(walked, taskAnswer) };
		},
	}),
} as const;
