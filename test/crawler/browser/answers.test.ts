import type { Request, Response } from 'playwright';
import { expect, test } from 'vitest';
import { keepAnswers } from '../../../crawler/browser/answers.ts';

/** A request for a script of so many bytes. */
const script = (url: string, bytes: number): Request => {
	const response: Partial<Response> = {
		status: () => 200,
		allHeaders: async () => ({ 'content-type': 'text/javascript', date: 'now' }),
		body: async () => Buffer.alloc(bytes),
	};
	return { url: () => url, response: async () => response as Response } as Partial<Request> as Request;
};

test('what is kept comes without what was said of the wire', async () => {
	const answers = keepAnswers({ left: 100 });
	answers.keep(script('/a.js', 60));
	expect(await answers.get('/a.js')).toMatchObject({ headers: { 'content-type': 'text/javascript' } });
	expect((await answers.get('/a.js'))?.headers).not.toHaveProperty('date');
	expect(await answers.get('/b.js')).toBeUndefined();
});

test('all who keep answers share their room, and give it back', async () => {
	const room = { left: 100 };
	const [one, two] = [keepAnswers(room), keepAnswers(room)];
	one.keep(script('/a.js', 60));
	expect((await one.get('/a.js'))?.body).toHaveLength(60);
	two.keep(script('/b.js', 60));
	expect(await two.get('/b.js')).toBeUndefined();
	one.forget();
	expect(await one.get('/a.js')).toBeUndefined();
	two.keep(script('/b.js', 60));
	expect((await two.get('/b.js'))?.body).toHaveLength(60);
	expect(room.left).toBe(40);
});

test('what comes after the end takes no room', async () => {
	const room = { left: 100 };
	const answers = keepAnswers(room);
	answers.keep(script('/a.js', 60));
	const coming = answers.get('/a.js');
	answers.forget();
	expect(await coming).toBeUndefined();
	expect(room.left).toBe(100);
});
