/** What docs/dependencies.md says of packages, held against the lock file and what is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const manifest = JSON.parse(read('package.json'));
/** By section, as the page has them. */
const named: Readonly<Record<string, readonly string[]>> = {
	'At run time': Object.keys(manifest.dependencies),
	'A Node that is new enough': Object.keys(manifest.optionalDependencies),
	'For development': Object.keys(manifest.devDependencies),
};

interface Locked {
	readonly version: string;
	readonly license?: string;
	readonly dev?: boolean;
	readonly integrity?: string;
	readonly hasInstallScript?: boolean;
	readonly link?: boolean;
}
/** All packages by the folder where they lie, transitive ones and those of other platforms included. */
const locked = Object.entries<Locked>(JSON.parse(read('package-lock.json')).packages).filter(
	([path]) => path !== '',
);
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? '';

/** Any of these goes with Apache-2.0. */
const permissive = new Set([
	...['Apache-2.0', 'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'],
]);
/** Fonts alone, by name. */
const fonts = new Set(['@embedpdf/fonts-sc']);
const isAllowed = (license: string | undefined, { name, dev }: { name: string; dev: boolean }): boolean =>
	(license ?? '')
		.replace(/^\((.*)\)$/, '$1')
		.split(' OR ')
		.some(
			(one) =>
				permissive.has(one) || (one === 'OFL-1.1' && fonts.has(name)) || (one === 'MPL-2.0' && dev === true),
		);

const page = read('docs/dependencies.md');
const sections = new Map(
	page
		.split(/^## /m)
		.slice(1)
		.map((section) => [section.split('\n', 1)[0] ?? '', section]),
);
interface Row {
	readonly name: string;
	readonly license: string;
	readonly reason: string;
	readonly by: string;
}
const rowsOf = (section: string): Row[] =>
	[...(sections.get(section) ?? '').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
		([, name = '', license = '', reason = '', by = '']) => ({ name, license, reason, by }),
	);

/** What an installed package says of itself; undefined where it is another platform's. */
const installed = (path: string) =>
	existsSync(join(root, path, 'package.json')) ? JSON.parse(read(`${path}/package.json`)) : undefined;

describe('docs/dependencies.md', () => {
	test.each(Object.keys(named))('has a row for each package under “%s”, and for no other', (section) => {
		const rows = rowsOf(section);
		expect(rows.map(({ name }) => name).sort()).toEqual([...(named[section] ?? [])].sort());
		for (const { name, reason, by } of rows) {
			expect(reason.trim().length, name).toBeGreaterThan(4);
			expect(by.trim().length, name).toBeGreaterThan(2);
		}
	});

	test.each(Object.keys(named))('tells the licence of each under “%s”', (section) => {
		for (const { name, license } of rowsOf(section)) {
			const [, lock] = locked.find(([path]) => path === `node_modules/${name}`) ?? [];
			expect(license, name).toBe(lock?.license);
		}
	});

	test('allows the licences that are allowed', () => {
		const [, allowed = ''] = /Allowed are ([^;]+);/.exec(sections.get('Licences') ?? '') ?? [];
		for (const license of permissive) expect(allowed).toMatch(new RegExp(`(^|\\W)${license}(,|\\s|$)`));
	});
});

describe('every package, transitive ones included', () => {
	test('is there at all', () => expect(locked.length).toBeGreaterThan(150));

	test('has a hash, so that nothing else can come in its place', () => {
		expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
	});

	test('has a licence that goes with Apache-2.0', () => {
		const wrong = locked.filter(
			([path, { license, dev = false }]) => !isAllowed(license, { name: nameOf(path), dev }),
		);
		expect(wrong.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
	});

	test('names, where it is installed, the licence that the lock file says', () => {
		const told = locked.flatMap(([path, { license }]) => {
			const own = installed(path);
			return own && own.license !== license
				? [`${path}: ${JSON.stringify(own.license)}, not ${license}`]
				: [];
		});
		expect(told).toEqual([]);
	});

	test('runs no script when it is installed, but for those that are named', () => {
		const scripted = locked.filter(([path, { hasInstallScript }]) => {
			const own = installed(path);
			const { preinstall, install, postinstall } = own?.scripts ?? {};
			const compiles = own !== undefined && existsSync(join(root, path, 'binding.gyp'));
			return hasInstallScript || preinstall || install || postinstall || compiles;
		});
		const [, list = ''] = (sections.get('Install scripts') ?? '').split('no others:');
		const told = [...list.matchAll(/^- `([^`]+)`/gm)].map(([, name = '']) => name);
		const groups = new Set(scripted.map(([path]) => nameOf(path).replace(/^(@[^/]+)\/.*/, '$1/*')));
		expect([...groups].sort()).toEqual(told.sort());
		expect(scripted.filter(([, { dev }]) => !dev)).toEqual([]);
	});
});

test.each([
	['GPL-3.0', false],
	['AGPL-3.0-only', false],
	['UNLICENSED', false],
	['', false],
	[undefined, false],
	['MPL-2.0', false],
	['MIT AND GPL-2.0', false],
	['OFL-1.1', false],
	['(MIT OR GPL-3.0)', true],
	['MIT OR Apache-2.0', true],
])('the licence %s at run time: allowed is %s', (license, allowed) =>
	expect(isAllowed(license, { name: 'some', dev: false })).toBe(allowed),
);

test('the bill of materials is CycloneDX and names all that runs, with what packages carry', {
	timeout: 180_000,
}, () => {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['test/write-sbom.ts'], {
		cwd: root,
		encoding: 'utf8',
	});
	expect(stderr.split('\n').filter((line) => line.startsWith('gongkai:'))).toEqual([]);
	expect(status).toBe(0);
	const bill = JSON.parse(stdout);
	expect(bill).toMatchObject({
		bomFormat: 'CycloneDX',
		specVersion: expect.stringMatching(/^1\.\d$/),
		serialNumber: expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/),
		metadata: { component: { type: 'application', name: manifest.name, version: manifest.version } },
	});
	interface Component {
		readonly name: string;
		readonly version: string;
		readonly purl: string;
		readonly hashes: readonly unknown[];
		readonly licenses: readonly unknown[];
		readonly components?: readonly Component[];
	}
	const components: readonly Component[] = bill.components;
	const running = locked.filter(([, { dev }]) => !dev);
	expect(components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
		[...new Set(running.map(([path, { version }]) => `${nameOf(path)}@${version}`))].sort(),
	);
	for (const name of [...(named['At run time'] ?? []), ...(named['A Node that is new enough'] ?? [])]) {
		const version = manifest.dependencies[name] ?? manifest.optionalDependencies[name];
		const found = components.find((one) => one.name === name && one.version === version);
		expect(found?.purl, name).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
		expect(found?.hashes.length, name).toBeGreaterThan(0);
		expect(found?.licenses.length, name).toBeGreaterThan(0);
	}
	const refs = new Set([bill.metadata.component, ...components].map((one) => one['bom-ref']));
	for (const { ref, dependsOn } of bill.dependencies)
		expect([ref, ...dependsOn].filter((one: string) => !refs.has(one))).toEqual([]);
	const carried = components.flatMap(({ components = [] }) => components.map(({ name }) => name));
	expect([...new Set(carried)].sort()).toEqual(['chromium', 'node']);
});
