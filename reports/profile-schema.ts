import { z } from 'zod';
import type { Terms } from '../checks/facts/terms.ts';
import { columnKinds } from '../crawler/site-config.ts';

export const figure = z.number().min(0).multipleOf(0.01, '最多两位小数的数');

export const words = z.string().min(1);

const twoSigns = z.string().regex(/^.{2}/u, '至少两个字的文本');

const dayOfYear = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, '月-日，如 03-31');

export const termsSchema = z.strictObject({
	publicationDays: z.int().min(1),
	metadataShare: z.number().min(0).max(1),
	metadataSample: z.int().min(1),
	copiedShare: z.number().min(0).max(1),
	typos: z.array(z.strictObject({ wrong: twoSigns, right: words }).readonly()).readonly(),
	interpretationDays: z.int().min(0),
	publicMarker: z.enum(['required', 'sibling']),
	publicMarkerShare: z.number().min(0).max(1),
	publicMarkerSample: z.int().min(1),
	staleAfter: z.partialRecord(
		z.enum(columnKinds),
		z.union(
			[z.strictObject({ days: z.int().min(1) }), z.strictObject({ months: z.int().min(1) })],
			'days 或 months 之一，值为正整数',
		),
	),
	interpretationScope: z.enum(['general', 'normative', 'all']),
	governmentReportDue: dayOfYear,
	departmentReportDue: dayOfYear,
	annualReportYears: z.int().min(1),
	weightyConsultationDays: z.int().min(1),
	consultationDays: z.int().min(1),
	feedbackDays: z.int().min(0),
	feedbackWithoutDecisionDays: z.int().min(1),
	websiteReportDue: dayOfYear,
	evaluationDue: dayOfYear,
	metaTagDoubt: z.number().min(0).max(1),
	metaTagShare: z.number().min(0).max(1),
	metaTagSample: z.int().min(1),
	unreachableShare: z.number().min(0.01).max(1),
	homepageStaleDays: z.int().min(1),
	unansweredMonths: z.int().min(1),
	messageMonths: z.int().min(1),
	replyDays: z.int().min(0),
	guideLacks: z.int().min(1),
	warnStaleDays: z.int().min(0),
	warnExpiryDays: z.int().min(0),
	warnReportDays: z.int().min(0),
}) satisfies z.ZodType<Terms>;

/** Where a term comes from. */
export const termNoteSchema = z.strictObject({
	/** What it says, in Chinese. */
	name: words,
	source: words,
	/** It was read in the source's own text. */
	verified: z.boolean(),
});

export const indicatorSchema = z.strictObject({
	score: z.enum(['inspection', 'disclosure']),
	/** Chinese. */
	name: words,
	/** Points, the most that its faults can cost. */
	max: figure,
	/** `verified`: the figure stands in the source. `default`: this project set it. */
	status: z.enum(['verified', 'default']),
	source: words,
});

export const ruleSchema = z.strictObject({
	/** What it is counted on; where a site has none of it, the rule observed nothing. */
	on: z.enum(['site', 'columns', 'documents']),
	/** Points a finding costs. */
	each: figure,
	/** Points instead, where the homepage itself shows the fault. */
	onHomepage: figure.optional(),
	/** Points that this check can cost in the indicator at most. */
	upTo: figure.optional(),
	/** Only columns of these kinds; rules with a condition come before those without. */
	kinds: z.array(z.enum(columnKinds)).min(1).optional(),
	/** Only columns that have none of their kind above them. */
	firstLevel: z.boolean().optional(),
	/** Only where the site has columns of these kinds was there anything to look at. */
	seenIn: z.array(z.enum(columnKinds)).min(1).optional(),
	/** Its check sees the fault, but not that all is well: without one that costs, it observed nothing. */
	onlyFaults: z.boolean().optional(),
	/** Only findings with these keys. */
	keys: z.array(words).min(1).optional(),
	source: words,
	verified: z.boolean(),
});

export const countedVetoSchema = z.strictObject({
	name: words,
	source: words,
	checks: z.array(words).min(1),
	/** Findings of its checks that make it hold. */
	atLeast: z.int().min(1),
	/** `person`: it never holds before somebody has confirmed it. */
	decidedBy: z.enum(['crawler', 'person']),
	/** `part`: without findings it is still not clear, as the checks see only part of it. */
	covers: z.enum(['whole', 'part']),
});

export const staleVetoSchema = z.strictObject({
	name: words,
	source: words,
	/** Stale columns of news, and first-level ones of notices and policies, together. */
	newsAndPolicy: z.int().min(1),
	stale: z.int().min(1),
	empty: z.int().min(1),
});

/** A whole profile, as programs read it. */
export const profileSchema = z.strictObject({
	name: words,
	title: words,
	terms: termsSchema,
	termNotes: z.record(words, termNoteSchema),
	passMark: figure,
	leastCovered: z.number().min(0).max(1),
	repairDays: z.int().min(1).max(60),
	bonusAbove: figure,
	bonusMax: figure,
	leastObserved: figure,
	indicators: z.record(words, indicatorSchema),
	vetoes: z.record(words, z.union([countedVetoSchema, staleVetoSchema])),
	points: z.record(words, z.record(words, ruleSchema)),
});
