/**
 * `npm run demo`: audits a made-up city on this machine for three months, by the ordinary command line, and opens the dashboard on
 * what was found. `--no-serve` ends after the third month.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import type { Report } from '../reports/model.ts';
import type { Month } from './fixtures/linjiang/model.ts';
import { startCity } from './fixtures/linjiang/server.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'demo');
const config = join(out, 'gongkai.yaml');
const months: readonly Month[] = ['2026-09', '2026-10', '2026-11'];
const firstPort = 8080;
/** A child that was told to end has so long for it, milliseconds. */
const patience = 5000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The first port from 8080 on that nobody has; any free one where all are taken. */
const freePort = async (): Promise<number> => {
	for (let port = firstPort; port < firstPort + 100; port++) {
		const server = createServer();
		const isFree = await new Promise<boolean>((resolve) => {
			server.once('error', () => resolve(false));
			server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
		});
		if (isFree) return port;
	}
	return 0;
};

const children = new Set<ChildProcess>();
let isEnding = false;

/** One command of the program. The channel tells it when we are gone, however we went. */
const gongkai = (args: readonly string[], [stdout, stderr]: readonly ('inherit' | 'ignore' | 'pipe')[]) => {
	const stdio: StdioOptions = ['ignore', stdout, stderr, 'ipc'];
	const child = spawn(process.execPath, [join(root, 'cli.ts'), ...args, '--config', config], { stdio });
	children.add(child);
	const ended = once(child, 'exit').then(([code]: (number | null)[]): number | Promise<never> => {
		children.delete(child);
		// Whoever ends us ends our children: what they end with then is nobody's concern.
		return isEnding ? new Promise(() => {}) : (code ?? 2);
	});
	return { child, ended };
};

/** What a month's audit came to, in a line. */
const lineOf = async (month: Month): Promise<string> => {
	const file = join(out, 'linjiang', month, 'report.json');
	const { scores, findings } = JSON.parse(await readFile(file, 'utf8')) as Report;
	const { inspection, disclosure } = scores;
	const verdict = { qualified: '合格', unqualified: '不合格', 'not-assessed': '未判定' }[inspection.verdict];
	const count = (...states: readonly string[]): number =>
		findings.filter(({ state }) => states.includes(state)).length;
	const parts = [
		`网站检查 ${inspection.total ?? '—'} 分（${verdict}），政务公开 ${disclosure.total ?? '—'} 分`,
		`新发现 ${count('new')} 个问题`,
		count('open') > 0 && `仍未改 ${count('open')} 个`,
		count('regressed') > 0 && `复发 ${count('regressed')} 个`,
		count('fixed') > 0 && `已修复 ${count('fixed')} 个`,
	];
	const [year, number] = month.split('-').map(Number);
	return `${year}年${number}月：${parts.filter(Boolean).join('，')}`;
};

const isServing = ((): boolean => {
	const [option, ...more] = process.argv.slice(2);
	if (more.length === 0 && (option === undefined || option === '--no-serve')) return option === undefined;
	process.stderr.write('gongkai: 示例只有一个选项 --no-serve（审计完就结束，不打开看板）\n');
	process.exit(2);
})();

// Its ports differ from run to run, so an earlier run has nothing to say about this one.
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const city = await startCity({ state: '2026-09' });

/** Ends all that was started, and then ourselves. */
const end = async (status: number): Promise<void> => {
	if (isEnding) return;
	isEnding = true;
	const killing = setTimeout(() => {
		for (const child of children) child.kill('SIGKILL');
	}, patience);
	await Promise.all(
		[...children].map((child) => {
			const gone = once(child, 'exit');
			child.kill('SIGTERM');
			return gone;
		}),
	);
	clearTimeout(killing);
	await city.close();
	process.exit(status);
};
process.on('SIGINT', () => void end(0));
for (const signal of ['SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => void end(128 + constants.signals[signal]));
process.on('disconnect', () => void end(128 + constants.signals.SIGTERM));

const site = {
	id: 'linjiang',
	name: '临江市人民政府',
	url: `${city.url}/`,
	level: 'city',
	district: '临江市',
	maintainer: '临江市政务服务和数据局',
	limits: { requestsPerSecond: 200, concurrency: 8 },
};
const settings = { database: './gongkai.db', out: '.', network: { allow: ['127.0.0.0/8'] }, sites: [site] };
await writeFile(config, stringify(settings));
say(`虚构的临江市已在本机开站：${city.url}/\n依次审计它的三个月（共约三分钟）…\n`);

for (const month of months) {
	city.turnTo(month);
	const isLast = month === months.at(-1);
	const args = ['audit', '--as-of', `${month}-15`, ...(isLast ? [] : ['--quiet'])];
	const status = await gongkai(args, [isLast ? 'inherit' : 'ignore', 'inherit']).ended;
	// 1 only says that the city is unqualified, which it is meant to be.
	if (status > 1) await end(status);
	if (!isLast) say(await lineOf(month));
	if (month === months.at(-2)) say('');
}

if (isServing) {
	const { child, ended } = gongkai(
		['serve', '--no-schedule', '--port', String(await freePort())],
		['pipe', 'inherit'],
	);
	if (child.stdout) {
		createInterface(child.stdout).on('line', (line) => {
			const url = /https?:\/\/\S+/.exec(line)?.[0];
			say(url ? `\n看板已打开：${url}  按 Ctrl-C 结束` : line);
		});
	}
	await end(await ended);
}
await end(0);
