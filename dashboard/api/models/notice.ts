import { z } from 'zod';
import { occasions } from '../../../reports/notices/model.ts';
import type { StoredEvent, StoredNotice } from '../../../reports/store/notice-model.ts';
import { shanghaiTime } from '../../../reports/time.ts';
import { count, day, id, month, name, text, time } from './plain.ts';

/** Messages to receivers, and what they tell. */

const exampleSchema = z.strictObject({
	finding: id.optional(),
	check: id,
	checkName: text,
	text: text.optional(),
	page: text.optional(),
	dueOn: day.optional(),
});

const counted = <const Occasion extends string>(occasion: Occasion) =>
	z.strictObject({ occasion: z.literal(occasion), period: month, count, examples: z.array(exampleSchema) });

export const toldSchema = name(
	'Told',
	z.discriminatedUnion('occasion', [
		z.strictObject({
			occasion: z.literal('audit'),
			period: month,
			verdict: z.enum(['qualified', 'unqualified', 'not-assessed']),
			inspection: z.number().nullable(),
			certain: count,
			review: count,
			fixed: count,
		}),
		z.strictObject({ occasion: z.literal('veto'), period: month, vetoes: z.array(text) }),
		counted('regressed'),
		counted('overdue'),
		counted('upcoming'),
		z.strictObject({ occasion: z.literal('held'), reason: text }),
	]),
);

const digestSchema = z.strictObject({
	at: time,
	sites: z.array(z.strictObject({ id, name: text, told: z.array(toldSchema) })),
	siteCount: count,
	totals: z.partialRecord(z.enum(occasions), z.strictObject({ sites: count, count })),
	review: count,
	isSample: z.literal(true).optional(),
});

export const noticeStates = ['waiting', 'sent', 'failed'] as const;

export const noticeSchema = name(
	'Notice',
	z.strictObject({
		id: text.meta({ description: 'The same in every try.' }),
		receiver: text,
		createdAt: time,
		state: z.enum(noticeStates),
		tries: count,
		notBefore: time.optional(),
		endedAt: time.optional(),
		error: text.optional(),
		digest: digestSchema,
	}),
);

export const noticeAnswer = ({ n: _, createdAt, notBefore, endedAt, ...notice }: StoredNotice) => ({
	...notice,
	createdAt: shanghaiTime(createdAt),
	...(notBefore === undefined ? {} : { notBefore: shanghaiTime(notBefore) }),
	...(endedAt === undefined ? {} : { endedAt: shanghaiTime(endedAt) }),
});

export const heldSchema = name(
	'Held',
	z
		.strictObject({ site: id, at: time, told: toldSchema })
		.meta({ description: 'A site of which nothing is told, and why.' }),
);

export const heldAnswer = ({ site, at, told }: StoredEvent) => ({ site, at: shanghaiTime(at), told });
