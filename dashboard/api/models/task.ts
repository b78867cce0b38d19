import { z } from 'zod';
import type { StoredTask } from '../../../reports/store/task-model.ts';
import { taskWays } from '../../../reports/tasks.ts';
import { count, day, id, month, name, text, time } from './plain.ts';

export const severities = ['veto', 'major', 'minor'] as const;

export const taskSchema = name(
	'Task',
	z.strictObject({
		id: z.int(),
		site: id,
		siteName: text,
		period: month.meta({ description: 'Month of the audit that told it.' }),
		asOf: day,
		check: id,
		way: z.enum(taskWays),
		what: text.meta({ description: 'What to repair, a Chinese sentence.' }),
		severity: z.enum(severities),
		findings: count,
		review: count,
		standing: count.meta({ description: 'Findings of both kinds that are still to be repaired.' }),
		pages: count,
		dueOn: day.optional(),
		inspection: z.number().nullable().meta({ description: 'Points that it alone wins back.' }),
		disclosure: z.number().nullable(),
		cost: z.number().meta({ description: 'Points that it costs before any cap.' }),
		vetoes: z.array(text).meta({ description: 'Vetoes that hold, and would no more.' }),
		awaiting: z.array(text).meta({ description: 'Vetoes that await a person, and would no more.' }),
		repairing: count,
		repairingUntil: day.optional(),
		looked: z.strictObject({ open: count, unseen: count, at: time }).optional().meta({
			description: 'Second looks since that audit that found findings as they were, or could not see them.',
		}),
	}),
);

export const taskAnswer = ({ n, ...task }: StoredTask): z.infer<typeof taskSchema> => ({
	id: n,
	...task,
	vetoes: [...task.vetoes],
	awaiting: [...task.awaiting],
});
