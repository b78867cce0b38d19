import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { run } from '../../cli.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from './new-store.ts';
import { type Answering, startWeb, type Web } from './web.ts';

const address = /看板：(http:\S+)/;

/** A site of a homepage and so many pages, each of which takes a while. */
export const startSlowSite = (pages: number, milliseconds: number): Promise<Web> => {
	const links = Array.from(
		{ length: pages },
		(_, n) => `<a href="/p${n}.html">第${n}号通知公告的标题</a>`,
	).join('\n');
	const page =
		(title: string): Answering =>
		(_request, response) => {
			setTimeout(() => {
				response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
				response.end(`<title>${title}</title><h1>${title}</h1><p>内容${title.repeat(5)}</p>${links}`);
			}, milliseconds);
		};
	return startWeb({
		'/': page('甲市人民政府'),
		...Object.fromEntries(Array.from({ length: pages }, (_, n) => [`/p${n}.html`, page(`第${n}号通知`)])),
	});
};

/** Writes `gongkai.yaml` for sites by their address on loopback, audited once a year unless told otherwise. */
export const writeConfig = async (
	folder: string,
	sites: Readonly<Record<string, string>>,
	more: object = {},
): Promise<void> => {
	const limits = { maxPages: 200, requestsPerSecond: 100, concurrency: 2, timeoutSeconds: 15 };
	const config = {
		schedule: '0 2 1 1 *',
		network: { allow: ['127.0.0.1'] },
		// What the sites are asked is to be the audits' alone.
		probes: { perDay: 0 },
		sites: Object.entries(sites).map(([id, url]) => ({
			id,
			name: `${id} 市`,
			url,
			render: 'never',
			robots: 'ignore',
			limits,
		})),
		...more,
	};
	await writeFile(join(folder, 'gongkai.yaml'), stringify(config));
};

/** The store of a folder, for a look from outside. */
export const withStore = async <T>(folder: string, look: (store: Store) => Promise<T>): Promise<T> => {
	const store = await openStore(join(folder, 'gongkai.db'));
	try {
		return await look(store);
	} finally {
		await store.close();
	}
};

/** Makes the sites known since long ago, so that their last time is still to be caught up. */
export const knowSince = (folder: string, ids: readonly string[], since: string): Promise<void> =>
	withStore(folder, (store) =>
		store.syncConfigured(
			ids.map((id) => ({ id, name: id, url: `http://127.0.0.1/${id}`, type: 'portal' as const })),
			since,
		),
	);

export const auditsIn = (folder: string): Promise<readonly Audit[]> =>
	withStore(folder, (store) => store.audits({ limit: 10_000 }));

/** `serve` in this process, with its own clock. */
export interface ServingHere {
	/** Of the dashboard. */
	readonly url: string;
	readonly end: () => void;
	readonly status: Promise<number>;
	/** What it wrote so far. */
	readonly said: { readonly out: string; readonly err: string };
}

const quietly = (
	folder: string,
	now: () => Date,
	onEnd: (handler: () => void) => void,
	said: { out: string; err: string },
) => ({
	stdout: {
		write: (text: string) => {
			said.out += text;
		},
	},
	stderr: {
		write: (text: string) => {
			said.err += text;
		},
	},
	cwd: folder,
	environment: { debug: false, noColour: true, proxies: [], variables: {} },
	now,
	onEnd,
});

/** Runs `gongkai serve` here; resolves with its address, or with how it failed. */
export const serveHere = async (
	folder: string,
	{ args = ['--port', '0'], now = () => new Date() }: { args?: readonly string[]; now?: () => Date } = {},
): Promise<ServingHere> => {
	const said = { out: '', err: '' };
	let end = (): void => {};
	const io = quietly(
		folder,
		now,
		(handler) => {
			end = handler;
		},
		said,
	);
	const status = run(['serve', ...args], io);
	for (;;) {
		const url = address.exec(said.out)?.[1];
		if (url) return { url, end: () => end(), status, said };
		const early = await Promise.race([status, delay(20)]);
		if (early !== undefined && !address.test(said.out)) throw new Error(`${early} ${said.err.trim()}`);
	}
};

/** `serve` as a process of its own. */
export interface ServingApart {
	readonly url: string;
	readonly child: ChildProcess;
	/** Sends the signal and waits for the end: code and signal. */
	readonly end: (signal: NodeJS.Signals) => Promise<unknown[]>;
}

/** Starts `gongkai serve` in a folder and waits for its address. */
export const serveApart = async (folder: string): Promise<ServingApart> => {
	const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
	const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = once(child, 'exit');
	let said = '';
	child.stderr.on('data', (text: Buffer) => {
		said += text;
	});
	const url = await new Promise<string>((resolve, reject) => {
		let out = '';
		child.stdout.on('data', (text: Buffer) => {
			out += text;
			const found = address.exec(out)?.[1];
			if (found) resolve(found);
		});
		void ended.then(([code, signal]) => reject(new Error(`serve ended early: ${code} ${signal} ${said}`)));
	});
	return {
		url,
		child,
		end: (signal) => {
			child.kill(signal);
			return ended;
		},
	};
};
