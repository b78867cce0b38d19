import { expect, test } from 'vitest';
import type { BrowserPool } from '../../../crawler/browser/browser-pool.ts';
import type { FoundBrowser } from '../../../crawler/browser/find.ts';
import { createSeats } from '../../../crawler/browser/seats.ts';
import type { Session } from '../../../crawler/browser/session.ts';
import { openTabs } from '../../../crawler/browser/tabs.ts';
import type { Visit } from '../../../crawler/browser/traffic.ts';
import { createGuard } from '../../../crawler/net/guard.ts';

const found: FoundBrowser = { executablePath: '', from: '', env: {}, sandbox: false };

/** A pool of made-up browsers: which sessions were opened, and what ends the last one's browser. */
const madeUp = (turn?: (url: string) => Promise<void>) => {
	const opened: ('shared' | 'apart')[] = [];
	let endLast = (): void => {};
	const browsers: BrowserPool = {
		open: async (_found, _guard, _manners, apart): Promise<Session> => {
			opened.push(apart ? 'apart' : 'shared');
			let isOpen = true;
			const gone = new Promise<void>((resolve) => {
				endLast = () => {
					isOpen = false;
					resolve();
				};
			});
			return {
				isAlive: () => isOpen,
				gone,
				answers: async () => isOpen,
				visit: async () => ({ stopped: () => undefined, close: async () => {} }) as Partial<Visit> as Visit,
				end: async () => endLast(),
			};
		},
		seat: createSeats(1).take,
		close: async () => {},
	};
	const turns: string[] = [];
	const tabs = openTabs(found, {
		guard: createGuard({ allow: [] }),
		browsers,
		turn: turn ?? (async (url) => void turns.push(url)),
	});
	return { tabs, browsers, opened, turns, kill: () => endLast() };
};

const never = new Promise<never>(() => {});

test('a page whose browser ends is tried again, in its turn, and the third time in a browser of its own', async () => {
	const { tabs, opened, turns, kill } = madeUp();
	let looks = 0;
	const seen = await tabs.look<number>(
		'/victim',
		async (_visit, tell) => {
			tell(++looks);
			if (looks === 3) return;
			kill();
			await never;
		},
		60_000,
	);
	expect([opened, turns, seen.seen]).toEqual([['shared', 'shared', 'apart'], ['/victim', '/victim'], 3]);
	// It was another's doing: its pages go on among the others'.
	await tabs.look('/next', async () => {}, 60_000);
	expect(opened.at(-1)).toBe('shared');
});

test('who ends even a browser of its own is kept apart from then on', async () => {
	const { tabs, opened, kill } = madeUp();
	const end = async (): Promise<void> => {
		kill();
		await never;
	};
	expect(await tabs.look('/killer', end, 60_000)).toMatchObject({
		gone: true,
		reason: 'browser has been closed',
	});
	expect(await tabs.look('/killer', end, 60_000)).toMatchObject({ gone: true });
	await tabs.look('/fine', async () => {}, 60_000);
	expect(opened).toEqual(['shared', 'shared', 'apart', 'apart', 'apart']);
});

test('a page that alone crashes is tried once more, and costs its session nothing', async () => {
	const { tabs, opened } = madeUp();
	let looks = 0;
	const crash = async (): Promise<void> => {
		looks++;
		throw new Error('page.goto: Page crashed');
	};
	expect(await tabs.look('/crashes', crash, 60_000)).toMatchObject({ reason: 'page.goto: Page crashed' });
	expect([looks, opened]).toEqual([2, ['shared']]);
});

test('a page that takes too long has failed, and keeps what was seen of it', async () => {
	const { tabs, opened } = madeUp();
	const seen = await tabs.look<string>(
		'/long',
		(_visit, tell) => {
			tell('some');
			return never;
		},
		100,
	);
	expect([seen.seen, seen.reason, opened]).toEqual(['some', '页面无响应', ['shared']]);
});

test('nothing is tried again once all is over', async () => {
	const { tabs, opened } = madeUp();
	let begun = (): void => {};
	const isOpen = new Promise<void>((resolve) => {
		begun = resolve;
	});
	const looking = tabs.look(
		'/open',
		() => {
			begun();
			return never;
		},
		60_000,
	);
	await isOpen;
	const waiting = tabs.look('/waits', async () => {}, 60_000);
	await Promise.all([tabs.close(), expect(waiting).rejects.toThrow()]);
	expect(await looking).toMatchObject({ gone: true });
	expect(opened).toEqual(['shared']);
});

test('who is closed while a page waits for its turn holds up no other site', async () => {
	const waits = Promise.withResolvers<void>();
	const { tabs, browsers, kill } = madeUp(() => {
		waits.resolve();
		return never;
	});
	const lost = tabs.look(
		'/victim',
		async () => {
			kill();
			await never;
		},
		60_000,
	);
	lost.catch(() => {});
	await waits.promise;
	await tabs.close();
	const other = openTabs(found, { guard: createGuard({ allow: [] }), browsers });
	expect(await other.look('/fine', async (_visit, tell) => tell('seen'), 60_000)).toMatchObject({
		seen: 'seen',
	});
	await lost.catch(() => {});
});
