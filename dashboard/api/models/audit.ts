import { z } from 'zod';
import type { Audit } from '../../../reports/store/audit-model.ts';
import { shanghaiTime } from '../../../reports/time.ts';
import { count, day, id, month, name, text, time } from './plain.ts';

export const auditStates = ['queued', 'running', 'done', 'failed'] as const;

export const auditSchema = name(
	'Audit',
	z.strictObject({
		id: z.int(),
		site: id,
		siteName: text,
		state: z.enum(auditStates),
		cause: z.enum(['schedule', 'asked', 'hand']),
		asOf: day,
		dueAt: time.optional(),
		queuedAt: time,
		startedAt: time.optional(),
		finishedAt: time.optional(),
		seenAt: time.optional().meta({ description: 'Last sign of life of a running one.' }),
		host: text.optional(),
		pid: z.int().optional(),
		progress: z
			.strictObject({
				phase: z.enum(['crawl', 'links', 'judge', 'pictures', 'done']),
				pages: count,
				queued: count,
				rendered: count,
				perSecond: z.number(),
				secondsLeft: z.number().optional(),
				errors: count,
				memoryBytes: z.number().optional(),
			})
			.optional(),
		error: text.optional().meta({ description: 'Why it failed, or failed before; a Chinese sentence.' }),
		tries: count,
		notBefore: time.optional(),
		askedBy: text.optional(),
		period: month.optional(),
		verdict: z.enum(['qualified', 'unqualified', 'not-assessed']).optional(),
	}),
);

const times = ['dueAt', 'queuedAt', 'startedAt', 'finishedAt', 'seenAt', 'notBefore'] as const;

/** Without what is between the store and whoever audits: the lease, and since when it is held. */
export const auditAnswer = ({ lease: _, heldSince: _since, ...audit }: Audit): Audit => ({
	...audit,
	...Object.fromEntries(
		times.flatMap((key) => (audit[key] === undefined ? [] : [[key, shanghaiTime(audit[key])]])),
	),
});
