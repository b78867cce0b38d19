import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStoreAway } from '../../commands/store-away.ts';
import { ConnectionError } from '../../reports/store/postgres/trouble.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A store that is away for so many seconds, asked each of them; what is said of it. */
const awayFor = (count: number) => {
	const lines: string[] = [];
	const words: string[] = [];
	const away = createStoreAway();
	const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
	away.tell(log, (said) => words.push(said));
	const left: unknown[] = [];
	for (let second = 0; second < count; second++) {
		const trouble = new ConnectionError(`db.example:5432 上没有 PostgreSQL 在运行（${second}）`);
		away.onTrouble(trouble);
		if (!away.isSaid(trouble)) left.push(trouble);
		vi.advanceTimersByTime(1000);
	}
	const isOtherSaid = away.isSaid(new Error('disk I/O error'));
	away.onTrouble(undefined);
	vi.advanceTimersByTime(600_000);
	return { lines, words, left, isOtherSaid, isSaidAfter: away.isSaid(new ConnectionError('断了')) };
};

test('a store that is away is told once, each minute in the log, and that it is back', () => {
	expect(awayFor(150)).toMatchObject({
		lines: ['the store is away', 'the store is still away', 'the store is still away', 'the store is back'],
		words: [
			expect.stringMatching(/^数据库用不了，会一直再试：db\.example:5432 上没有 PostgreSQL 在运行/),
			'数据库恢复了',
		],
		left: [expect.any(ConnectionError)],
		isOtherSaid: false,
		isSaidAfter: false,
	});
});

test('one that is restarted is in the log alone', () => {
	expect(awayFor(5)).toMatchObject({ lines: ['the store is away', 'the store is back'], words: [] });
});
