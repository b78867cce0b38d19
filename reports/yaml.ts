import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type core, z } from 'zod';

type Path = readonly PropertyKey[];

/** One thing that is wrong with a file, for the person who wrote it. */
export interface Problem {
	readonly line: number;
	readonly message: string;
}

/** A configuration file was refused; `message` has one line for each problem. */
export class BadFileError extends Error {
	override readonly name = 'BadFileError';

	readonly problems: readonly Problem[];

	constructor(file: string, problems: readonly Problem[]) {
		const inOrder = problems.toSorted((a, b) => a.line - b.line);
		super(inOrder.map(({ line, message }) => `${file}:${line}：${message}`).join('\n'));
		this.problems = inOrder;
	}
}

/** A YAML text that was read, and where each of its values stands. */
export interface Yaml {
	readonly value: unknown;
	/** Line of the key at `path`, or of the nearest one above it that is written; 1 at least. */
	readonly lineOf: (path: Path) => number;
}

const syntax: Readonly<Record<string, string>> = {
	DUPLICATE_KEY: '同一层里有重复的键，应只写一次',
	TAB_AS_INDENT: '缩进用了制表符，应改用空格',
	BAD_INDENT: '缩进不对或括号没有配对，同一层的各项应左对齐',
	MULTILINE_IMPLICIT_KEY: '此处应为“键: 值”，冒号后要有空格',
	BLOCK_AS_IMPLICIT_KEY: '此处应为“键: 值”，一行里只能有一个未加引号的冒号',
	MISSING_CHAR: '缩进与上一行不一致，或缺少引号、括号、冒号',
	MULTIPLE_DOCS: '文件里有多个文档（---），应只有一个',
};

/** Reads YAML; throws `BadFileError` with the first line that is not. `file` is only what messages call it. */
export const readYaml = (text: string, file: string): Yaml => {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const [error] = document.errors; // Those after it mostly follow from it.
	if (error) {
		const message = syntax[error.code] ?? `不是正确的 YAML（${error.code}），应检查缩进、引号和冒号`;
		throw new BadFileError(file, [{ line: lines.linePos(error.pos[0]).line, message }]);
	}

	const lineOf = (path: Path): number => {
		let node: unknown = document.contents;
		let offset = 0;
		for (const step of path) {
			if (isMap(node)) {
				const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
				if (!pair) break;
				if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
				node = pair.value;
			} else if (isSeq(node)) {
				node = node.items[Number(step)];
				if (!isNode(node) || !node.range) break;
				offset = node.range[0];
			} else break;
		}
		return lines.linePos(offset).line || 1;
	};
	try {
		return { value: document.toJS({ maxAliasCount: 100 }), lineOf };
	} catch {
		throw new BadFileError(file, [{ line: 1, message: 'YAML 别名（*）用得太多或指向不存在的锚点' }]);
	}
};

const kinds: Readonly<Record<string, string>> = {
	string: '文本（纯数字要加引号）',
	number: '数字',
	int: '整数',
	boolean: 'true 或 false',
	array: '列表（每项以 - 开头）',
	object: '一组“键: 值”',
	record: '一组“键: 值”',
};

const shown = (value: unknown): string => {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const at = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | null)?.[step], value);

/** `sites[0].url` */
const spoken = (path: Path): string =>
	path.reduce<string>(
		(text, step) => text + (typeof step === 'number' ? `[${step}]` : `${text && '.'}${String(step)}`),
		'',
	);

/** The keys that a schema knows at `path`. */
const knownKeys = (schema: z.ZodType, path: Path): string[] => {
	type Node = {
		properties?: Record<string, Node>;
		items?: Node;
		additionalProperties?: Node | boolean;
		anyOf?: Node[];
	};
	let node: Node | undefined = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
	for (const step of path) {
		const next: Node | boolean | undefined =
			typeof step === 'number'
				? node?.items
				: (node?.properties?.[String(step)] ?? node?.additionalProperties);
		node = typeof next === 'object' ? (next.anyOf?.find(({ properties }) => properties) ?? next) : undefined;
	}
	return Object.keys(node?.properties ?? {});
};

const expected = (issue: core.$ZodIssue): string => {
	switch (issue.code) {
		case 'invalid_type':
			return kinds[issue.expected] ?? issue.expected;
		case 'invalid_value':
			return issue.values.map(String).join('、');
		case 'too_small':
			return issue.origin === 'string'
				? '非空文本'
				: `${issue.inclusive ? '不小于' : '大于'} ${issue.minimum} 的数`;
		case 'too_big':
			return `不大于 ${issue.maximum} 的数`;
		default:
			return issue.message;
	}
};

/** Where people write secrets, though only their places are asked for: what stands there is not repeated. */
const isSecret = (path: Path): boolean =>
	path[0] === 'notices' && path.some((step) => /^(?:url|secret|key|token|password)$/.test(String(step)));

/** What a schema finds wrong with a value, told by line; nothing where all is well. */
export const problemsOf = (schema: z.ZodType, yaml: Yaml, value: unknown = yaml.value): Problem[] => {
	const outcome = schema.safeParse(value);
	if (outcome.success) return [];
	return outcome.error.issues.flatMap((issue) => {
		const name = spoken(issue.path);
		if (issue.code === 'unrecognized_keys') {
			const known = knownKeys(schema, issue.path).join('、');
			return issue.keys.map((key) => ({
				line: yaml.lineOf([...issue.path, key]),
				message: `不认识的键 ${spoken([...issue.path, key])}，应为以下之一：${known}`,
			}));
		}
		const line = yaml.lineOf(issue.path);
		const given = at(value, issue.path);
		if (given === undefined) return { line, message: `缺少 ${name}，应为${expected(issue)}` };
		if (given === null) return { line, message: `${name || '文件'} 没有值，应为${expected(issue)}` };
		const what = isSecret(issue.path) ? '不对' : `是 ${shown(given)}`;
		return { line, message: `${name || '文件'} ${what}，应为${expected(issue)}` };
	});
};
