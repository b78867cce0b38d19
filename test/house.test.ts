/** What the house promises of itself: who imports whom, what is named after what, what is documented. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const layers = ['crawler', 'checks', 'reports', 'dashboard'];
/** Beside the root files, and above all layers. */
const above = ['commands'];
const sources = globSync(['*.ts', '{crawler,checks,reports,dashboard,commands,bench,test}/**/*.ts'], {
	cwd: root,
	exclude: (path) => path.includes('node_modules'),
})
	.map((path) => path.replaceAll('\\', '/'))
	.sort();
const product = sources.filter((path) => !/^(test|bench)\/|^vitest\.config\.ts$/.test(path));
const rules = globSync('checks/rules/*.ts', { cwd: root }).map((path) => basename(path, '.ts'));
const readmes = ['README.md', 'README.zh-CN.md'];

const importsOf = (path: string): string[] =>
	[...read(path).matchAll(/^\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm)].map(
		(match) => match[1] ?? match[2] ?? '',
	);

/** Imports of the project's own files, as paths from its root. */
const ownImports = (path: string): string[] =>
	importsOf(path)
		.filter((target) => target.startsWith('.'))
		.map((target) => normalize(join(dirname(path), target)).replaceAll('\\', '/'));

const layerOf = (path: string): number => layers.indexOf(path.split('/')[0] ?? '');

/** Every pair of a file and what is wrong with it; empty where the promise is kept. */
const offences = (paths: readonly string[], wrong: (path: string) => readonly string[]): string[] =>
	paths.flatMap((path) => wrong(path).map((what) => `${path}: ${what}`));

describe('imports', () => {
	test('point from a layer to itself and the ones below: crawler ← checks ← reports ← dashboard', () => {
		const layered = product.filter((path) => layerOf(path) >= 0);
		expect(
			offences(layered, (path) => ownImports(path).filter((target) => layerOf(target) > layerOf(path))),
		).toEqual([]);
	});

	test('of root files and commands come from these only', () => {
		const layered = product.filter((path) => layerOf(path) >= 0);
		const isAbove = (target: string): boolean =>
			!target.includes('/') || above.includes(target.split('/')[0] ?? '');
		expect(offences(layered, (path) => ownImports(path).filter(isAbove))).toEqual([]);
	});

	test('know every folder of the product', () => {
		const folders = new Set(product.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
		expect([...folders].sort()).toEqual([...layers, ...above].sort());
	});

	test('never lead from the product into tests or benchmarks', () => {
		expect(
			offences(product, (path) => ownImports(path).filter((target) => /^(test|bench)\//.test(target))),
		).toEqual([]);
	});

	test('of the crawler by checks and the dashboard are its nouns only', () => {
		const judging = product.filter((path) => /^(checks|dashboard)\//.test(path));
		expect(
			offences(judging, (path) =>
				ownImports(path).filter((target) => layerOf(target) === 0 && target !== 'crawler/model.ts'),
			),
		).toEqual([]);
	});

	test('of a rule are check.ts and facts, no package and no node:', () => {
		const paths = rules.map((id) => `checks/rules/${id}.ts`);
		expect(
			offences(paths, (path) =>
				importsOf(path).filter((target) => !/^\.\.\/(check\.ts|facts\/[^/]+\.ts)$/.test(target)),
			),
		).toEqual([]);
	});
});

describe('a check', () => {
	test('is there at all', () => {
		expect(rules.length).toBeGreaterThan(0);
	});

	test.each(rules)('%s has its id, its test and its line in both READMEs', async (id) => {
		const { default: check } = await import(`../checks/rules/${id}.ts`);
		expect(check.id).toBe(id);
		expect(existsSync(join(root, `test/checks/${id}.test.ts`)), `test/checks/${id}.test.ts`).toBe(true);
		for (const readme of readmes) {
			const [line = ''] = new RegExp(`^\\| \`${id}\` \\|.*`, 'm').exec(read(readme)) ?? [];
			for (const number of check.basis.match(/国[^（）]*〔\d{4}〕\d+号/g) ?? [])
				expect(line, readme).toContain(number);
			expect(line, readme).toContain(readme === 'README.md' ? id : `${check.name}：`);
		}
	});
});

describe('a key that a report may lack', () => {
	const model = read('reports/model.ts') + read('reports/proof-model.ts');
	const keys = [...model.matchAll(/^\t+(\w+): .*\.optional\(\)/gm)].map(([, key]) => key);

	test('is there at all', () => {
		expect(keys).toEqual(expect.arrayContaining(['dueOn', 'hosts', 'marks']));
	});

	test.each(keys)('`%s` is explained in both READMEs', (key) => {
		for (const readme of readmes)
			expect(read(readme), readme).toMatch(new RegExp(`^\\| \`.*[.…]${key}\`.* \\|`, 'm'));
	});
});

describe('a setting', () => {
	const source = read('config.ts');
	const schemas =
		source.slice(source.indexOf('const siteSchema'), source.indexOf('type Parsed')) +
		read('reports/notices/settings.ts');
	const keys = [
		...new Set(
			schemas
				.matchAll(
					/^\t+(\w+): (?:z\b|text|cron|webAddress|siteId|mailAddress|secretSource|smtpSchema|noticesSchema)/gm,
				)
				.map(([, key]) => key),
		),
	];

	test('is there at all', () => {
		expect(keys).toEqual(expect.arrayContaining(['requestsPerSecond', 'everyMinutes', 'token']));
	});

	test.each(keys)('`%s` is explained in both READMEs', (key) => {
		for (const readme of readmes)
			expect(read(readme), readme).toMatch(new RegExp(`^\\|.*\`[\\w.[\\]]*\\b${key}\\b.*\`.* \\|`, 'm'));
	});
});

describe('files', () => {
	test('are named in kebab-case', () => {
		const odd = sources.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(basename(path)));
		expect(odd).toEqual([]);
	});

	test('export by name, but for the ones that a folder scan loads', () => {
		const named = product.filter((path) => !path.startsWith('checks/rules/'));
		expect(named.filter((path) => /^export default\b/m.test(read(path)))).toEqual([]);
	});

	test('read the environment in environment.ts alone; cli.ts hands it over', () => {
		const readers = product.filter((path) => /process\.env\b/.test(read(path)));
		expect(readers.filter((path) => !['environment.ts', 'cli.ts'].includes(path))).toEqual([]);
	});

	test('of checks ask no clock and touch no file', () => {
		const judging = product.filter((path) => /^checks\/(rules|facts)\//.test(path));
		expect(
			judging.filter((path) => /\bDate\.now\(|\bnew Date\(\)|from 'node:(fs|net|http)/.test(read(path))),
		).toEqual([]);
	});
});

describe('words of the dashboard', () => {
	/** What stands in the code, comments left out. */
	const code = (path: string): string => read(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '');

	test('stand in its catalogue, dashboard/messages, and nowhere else', () => {
		const spoken = product.filter(
			(path) =>
				path.startsWith('dashboard/') &&
				!path.startsWith('dashboard/messages/') &&
				/[\p{Script=Han}，。：；（）“”]/u.test(code(path)),
		);
		expect(spoken).toEqual([]);
	});
});

describe('the package', () => {
	const manifest = JSON.parse(read('package.json'));
	/** The benchmarks' own has what they compare with. */
	const packages = ['', 'bench/'];

	test.each(packages)('%s names no registry in its lock file', (folder) => {
		expect(read(`${folder}package-lock.json`)).not.toContain('"resolved"');
	});

	test('asks for nothing that only benchmarks need', () => {
		const peers = Object.keys(JSON.parse(read('bench/package.json')).dependencies);
		const all = Object.keys(JSON.parse(read('package-lock.json')).packages);
		expect(peers.filter((name) => name.startsWith('@crawlee/'))).not.toEqual([]);
		expect(all.filter((path) => path.includes('crawlee'))).toEqual([]);
	});

	test('has its benchmarks drive the same browser library as the program', () => {
		const { playwright } = JSON.parse(read('bench/package.json')).dependencies;
		expect(playwright).toBe(manifest.dependencies.playwright);
	});

	test.each(packages)('%s pins what it depends on', (folder) => {
		const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(`${folder}package.json`));
		const ranges = Object.values<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
		expect(ranges.filter((range) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
	});

	test.each(Object.keys(manifest.scripts).filter((name) => name !== 'prepack'))(
		'says in its README what `%s` does',
		(name) => {
			const command = name === 'test' ? 'npm test' : `npm run (--silent )?${name}`;
			for (const readme of readmes) expect(read(readme), readme).toMatch(new RegExp(command));
		},
	);
});
