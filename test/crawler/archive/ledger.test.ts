import { expect, test } from 'vitest';
import { Ledger } from '../../../crawler/archive/ledger.ts';

test('an address is known once, whatever its type', () => {
	const ledger = new Ledger();
	expect(ledger.add('a', 'page', 3)).toBe(1);
	expect(ledger.add('a', 'image', 1)).toBeUndefined();
	expect(ledger.seqOf('a')).toBe(1);
});

test('the most urgent comes first, then the one that came first; other types wait', () => {
	const ledger = new Ledger();
	ledger.add('late', 'page', 5);
	ledger.add('file', 'attachment', 1);
	ledger.add('first', 'page', 2);
	ledger.add('second', 'page', 2);
	expect(ledger.take('queued', 2, ['page'])).toEqual([3, 4]);
	expect(ledger.take('queued', 9, ['page'])).toEqual([1]);
	expect(ledger.take('queued', 9, ['page', 'attachment'])).toEqual([2]);
});

test('what was settled otherwise in the meantime is not taken', () => {
	const ledger = new Ledger();
	ledger.add('home', 'page', 0);
	ledger.settle(1, 'ok');
	expect(ledger.take('queued', 9, ['page'])).toEqual([]);
	ledger.settle(1, 'render');
	expect(ledger.take('render', 9, ['page'])).toEqual([1]);
});

test('counts follow every change of state', () => {
	const ledger = new Ledger();
	ledger.add('a', 'page', 0);
	ledger.add('b', 'external', 0);
	ledger.add('c', 'page', 0, 'broken');
	ledger.settle(1, 'ok');
	expect([
		ledger.count('queued'),
		ledger.count('ok', 'page'),
		ledger.count('broken'),
		ledger.count('queued', 'page'),
	]).toEqual([1, 1, 1, 0]);
});

test('a long queue gives back what it was given, in order', () => {
	const ledger = new Ledger();
	for (let i = 0; i < 5000; i++) ledger.add(String(i), 'page', 1);
	const taken: number[] = [];
	for (
		let part = ledger.take('queued', 7, ['page']);
		part.length > 0;
		part = ledger.take('queued', 7, ['page'])
	)
		taken.push(...part);
	expect(taken).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
});
