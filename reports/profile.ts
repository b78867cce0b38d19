import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import type { Terms } from '../checks/facts/terms.ts';
import {
	countedVetoSchema,
	figure,
	indicatorSchema,
	ruleSchema,
	staleVetoSchema,
	termNoteSchema,
	termsSchema,
	words,
} from './profile-schema.ts';
import { national } from './profiles/national.ts';
import { presets } from './profiles/presets.ts';
import { BadFileError, problemsOf, readYaml } from './yaml.ts';

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
