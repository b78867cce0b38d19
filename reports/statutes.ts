import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
	builtInStatutes,
	createStatutes,
	type StatuteData,
	type Statutes,
} from '../checks/facts/statutes.ts';
import { BadFileError, problemsOf, readYaml } from './yaml.ts';

const day = z.string().refine((value) => {
	const time = Date.parse(`${value}T00:00:00Z`);
	return (
		/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
	);
}, '真实的日期，如 2026-11-15');

const versionSchema = z.strictObject({
	on: day,
	from: day.optional(),
	decree: z.string().regex(/^\d+$/, '国务院令的号数，只写数字').optional(),
});

const statuteSchema = z.strictObject({
	title: z.string().min(2),
	versions: z.array(versionSchema),
	repealed: z
		.strictObject({
			from: day.optional(),
			by: z.string().min(1).optional(),
			sure: z.enum(['certain', 'likely']),
		})
		.optional(),
	verified: z.literal(true).optional(),
});

const dataSchema = z.strictObject({ asOf: day, statutes: z.array(statuteSchema) });

/** Reads statute data, JSON or YAML; throws `BadFileError` with every line at fault. */
export const parseStatutes = (text: string, file: string): StatuteData => {
	const parsed = dataSchema.safeParse(jsonOf(text));
	const data = parsed.success ? parsed.data : slowly(text, file);
	const disorder = data.statutes.find(({ versions }) =>
		versions.some(({ on }, i) => i > 0 && on < (versions[i - 1]?.on ?? '')),
	);
	if (disorder)
		throw new BadFileError(file, [{ line: 1, message: `${disorder.title}的各版本应从旧到新排列` }]);
	return data as StatuteData;
};

const jsonOf = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined; // YAML, or a mistake whose line is to be told.
	}
};

/** By a reader that knows the lines. */
const slowly = (text: string, file: string): z.infer<typeof dataSchema> => {
	const yaml = readYaml(text, file);
	const value = yaml.value ?? {};
	const problems = problemsOf(dataSchema, yaml, value);
	if (problems.length > 0) throw new BadFileError(file, problems);
	return dataSchema.parse(value);
};

/** What comes with the program and, over it, what the file holds, where there is one. Throws `BadFileError`. */
export const loadStatutes = async (file: string | undefined): Promise<Statutes> => {
	const text = file === undefined ? undefined : await readIfThere(file);
	return file === undefined || text === undefined
		? builtInStatutes
		: createStatutes(builtInStatutes, parseStatutes(text, file));
};

const readIfThere = async (file: string): Promise<string | undefined> => {
	try {
		return await readFile(file, 'utf8');
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw new Error(`读不到法律法规数据 ${file}，请检查权限`, { cause });
	}
};
