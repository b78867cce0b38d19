import { expect, test } from 'vitest';
import { createPace, type Moment, type Pace } from '../../crawler/pace.ts';

/** The pace at the end of so many seconds, told each second; `at` gives what is so then. */
const after = (seconds: number, at: (second: number) => Partial<Moment>): Pace => {
	const tell = createPace();
	let pace: Pace = { perSecond: 0 };
	for (let second = 0; second <= seconds; second++)
		pace = tell({
			at: second * 1000,
			pages: 0,
			own: 0,
			ownPages: 0,
			others: 0,
			pagesLeft: 20_000,
			...at(second),
		});
	return pace;
};

test('the rate is that of the last half minute', () => {
	const { perSecond } = after(100, (second) => ({ pages: second < 50 ? second * 50 : 2500 + second }));
	expect(perSecond).toBeCloseTo(1, 5);
});

test.each<[string, number, (second: number) => Partial<Moment>, number | undefined]>([
	[
		'a queue that shrinks ends when it is empty',
		40,
		(s) => ({ pages: s * 4, own: 500 - s * 4, ownPages: 0 }),
		85,
	],
	[
		'what is found meanwhile makes it later',
		40,
		(s) => ({ pages: s * 4, own: 500 - s * 2, ownPages: 0 }),
		210,
	],
	[
		'other hosts’ links come after it',
		40,
		(s) => ({ pages: s * 4, own: 500 - s * 4, ownPages: 0, others: 400 }),
		185,
	],
	['other hosts’ links at the rate that is seen', 40, (s) => ({ pages: 9, others: 400 - s * 8 }), 10],
	['a queue that grows has no end', 40, (s) => ({ pages: s * 4, own: 100 + s * 9, ownPages: s }), undefined],
	['nor one that hardly shrinks', 40, (s) => ({ pages: s * 10, own: 500 - s * 0.5, ownPages: 0 }), undefined],
	[
		'unless the pages that may be asked for end before it',
		40,
		(s) => ({ pages: s * 4, own: 900 + s, ownPages: 900 + s, pagesLeft: 400 - s * 4 }),
		60,
	],
	['a few seconds tell nothing', 9, (s) => ({ pages: s * 4, own: 500 - s * 4 }), undefined],
])('%s', (_name, seconds, at, left) => {
	expect(after(seconds, at).secondsLeft).toBe(left);
});
