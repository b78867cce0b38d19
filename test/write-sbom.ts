/** Prints the program's bill of materials as CycloneDX: `npm run sbom`. npm lists the packages; what two of them carry is added. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

interface Component {
	readonly 'bom-ref'?: string;
	readonly type: string;
	readonly name: string;
	readonly version: string;
	readonly purl?: string;
	readonly cpe?: string;
	readonly components?: readonly Component[];
	readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Bill {
	readonly metadata: { readonly component: Component };
	readonly components: readonly Component[];
	readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** npm as it was called, or the one on the PATH. */
const npm = (args: readonly string[]) => {
	const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env;
	const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 } as const;
	return script && /npm-cli\.[cm]?js$/.test(script)
		? spawnSync(node, [script, ...args], options)
		: spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
};

/** The programs inside packages, which scanners look for by these names; a package of Chromium has its first number alone. */
const carriedBy = ({ name, version }: Component): Component[] => {
	if (/^node-(bin-)?(linux|darwin|win)-/.test(name)) {
		const cpe = `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`;
		return [{ type: 'application', name: 'node', version, purl: `pkg:generic/node@${version}`, cpe }];
	}
	if (name !== '@sparticuz/chromium') return [];
	const [major = version] = version.split('.');
	return [{ type: 'application', name: 'chromium', version: major, purl: `pkg:generic/chromium@${major}` }];
};

const withCarried = (component: Component): Component => {
	const carried = carriedBy(component);
	return carried.length > 0 ? { ...component, components: carried } : component;
};

const isForDevelopment = ({ properties = [] }: Component): boolean =>
	properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');

/** Of what runs alone. npm's own `--omit=dev` also leaves out what development needs as well, such as a dependency of both. */
const atRunTime = (bill: Bill, name: string): Bill => {
	const { metadata } = bill;
	const components = bill.components.filter((one) => !isForDevelopment(one));
	const refs = new Set([metadata.component, ...components].map((one) => one['bom-ref']));
	return {
		...bill,
		// npm calls it after its folder.
		metadata: { ...metadata, component: { ...metadata.component, name } },
		components: components.map(withCarried),
		dependencies: bill.dependencies
			.filter(({ ref }) => refs.has(ref))
			.map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
	};
};

/** By the lock file: the same on every platform, whatever is installed. */
const { status, stdout, stderr } = npm([
	'sbom',
	'--sbom-format=cyclonedx',
	'--sbom-type=application',
	'--package-lock-only',
]);
if (status === 0) {
	const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const bill = JSON.parse(stdout) as Bill; // npm's own, of the format that was asked for.
	process.stdout.write(`${JSON.stringify(atRunTime(bill, name), null, '\t')}\n`);
} else {
	process.stderr.write(`gongkai: npm sbom 没有成功（需要 npm 10 或更高版本）\n${stderr ?? ''}`);
	process.exitCode = 2;
}
