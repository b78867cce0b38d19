import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FoundBrowser, findBrowser } from '../../../crawler/browser/find.ts';
import { type Session, sessionStarter } from '../../../crawler/browser/session.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';

let guard: Guard;
let found: FoundBrowser;

beforeAll(async () => {
	guard = createGuard({ allow: ['127.0.0.1'] });
	const browser = await findBrowser();
	if (!browser) throw new Error('no browser on this machine');
	found = browser;
});
afterAll(() => guard.close());

const startSession = (): Promise<Session> => sessionStarter(found, guard, {})();

/** Our child processes that are alive, by their numbers. */
const children = async (): Promise<number[]> => {
	const alive: number[] = [];
	for (const entry of await readdir('/proc')) {
		const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
		const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (Number(parent) === process.pid && state !== 'Z') alive.push(Number(entry));
	}
	return alive;
};

test('what is asked of a browser that has ended fails', async () => {
	const session = await startSession();
	await session.end();
	await session.gone;
	expect(session.isAlive()).toBe(false);
	await expect(session.visit('http://127.0.0.1:9/')).rejects.toThrow('closed');
});

test.skipIf(process.platform !== 'linux')('a browser that no longer answers is ended by force', async () => {
	const before = await children();
	const session = await startSession();
	const own = (await children()).filter((pid) => !before.includes(pid));
	expect(own).not.toEqual([]);
	for (const pid of own) process.kill(pid, 'SIGSTOP');
	await session.end();
	expect(session.isAlive()).toBe(false);
	await expect.poll(async () => (await children()).filter((pid) => own.includes(pid))).toEqual([]);
});
