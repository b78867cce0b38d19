/**
 * What every npm script goes through: installs what is missing, then runs the task under a Node that is new enough.
 * Plain JavaScript without dependencies: on a fresh clone nothing else is there, and Node may be 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledNode, isNewEnough, noNodeMessage, run } from './bin/node.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const at = (...parts) => join(root, ...parts);
const stampFile = at('node_modules', '.gongkai-setup');
const say = (text) => process.stderr.write(`${text}\n`);

/** Where the person called from: npm changes into the package's folder and leaves the old one here. */
const calledFrom = process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? root) : process.cwd();

const biome = 'node_modules/@biomejs/biome/bin/biome';
const tsc = 'node_modules/typescript/bin/tsc';
const vitest = 'node_modules/vitest/vitest.mjs';

/** A task is a list of steps, run one after the other: `[label, script, ...arguments]`, or `[label, function]`. */
const tasks = {
	setup: () => [],
	demo: (args) => [['示例审计', 'test/demo.ts', ...args]],
	gongkai: (args) => [['gongkai', 'cli.ts', ...args]],
	audit: (args) => [['gongkai', 'cli.ts', 'audit', ...args]],
	accuracy: (args) => [['识别准确率', 'test/accuracy.ts', ...args]],
	docs: (args) => [['检查项说明', 'test/write-docs.ts', ...args]],
	sbom: (args) => [['组件清单', 'test/write-sbom.ts', ...args]],
	bench: (args) => [['性能测试', 'bench/bench.ts', ...args]],
	soak: (args) => [['长期运行', 'bench/soak.ts', ...args]],
	format: (args) => [['格式', biome, 'check', '--write', ...args]],
	build: () => [
		['清理', () => rmSync(at('dist'), { recursive: true, force: true })],
		['编译', tsc, '-p', 'tsconfig.build.json'],
		['资源文件', copyAssets],
	],
	test: (args) =>
		args.length > 0
			? [['测试', vitest, 'run', ...args]]
			: [
					['格式与规范', biome, 'check'],
					['类型', tsc],
					['测试', vitest, 'run'],
				],
	'test:long': (args) => [
		[
			'长测试',
			vitest,
			'run',
			'test/country.test.ts',
			'test/again.test.ts',
			'test/months.test.ts',
			'test/crawler/fuzz.test.ts',
			'test/mutations.test.ts',
			'test/reports/on-postgres.test.ts',
			'test/reports/contention.test.ts',
			'test/crawler/last-word.test.ts',
			'test/crawler/unknown.test.ts',
			'test/crawler/browser/render-limits.test.ts',
			'test/crawler/browser/browser-pool.test.ts',
			'test/commands/serve-notices.test.ts',
			'test/commands/worker.test.ts',
			'test/commands/migrate.test.ts',
			'test/crawler/browser/find.test.ts',
			'test/crawler/browser/running.test.ts',
			'test/dashboard/roles.test.ts',
			'test/deploy.test.ts',
			'test/bench/soak.test.ts',
			'test/faults/',
			'test/hostile/',
			...args,
		],
		['长测试：中断', vitest, 'run', 'test/commands/serve-kill.test.ts', ...args],
	],
};
/** How long the long tests are, unless the environment says otherwise: seeds of each town, mutated pages, faults put in for each check, killed processes, tests done once more on PostgreSQL, rounds of what a hostile web does. */
const long = {
	GONGKAI_SEEDS: '10',
	GONGKAI_FUZZ: '20000',
	GONGKAI_MUTATIONS: '1000',
	GONGKAI_KILLS: '20',
	GONGKAI_ROUNDS: '100',
	GONGKAI_POSTGRES: 'all',
};
/** These read paths that a person typed, so they run in the folder where that was. */
const fromCaller = new Set(['gongkai', 'audit']);
/** These print only what the program itself prints. */
const quiet = new Set(['gongkai', 'audit', 'demo', 'accuracy', 'docs', 'sbom', 'bench', 'soak']);

class SetupError extends Error {}

const lockHash = () =>
	createHash('sha256')
		.update(`${process.platform}-${process.arch}\n`)
		.update(readFileSync(at('package-lock.json')))
		.digest('hex');

const stamp = () => {
	try {
		return readFileSync(stampFile, 'utf8');
	} catch {
		return undefined;
	}
};

/** Whether npm itself noted the same packages in node_modules: then somebody ran `npm ci` already. */
const isInstalled = () => {
	try {
		const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
		const present = JSON.parse(readFileSync(at('node_modules', '.package-lock.json'), 'utf8')).packages;
		return Object.entries(wanted).every(([path, { integrity, optional }]) => {
			if (path === '') return true;
			return present[path]
				? present[path].integrity === integrity && existsSync(at(path))
				: optional === true;
		});
	} catch {
		return false;
	}
};

const isAlive = (pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A lock whose owners are gone, or gave no sign of life for a quarter of an hour (their numbers are others' by then), is nobody's. */
const isAbandoned = (file) => {
	try {
		const owners = readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number);
		const silentMs = Date.now() - statSync(file).mtimeMs;
		// An owner that was killed may have left its npm at work, which gives no sign of life but its own.
		if (owners.length > 0) return !owners.some(isAlive) || silentMs > 900_000;
		return silentMs > 5000;
	} catch {
		return false; // Released at this moment.
	}
};

/** Runs `work` while no other process of this checkout does; `work` is given a function that names a further process at work. */
const alone = async (work) => {
	const file = at('.cache', 'setup.lock');
	mkdirSync(dirname(file), { recursive: true });
	for (let told = false; ; ) {
		try {
			writeFileSync(file, String(process.pid), { flag: 'wx' });
			await pause(20); // Two that found the same abandoned lock: the later one has removed ours by now.
			if (readFileSync(file, 'utf8') === String(process.pid)) break;
		} catch (error) {
			if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
		}
		if (isAbandoned(file)) rmSync(file, { force: true });
		else if (!told) {
			told = true;
			say('另一个进程正在安装依赖，等它完成…');
		}
		await pause(200);
	}
	const sign = setInterval(() => utimesSync(file, new Date(), new Date()), 5000);
	try {
		return await work((pid) => writeFileSync(file, `${process.pid} ${pid}`));
	} finally {
		clearInterval(sign);
		rmSync(file, { force: true });
	}
};

/** npm as it was called, or the one on the PATH. */
const npmCommand = () => {
	const script = process.env.npm_execpath;
	if (script && /npm-cli\.[cm]?js$/.test(script))
		return [process.env.npm_node_execpath ?? process.execPath, [script]];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
};

const causes = [
	[/ENOSPC/, '磁盘空间不足（安装约需 600 MB）'],
	[/EACCES|EPERM|EROFS/, '没有写入权限，请检查本文件夹的所有者'],
	[/EUSAGE|can only install packages when/, 'package-lock.json 与 package.json 不一致'],
	[/EINTEGRITY/, '下载的软件包校验不符，请运行 npm cache clean --force 后重试'],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|npm error network/,
		'连不上 npm 软件源，请检查网络、代理或 npm 的 registry 设置',
	],
	[/E40[134]/, 'npm 软件源拒绝或缺少某个软件包，请检查 registry 设置'],
	[/ENOENT.*npm|spawn npm/, '找不到 npm，请连同 Node 一起安装'],
];

/** Runs `npm ci`; `alive` is told its process id, since it outlives us when we are killed. Answers with what it complained of, if it failed. */
const npmCi = (alive) =>
	new Promise((resolve) => {
		const [command, first] = npmCommand();
		const quick = [
			'--no-audit',
			'--no-fund',
			'--fetch-retry-mintimeout=2000',
			'--fetch-retry-maxtimeout=20000',
		];
		const args = [...first, 'ci', '--include=dev', '--include=optional', '--loglevel=warn', ...quick];
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', 'ignore', 'pipe'],
			shell: command.endsWith('.cmd'),
		});
		if (child.pid) alive(child.pid);
		let complaints = '';
		child.stderr.setEncoding('utf8').on('data', (text) => {
			complaints += text;
		});
		child.once('error', (error) => resolve(String(error)));
		child.once('close', (code) => {
			// A full disk is only a warning to npm, which then ends well with half of the files.
			const torn = /TAR_ENTRY_ERROR|ENOSPC/.test(complaints);
			resolve(code === 0 && !torn ? undefined : complaints || `npm ci: ${code}`);
		});
	});

const log = at('.cache', 'setup.log');

const reinstall = async (alive) => {
	let complaints = await npmCi(alive);
	if (complaints && /ENOTEMPTY|EEXIST/.test(complaints)) {
		// Left by an installation that was killed.
		rmSync(at('node_modules'), { recursive: true, force: true });
		complaints = await npmCi(alive);
	}
	if (!complaints) return rmSync(log, { force: true });
	// npm's own note says that all is there; it is not.
	rmSync(at('node_modules', '.package-lock.json'), { force: true });
	const cause =
		causes.find(([pattern]) => pattern.test(complaints))?.[1] ??
		complaints.split('\n').find((line) => line.includes('npm error')) ??
		complaints.split('\n')[0];
	try {
		writeFileSync(log, complaints);
	} catch {
		throw new SetupError(`依赖安装失败：${cause}。`);
	}
	throw new SetupError(`依赖安装失败：${cause}。详情见 ${log}`);
};

const install = async (alive) => {
	const hash = lockHash();
	if (stamp() === hash) return;
	if (!isInstalled()) {
		say('正在安装依赖（首次约下载 250 MB，通常一两分钟）…');
		const started = Date.now();
		await reinstall(alive);
		say(`依赖已装好，用时 ${Math.round((Date.now() - started) / 1000)} 秒。`);
	}
	mkdirSync(dirname(stampFile), { recursive: true });
	writeFileSync(stampFile, hash);
};

/** The Node to run the task with: the bundled one where it starts, else the one that runs this file. */
const chooseNode = () => {
	const bundled = bundledNode();
	if (bundled && (process.execPath === bundled || spawnSync(bundled, ['--version']).status === 0))
		return bundled;
	if (isNewEnough()) return process.execPath;
	throw new SetupError(noNodeMessage);
};

/** What the compiler does not carry over to dist/: data and styles beside the code, and the version. */
const copyAssets = () => {
	for (const folder of ['crawler', 'checks', 'reports', 'dashboard']) {
		if (!existsSync(at(folder))) continue;
		cpSync(at(folder), at('dist', folder), { recursive: true, filter: (path) => !/\.[cm]?tsx?$/.test(path) });
	}
	const { name, version, type } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
	writeFileSync(at('dist', 'package.json'), `${JSON.stringify({ name, version, type }, null, '\t')}\n`);
	cpSync(at('gongkai.example.yaml'), at('dist', 'gongkai.example.yaml'));
	return 0;
};

const runTask = async (name, args) => {
	const node = chooseNode();
	const path = [dirname(node), at('node_modules', '.bin'), process.env.PATH ?? process.env.Path ?? ''].join(
		delimiter,
	);
	// The folder of the bundled Node comes first: a shell in between would else find the machine's own.
	const env = { ...(name === 'test:long' ? long : {}), ...process.env, PATH: path };
	const failed = [];
	for (const [label, script, ...rest] of tasks[name](args)) {
		const started = Date.now();
		const code =
			typeof script === 'function'
				? (script() ?? 0)
				: await run(node, [at(script), ...rest], { cwd: fromCaller.has(name) ? calledFrom : root, env });
		if (quiet.has(name)) return code;
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		say(code === 0 ? `✔ ${label}（${seconds} 秒）` : `✘ ${label}（退出码 ${code}，${seconds} 秒）`);
		if (code !== 0) failed.push(label);
		if (code > 128) break; // A signal ends the whole task.
	}
	return failed.length > 0 ? 1 : 0;
};

const main = async ([name = 'setup', ...args]) => {
	if (Number.parseInt(process.versions.node, 10) < 20)
		throw new SetupError(`需要 Node 20 或更高版本，现在是 ${process.versions.node}。`);
	if (!Object.hasOwn(tasks, name))
		throw new SetupError(`没有名为“${name}”的任务；可用：${Object.keys(tasks).join('、')}。`);
	if (stamp() !== lockHash()) await alone(install);
	return runTask(name, args);
};

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof SetupError) && !error.code) throw error;
	const cause =
		error instanceof SetupError
			? error.message
			: (causes.find(([pattern]) => pattern.test(error.code))?.[1] ?? error.message);
	say(`gongkai: ${cause}`);
	process.exitCode = 2;
}
