import { z } from 'zod';
import { findingStates, reportSchema } from '../../../reports/model.ts';
import { responseSchema } from '../../../reports/proof-model.ts';
import { steps } from '../../../reports/rulings.ts';
import type { StoredDecision } from '../../../reports/store/decision-model.ts';
import { shanghaiTime } from '../../../reports/time.ts';
import { count, day, id, month, name, text, time } from './plain.ts';

/** Findings over time, and what people decide of them, as programs read them. */

const nowStates = z.enum([...findingStates, 'gone']);

export const findingSchema = name(
	'Finding',
	reportSchema.shape.findings.element
		.extend({
			site: id,
			now: nowStates.meta({
				description: 'By the last word on it: the site’s last whole audit, or a second look since.',
			}),
			recheck: z
				.strictObject({ result: z.enum(['open', 'fixed', 'gone', 'unknown']), at: time })
				.optional()
				.meta({ description: 'The last second look at it since the site’s last whole audit.' }),
		})
		.meta({ description: 'As the report of the month tells it.' }),
);

export const decisionSchema = name(
	'Decision',
	z.strictObject({
		period: month,
		about: z.enum(['finding', 'veto', 'points']),
		subject: text.meta({ description: 'The finding’s id, the veto, or the indicator.' }),
		step: z.enum([...steps, 'enter']),
		by: text,
		at: time,
		reason: text.optional(),
		until: day.optional(),
		points: z.number().optional(),
	}),
);

export const decisionAnswer = (decision: StoredDecision) => ({ ...decision, at: shanghaiTime(decision.at) });

const proofSchema = z.strictObject({ url: text, at: time, status: z.int().optional(), words: text });

export const lifeSchema = name(
	'FindingLife',
	z.strictObject({
		finding: findingSchema,
		month,
		monthState: z.enum(['draft', 'objections', 'frozen']),
		history: z
			.array(
				z.strictObject({
					period: month,
					asOf: day,
					finishedAt: time,
					complete: z.boolean(),
					state: nowStates,
					carried: z.boolean(),
				}),
			)
			.meta({ description: 'What each audit said of it, oldest first.' }),
		responses: z
			.record(text, responseSchema)
			.meta({ description: 'How the addresses answered that it rests on, by address.' }),
		rechecks: z.array(
			z.strictObject({
				at: time,
				by: text,
				result: z.enum(['open', 'fixed', 'gone', 'unknown']),
				words: text,
				proof: z.array(proofSchema),
			}),
		),
		decisions: z.array(decisionSchema),
		steps: z
			.array(z.enum(steps))
			.meta({ description: 'The steps that whoever asks may take with it as it stands.' }),
	}),
);

export const documentSchema = name(
	'Document',
	reportSchema.shape.documents.element.extend({
		findings: z
			.array(
				z.strictObject({
					id,
					check: id,
					message: text,
					severity: z.enum(['veto', 'major', 'minor']),
					certainty: z.enum(['certain', 'review']),
					now: nowStates,
				}),
			)
			.meta({ description: 'The first findings about it, as they are now.' }),
		findingCount: count.meta({ description: 'All of them when it was audited.' }),
	}),
);
