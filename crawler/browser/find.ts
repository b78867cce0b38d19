import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { bundledBrowser } from './bundled.ts';
import { fontEnvironment } from './fonts.ts';
import { browserEnvironment, cacheFolder, type Environment, installedBrowsers, userId } from './places.ts';
import { tryOut } from './trial.ts';

/** Where a browser may come from, in the order of preference. */
export const browserSources = ['installed', 'playwright', 'bundled'] as const;
export type BrowserSource = (typeof browserSources)[number];

export interface BrowserQuest {
	/** The process's environment; `GONGKAI_BROWSER` in it names the one browser to use. Default: empty. */
	readonly environment?: Environment;
	/** Default: all of `browserSources`. */
	readonly sources?: readonly BrowserSource[];
	/** Where an unpacked browser and what was learnt of browsers are kept. Default: the user's cache folder. */
	readonly cacheDir?: string;
	/** A browser that ran without its sandbox alone is tried with it again after so long, milliseconds. Default: an hour. */
	readonly bareMs?: number;
}

/** A browser that was seen to start on this machine. */
export interface FoundBrowser {
	readonly executablePath: string;
	/** `GONGKAI_BROWSER` or one of `browserSources`. */
	readonly from: string;
	/** The browser's whole environment: none of our secrets, but where its libraries and fonts are. */
	readonly env: Record<string, string>;
	/** The browser's own sandbox works here. */
	readonly sandbox: boolean;
}

interface Candidate {
	readonly executablePath: string;
	readonly from: string;
	/** Shared libraries that it brings for systems that lack them. */
	readonly libraries?: string;
}

/** How a candidate was started with success; kept for as long as its file stays the same. */
interface Verdict {
	readonly changedMs: number;
	readonly bytes: number;
	readonly user: number;
	readonly sandbox: boolean;
	readonly libraries: boolean;
	/** When it was started so, milliseconds since 1970. */
	readonly seenMs: number;
}

/** A system may be changed so that sandboxes work. */
const usualBareMs = 3_600_000;

/** Whether what was seen of a browser is still to be believed. */
const holds = ({ sandbox, user, seenMs }: Verdict, bareMs: number): boolean => {
	const age = Date.now() - seenMs;
	return sandbox || user === 0 || (age >= 0 && age < bareMs);
};

/** How each browser was looked for, to look again; the environment may hold secrets, so it is no part of the browser. */
const quests = new WeakMap<FoundBrowser, BrowserQuest>();

/** The first browser that really starts, with its sandbox where any does; undefined where there is none. Throws where `GONGKAI_BROWSER` names one that does not. */
export const findBrowser = async (quest: BrowserQuest = {}): Promise<FoundBrowser | undefined> => {
	const found = await firstThatStarts(quest);
	if (found) quests.set(found, quest);
	return found;
};

/**
 * For a browser that no longer starts: forgets that it did, and looks again as it was looked for; an update or a lost library
 * leaves its file as it was. Undefined and throws as `findBrowser`.
 */
export const findAgain = async (found: FoundBrowser): Promise<FoundBrowser | undefined> => {
	const quest = quests.get(found);
	if (!quest) return undefined;
	const cacheDir = quest.cacheDir ?? (await cacheFolder(quest.environment ?? {}));
	const { [found.executablePath]: _, ...others } = await verdicts(cacheDir);
	await write(cacheDir, others);
	return findBrowser(quest);
};

/** Whether a browser, or another in its place, starts still; one that the operator names and that is gone does not. */
export const startsStill = async (found: FoundBrowser): Promise<boolean> =>
	(await findAgain(found).catch(() => undefined)) !== undefined;

const firstThatStarts = async (quest: BrowserQuest): Promise<FoundBrowser | undefined> => {
	const { environment = {}, sources = browserSources, bareMs = usualBareMs } = quest;
	const cacheDir = quest.cacheDir ?? (await cacheFolder(environment));
	const env = { ...browserEnvironment(environment), ...(await fontEnvironment(cacheDir, environment)) };
	const given = environment.GONGKAI_BROWSER;
	if (given) {
		const found = await start({ executablePath: given, from: 'GONGKAI_BROWSER' }, env, cacheDir, bareMs);
		if (found) return found;
		throw new Error(`GONGKAI_BROWSER 指定的浏览器无法启动：${given}`);
	}
	for (const source of sources) {
		/** Starts, but only without its sandbox: some systems let one browser have it and not another. */
		let bare: FoundBrowser | undefined;
		for (const candidate of await candidates[source](environment, cacheDir)) {
			const found = await start(candidate, env, cacheDir, bareMs);
			if (found && (found.sandbox || userId() === 0)) return found;
			bare ??= found;
		}
		if (bare) return bare;
	}
	return undefined;
};

const candidates: Record<
	BrowserSource,
	(environment: Environment, cacheDir: string) => Promise<Candidate[]>
> = {
	installed: async (environment) =>
		(await installedBrowsers(environment)).map((executablePath) => ({ executablePath, from: 'installed' })),
	playwright: async () => [{ executablePath: chromium.executablePath(), from: 'playwright' }],
	bundled: async (_environment, cacheDir) => {
		const bundled = await bundledBrowser(cacheDir);
		return bundled ? [{ ...bundled, from: 'bundled' }] : [];
	},
};

const start = async (
	{ executablePath, from, libraries }: Candidate,
	env: Record<string, string>,
	cacheDir: string,
	bareMs: number,
): Promise<FoundBrowser | undefined> => {
	const file = await stat(executablePath).catch(() => undefined);
	if (!file?.isFile()) return undefined;
	const as = (sandbox: boolean, withLibraries: boolean): FoundBrowser => ({
		executablePath,
		from,
		sandbox,
		env: withLibraries && libraries ? { ...env, LD_LIBRARY_PATH: libraries } : env,
	});
	const known = (await verdicts(cacheDir))[executablePath];
	const isSame = known?.changedMs === file.mtimeMs && known.bytes === file.size && known.user === userId();
	if (isSame && holds(known, bareMs)) return as(known.sandbox, known.libraries);
	for (const sandbox of userId() === 0 ? [false] : [true, false]) {
		// The system's libraries first: they are the ones that get security updates.
		for (const withLibraries of libraries ? [false, true] : [false]) {
			const found = as(sandbox, withLibraries);
			if (!(await starts(found))) continue;
			const verdict = { changedMs: file.mtimeMs, bytes: file.size, user: userId(), sandbox };
			await remember(cacheDir, executablePath, {
				...verdict,
				libraries: withLibraries,
				seenMs: Date.now(),
			});
			return found;
		}
	}
	return undefined;
};

/** `--version` proves little: a browser without its libraries or its sandbox fails only when a page opens. */
const starts = (found: FoundBrowser): Promise<boolean> => tryOut(found, async () => true).catch(() => false);

const memory = (cacheDir: string): string => join(cacheDir, 'browsers.json');

const verdicts = async (cacheDir: string): Promise<Record<string, Verdict>> => {
	try {
		return JSON.parse(await readFile(memory(cacheDir), 'utf8'));
	} catch {
		return {};
	}
};

const remember = async (cacheDir: string, path: string, verdict: Verdict): Promise<void> =>
	write(cacheDir, { ...(await verdicts(cacheDir)), [path]: verdict });

/** A memory that cannot be written costs a second the next time, and nothing else. */
const write = async (cacheDir: string, all: Record<string, Verdict>): Promise<void> => {
	await mkdir(cacheDir, { recursive: true })
		.then(() => writeFile(memory(cacheDir), `${JSON.stringify(all, null, '\t')}\n`))
		.catch(() => undefined);
};
