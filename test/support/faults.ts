/** Audits in processes of their own, to which things are done; and what their reports come to. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReport } from '../../reports/formats/json.ts';
import type { Report } from '../../reports/model.ts';

/** `GONGKAI_ROUNDS=100 npm run test:long -- test/faults/` */
export const rounds = Number(process.env.GONGKAI_ROUNDS ?? 1);

/** The day that every audit of these tests judges by. */
export const asOf = '2026-11-15';

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0;

/** Only root may mount, and not in every container. */
export const canMount = ((): boolean => {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
	const place = spawnSync('mktemp', ['-d']).stdout.toString().trim();
	const can = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place);
	if (can) spawnSync('umount', [place]);
	spawnSync('rmdir', [place]);
	return can;
})();

/** Lays a disk of so many kilobytes over a folder, to be made larger or read-only (`size=64m`, `ro`), and taken away. */
export const smallDisk = (folder: string, kilobytes: number) => {
	if (!mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)) throw new Error('it did not mount');
	return {
		change: (options: string): void => {
			if (!mount('-o', `remount,${options}`, folder)) throw new Error(`it did not take ${options}`);
		},
		remove: (): void => {
			// Also where a log is still open.
			spawnSync('umount', ['-l', folder]);
		},
	};
};

/** A command of ours as somebody's shell runs it. */
export interface Apart {
	readonly child: ChildProcess;
	/** How it ended, and what it wrote on standard error. */
	readonly ended: Promise<{
		readonly status: number | null;
		readonly signal: NodeJS.Signals | null;
		readonly err: string;
	}>;
}

export const runApart = (
	folder: string,
	args: readonly string[],
	variables: Readonly<Record<string, string>> = {},
): Apart => {
	const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
	const child = spawn(process.execPath, [cli, ...args], {
		cwd: folder,
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let err = '';
	child.stderr.on('data', (text: Buffer) => {
		err += text;
	});
	return {
		child,
		ended: once(child, 'close').then(([status, signal]) => ({ status, signal, err })),
	};
};

/** `gongkai audit` of a folder's own configuration. */
export const auditApart = (folder: string, variables?: Readonly<Record<string, string>>): Apart =>
	runApart(folder, ['audit', '--as-of', asOf, '--quiet'], variables);

export const reportIn = (folder: string, site = 'jia'): Promise<Report> =>
	readReport(join(folder, 'out', site, asOf.slice(0, 7), 'report.json'));

/** The names of all reports that a site has. */
export const reportsIn = async (folder: string, site = 'jia'): Promise<readonly string[]> =>
	(await readdir(join(folder, 'out', site, asOf.slice(0, 7))).catch(() => [])).filter((name) =>
		/^report.*\.json$/.test(name),
	);

/** What a report says of its site: all but when it was made and what it cost to ask. */
export const essence = ({ run, responses: _, ...report }: Report): unknown => ({
	...report,
	run: { complete: run.complete, stopReason: run.stopReason, pagesFetched: run.pagesFetched },
});

/** One line for each thing that is wrong, in Chinese, and nothing of our code. */
export const isClear = (err: string): boolean =>
	err.trim() !== '' && !/^\s+at |node:internal|\.ts:\d/m.test(err) && /[\u4e00-\u9fff]/.test(err);
