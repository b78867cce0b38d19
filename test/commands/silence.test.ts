import { expect, test } from 'vitest';
import { createSilence } from '../../commands/silence.ts';

/** What each look says of audits that are seen with these last signs, so many seconds after the look before. */
const looks = (...seen: [seconds: number, audits: Record<string, string>][]) => {
	let at = 0;
	const silence = createSilence(() => at);
	return seen.map(([seconds, audits]) => {
		at += seconds * 1000;
		const given = Object.entries(audits).map(([lease, seenAt]) => ({ id: 7, lease, seenAt }));
		return Object.fromEntries([...silence.look(given)].map(([{ lease }, ms]) => [lease, ms / 1000]));
	});
};

test('an audit is silent for as long as its last sign does not change', () => {
	expect(
		looks([5, { a: '1' }], [10, { a: '1' }], [10, { a: '1' }], [10, { a: '2' }], [1, { a: '2' }]),
	).toEqual([0, 10, 20, 0, 1].map((a) => ({ a })));
});

test('a sign that is earlier than the one before is a sign', () => {
	expect(looks([0, { a: '2026-06-15T02:00' }], [30, { a: '2026-06-15T01:00' }])).toEqual([
		{ a: 0 },
		{ a: 0 },
	]);
});

test('whoever takes an audit that was silent is not silent, nor is one that was away in between', () => {
	expect(looks([0, { a: '1' }], [30, { a: '1', b: '1' }], [20, { b: '1' }], [5, { a: '1' }])).toEqual([
		{ a: 0 },
		{ a: 30, b: 0 },
		{ b: 20 },
		{ a: 0 },
	]);
});

test('what nobody looked at for long counts for half a minute', () => {
	expect(looks([0, { a: '1' }], [3600, { a: '1' }], [30, { a: '1' }])).toEqual([
		{ a: 0 },
		{ a: 30 },
		{ a: 60 },
	]);
});
