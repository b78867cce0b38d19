import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { auditsIn, type ServingHere, serveHere, startSlowSite } from './serve.ts';
import { startWeb, type Web } from './web.ts';

/** The installation of the test that runs. */
export let folder = '';
const webs: Web[] = [];
const servings: ServingHere[] = [];
/** Gives each test of a file an installation of its own, and ends after it whatever it started. */
export const useInstallations = (): void => {
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'gongkai-serve-'));
	});
	afterEach(async () => {
		for (const { end } of servings) end();
		await Promise.all(servings.splice(0).map(({ status }) => status));
		await Promise.all(webs.splice(0).map((web) => web.close()));
		await rm(folder, { recursive: true });
	});
};

/** A web that ends with the test. */
export const web = async (starting: Promise<Web>): Promise<Web> => {
	const started = await starting;
	webs.push(started);
	return started;
};
/** A small site that answers at once. */
export const quick = (): Promise<Web> => web(startSlowSite(3, 5));
export const home = ({ url }: Web): string => `${url}/`;
/** Takes every request and never answers. */
export const hanging = (): Promise<Web> => web(startWeb({}, { otherwise: () => {} }));
/** `serve` here, until the test ends. */
export const serve = async (...given: Parameters<typeof serveHere>): Promise<ServingHere> => {
	const serving = await serveHere(...given);
	servings.push(serving);
	return serving;
};
/** Sends a form of the dashboard as its own page would. */
export const send = async (url: string, path: string, fields: Record<string, string>): Promise<number> => {
	const answer = await fetch(`${url}${path}`, {
		method: 'POST',
		body: new URLSearchParams({ by: '张三', ...fields }),
		headers: { origin: new URL(url).origin },
		redirect: 'manual',
	});
	return answer.status;
};
/** A clock that can be put forward, for whoever is woken then: nobody waits for what is only late. */
export const startClock = () => {
	let ahead = 0;
	return {
		now: () => new Date(Date.now() + ahead),
		/** Makes it so many seconds later, and has the schedule and the auditing look at it. */
		passes: async (url: string, seconds: number): Promise<void> => {
			ahead += seconds * 1000;
			expect(await send(url, 'audits/pauses', { step: 'resume' })).toBe(303);
		},
	};
};

export const isAlive = (pid: number | undefined): boolean => {
	try {
		return pid !== undefined && process.kill(pid, 0);
	} catch {
		return false;
	}
};
/** What the store says of each site's last audit. */
export const states = async (): Promise<Record<string, string>> =>
	Object.fromEntries((await auditsIn(folder)).map(({ site, state }) => [site, state]));
/** On a machine that may be busy. */
export const patience = { timeout: 120_000, interval: 100 };
/** The process of a site's audit, once it asks for the first page. */
export const auditing = async (site: string, asked: Web): Promise<number | undefined> => {
	await expect.poll(() => asked.asked.length, patience).toBeGreaterThan(0);
	return (await auditsIn(folder)).find((audit) => audit.site === site)?.pid;
};
