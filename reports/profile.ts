import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import type { Terms } from '../checks/facts/terms.ts';
import { columnKinds } from '../crawler/site-config.ts';
import { national } from './profiles/national.ts';
import { presets } from './profiles/presets.ts';
import { BadFileError, problemsOf, readYaml } from './yaml.ts';

const figure = z.number().min(0).multipleOf(0.01, '最多两位小数的数');
const words = z.string().min(1);
const twoSigns = z.string().regex(/^.{2}/u, '至少两个字的文本');
const dayOfYear = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, '月-日，如 03-31');

const termsSchema = z.strictObject({
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
const termNoteSchema = z.strictObject({
	/** What it says, in Chinese. */
	name: words,
	source: words,
	/** It was read in the source's own text. */
	verified: z.boolean(),
});

const indicatorSchema = z.strictObject({
	score: z.enum(['inspection', 'disclosure']),
	/** Chinese. */
	name: words,
	/** Points, the most that its faults can cost. */
	max: figure,
	/** `verified`: the figure stands in the source. `default`: this project set it. */
	status: z.enum(['verified', 'default']),
	source: words,
});

const ruleSchema = z.strictObject({
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

const countedVetoSchema = z.strictObject({
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

const staleVetoSchema = z.strictObject({
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

/** Exactly the keys of the national profile: a file changes values, it does not invent indicators. */
const sameKeys = <Schema extends z.ZodType>(keys: object, schema: (key: string) => Schema) =>
	z.strictObject(Object.fromEntries(Object.keys(keys).map((key) => [key, schema(key).optional()])));

const rulesSchema = <Rule extends z.ZodType>(rule: Rule) => sameKeys(national.indicators, () => rule);

const vetoSchema = (id: string) => (id === 'veto-stale-columns' ? staleVetoSchema : countedVetoSchema);

/** What a YAML file may say: any of the national profile's values. */
const overrideSchema = z.strictObject({
	extends: z.enum(['national', ...Object.keys(presets)]).optional(),
	name: words.optional(),
	title: words.optional(),
	terms: termsSchema.partial().optional(),
	termNotes: sameKeys(national.termNotes, () => termNoteSchema.partial()).optional(),
	passMark: figure.optional(),
	leastCovered: z.number().min(0).max(1).optional(),
	repairDays: z.int().min(1).max(60).optional(),
	bonusAbove: figure.optional(),
	bonusMax: figure.optional(),
	leastObserved: figure.optional(),
	indicators: sameKeys(national.indicators, () => indicatorSchema.omit({ score: true }).partial()).optional(),
	vetoes: sameKeys(national.vetoes, (id) => vetoSchema(id).partial()).optional(),
	points: sameKeys(national.points, () => rulesSchema(ruleSchema.partial())).optional(),
});
type Override = z.infer<typeof overrideSchema>;

const completeSchema = overrideSchema.extend({
	points: sameKeys(national.points, () => rulesSchema(ruleSchema)),
});

export type TermNote = z.infer<typeof termNoteSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type PointRule = z.infer<typeof ruleSchema>;
export type CountedVeto = z.infer<typeof countedVetoSchema>;
export type StaleVeto = z.infer<typeof staleVetoSchema>;

/** Terms, thresholds and points: what differs by place, as data. */
export interface Profile {
	readonly name: string;
	/** Chinese. */
	readonly title: string;
	readonly terms: Terms;
	/** Of each term, what it is and where its value comes from; windows by kind: `staleAfter.news`. */
	readonly termNotes: Readonly<Record<string, Readonly<TermNote>>>;
	/** A portal with fewer points is unqualified. */
	readonly passMark: number;
	/** Share of the known pages that a crawl cut short must have seen before its columns count as seen. */
	readonly leastCovered: number;
	/** Working days in which a finding is to be repaired; no national text sets them. */
	readonly repairDays: number;
	/** 加分 counts for a portal with more points than this, */
	readonly bonusAbove: number;
	/** and so many of them at most. */
	readonly bonusMax: number;
	/** Points of 100 that must have been observed before the number means anything. */
	readonly leastObserved: number;
	readonly indicators: Readonly<Record<string, Readonly<Indicator>>>;
	/** All six, in the order of the national text. */
	readonly vetoes: Readonly<Record<string, Readonly<CountedVeto> | Readonly<StaleVeto>>>;
	/** By check, then by indicator. A finding costs by the first rule that fits, once in each score. */
	readonly points: Readonly<Record<string, Readonly<Record<string, Readonly<PointRule>>>>>;
}

/** A value merged over another: records by key, everything else replaced. */
const merged = (under: unknown, over: unknown): unknown => {
	if (over === undefined) return under;
	const isRecord = (value: unknown): value is Record<string, unknown> =>
		typeof value === 'object' && value !== null && !Array.isArray(value);
	if (!isRecord(under) || !isRecord(over)) return over;
	const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
	return Object.fromEntries([...keys].map((key) => [key, merged(under[key], over[key])]));
};

type Groups = Record<string, Record<string, object | undefined> | undefined>;

/** A changed figure rests on the file that changed it, unless that names its own source. */
const withSources = (override: Override, source: string): Override => {
	const marked = (values: object, mark: object): object => ({ source, ...mark, ...values });
	const points = Object.entries((override.points ?? {}) as Groups).map(([check, rules]) => [
		check,
		Object.fromEntries(
			Object.entries(rules ?? {}).map(([id, rule]) => [id, marked(rule ?? {}, { verified: false })]),
		),
	]);
	const indicators = Object.entries(override.indicators ?? {}).map(([id, values]) => [
		id,
		marked(values ?? {}, { status: 'default' }),
	]);
	const changed = Object.entries(override.terms ?? {}).flatMap(([term, value]) =>
		term === 'staleAfter' ? Object.keys(value as object).map((kind) => `${term}.${kind}`) : [term],
	);
	const notes = [...new Set([...changed, ...Object.keys(override.termNotes ?? {})])].map((term) => [
		term,
		marked(override.termNotes?.[term] ?? {}, { verified: false }),
	]);
	return {
		...override,
		points: Object.fromEntries(points),
		indicators: Object.fromEntries(indicators),
		termNotes: Object.fromEntries(notes),
	};
};

/** One profile's values over another's. */
const overlay = (base: Profile, override: Omit<Override, 'extends'>, name: string): Profile => {
	const named = merged(base, { title: name, ...override, name: override.name ?? name }) as Profile;
	// A window is replaced whole: days over months would leave both.
	const staleAfter = { ...base.terms.staleAfter, ...override.terms?.staleAfter };
	return { ...named, terms: { ...named.terms, staleAfter } };
};

const builtIn: Readonly<Record<string, Profile>> = {
	national,
	...Object.fromEntries(
		Object.entries(presets).map(([name, preset]) => [name, overlay(national, preset, name)]),
	),
};

/** Reads a profile that overrides a built-in one, by default the national; throws `BadFileError` with every line at fault. */
export const parseProfile = (text: string, file: string): Profile => {
	const yaml = readYaml(text, file);
	const value = yaml.value ?? {};
	const problems = problemsOf(overrideSchema, yaml, value);
	if (problems.length > 0) throw new BadFileError(file, problems);

	const { extends: base = 'national', ...override } = withSources(
		overrideSchema.parse(value),
		basename(file),
	);
	const whole = overlay(builtIn[base] ?? national, override, basename(file, extname(file)));
	const points = problemsOf(completeSchema, yaml, { points: whole.points });
	if (points.length > 0) throw new BadFileError(file, points);
	return whole;
};

/** The national profile, and what single places demand beyond it. */
export const builtInProfiles: readonly Profile[] = Object.values(builtIn);

/** The built-in profile that has this hash, in this version; undefined where none has. */
export const builtInProfile = (hash: string): Profile | undefined =>
	Object.values(builtIn).find((profile) => hashOf(profile) === hash);

/** A built-in profile by its name, or a YAML file by its path. Throws a Chinese message where neither is there. */
export const loadProfile = async (nameOrPath: string): Promise<Profile> => {
	const known = builtIn[nameOrPath];
	if (known) return known;
	let text: string;
	try {
		text = await readFile(nameOrPath, 'utf8');
	} catch (cause) {
		const names = Object.keys(builtIn).join('、');
		throw new Error(`找不到评分方案 ${nameOrPath}，应为内置方案（${names}）或一个 YAML 文件的路径`, {
			cause,
		});
	}
	return parseProfile(text, nameOrPath);
};

/** The same value whatever the order of its keys. */
const canonical = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(canonical);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.map(([key, inner]) => [key, canonical(inner)] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1));
};

/** Twelve hex digits that change with any value of the profile. */
export const hashOf = (profile: Profile): string =>
	createHash('sha256')
		.update(JSON.stringify(canonical(profile)))
		.digest('hex')
		.slice(0, 12);
