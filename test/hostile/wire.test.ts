/** Whatever comes over the wire, a request of ours ends soon, with what it can tell, and within its memory. */
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLinks } from '../../crawler/links.ts';
import { type Fetched, fetchUrl } from '../../crawler/net/fetch.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { visitOnce } from '../../crawler/probes/visit.ts';
import { createRandom } from '../fixtures/country/random.ts';
import { rounds } from '../support/faults.ts';
import { dripping, pouring, type RawAnswer, type RawWeb, startRawWeb } from '../support/raw-web.ts';

const seed = Number(process.env.GONGKAI_SEED ?? 1);

const maxBytes = 1 << 20;
/** Seconds, where nothing is slow but the machine. */
const patience = 10;
/** Three times its patience for a body, once for its head, and what a busy machine takes: seconds. */
const longest = 50;

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n';
const page = '<title>市</title>';
const encoded = (encoding: string, bytes: Buffer): Buffer =>
	Buffer.concat([
		Buffer.from(`${ok}Content-Encoding: ${encoding}\r\nContent-Length: ${bytes.length}\r\n\r\n`),
		bytes,
	]);
const zeros = Buffer.alloc(48 << 20);
const twice = (bytes: Buffer): Buffer => zlib.gzipSync(zlib.gzipSync(bytes));
const chunked = (...chunks: string[]): string => `${ok}Transfer-Encoding: chunked\r\n\r\n${chunks.join('')}`;
const moved = 'HTTP/1.1 302 Found\r\nLocation: /fine\r\n';

type Told = 'cut' | 'read' | Extract<Fetched, { state: 'failed' }>['reason'];

/** What is answered, and what may be told of it: `read` the whole page, `cut` a part of it. */
const answers: Record<string, readonly [RawAnswer, ...Told[]]> = {
	fine: [`${ok}Content-Length: ${Buffer.byteLength(page)}\r\n\r\n${page}`, 'read'],
	'gzip-bomb': [encoded('gzip', zlib.gzipSync(zeros)), 'cut'],
	'br-bomb': [
		encoded('br', zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } })),
		'cut',
	],
	'deflate-bomb': [encoded('deflate', zlib.deflateSync(zeros)), 'cut'],
	'raw-deflate-bomb': [encoded('deflate', zlib.deflateRawSync(zeros)), 'cut'],
	'zstd-bomb': [encoded('zstd', zlib.zstdCompressSync(zeros)), 'cut'],
	'nested-bomb': [encoded('gzip, gzip', twice(zeros)), 'cut'],
	'nested-many': [encoded(Array.from({ length: 500 }, () => 'gzip').join(', '), twice(zeros)), 'protocol'],
	nested: [encoded('gzip, gzip', twice(Buffer.from(page))), 'read'],
	'nested-mixed': [encoded('br, identity, gzip', zlib.gzipSync(zlib.brotliCompressSync(page))), 'read'],
	zstd: [encoded('zstd', zlib.zstdCompressSync(page)), 'read'],
	'no-gzip': [encoded('gzip', Buffer.from(page)), 'protocol'],
	'endless-body': [pouring(`${ok}\r\n`, Buffer.alloc(1 << 16, 'x')), 'cut'],
	'endless-chunks': [pouring(chunked(), `1000\r\n${'x'.repeat(4096)}\r\n`), 'cut'],
	'endless-gzip': [
		pouring(`${ok}Content-Encoding: gzip\r\n\r\n`, zlib.gzipSync(Buffer.alloc(1 << 20))),
		'cut',
	],
	'endless-headers': [pouring('HTTP/1.1 200 OK\r\n', `X-More: ${'y'.repeat(1000)}\r\n`), 'protocol'],
	'endless-header': [pouring('HTTP/1.1 200 OK\r\nX-More: ', 'y'.repeat(4096)), 'protocol'],
	'endless-reason': [pouring('HTTP/1.1 200 ', 'y'.repeat(4096)), 'protocol', 'timeout'],
	'endless-trailers': [pouring(chunked('0\r\n'), `X-More: ${'y'.repeat(1000)}\r\n`), 'protocol', 'cut'],
	'endless-chunk-extension': [pouring(chunked().concat('5'), ';more=yyyyyyyy'), 'timeout', 'protocol', 'cut'],
	'endless-hints': [
		pouring('', 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n'),
		'timeout',
		'protocol',
	],
	'dripping-hints': [dripping('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'timeout', 'protocol'],
	'dripping-head': [dripping('HTTP/1.1 200 OK\r\nX-More: ', 'y'), 'timeout'],
	'dripping-body': [dripping(`${ok}\r\n`, 'y'), 'cut'],
	'dripping-length': [dripping(`${ok}Content-Length: 100000\r\n\r\n`, 'y'), 'cut'],
	'dripping-endless-redirect': [dripping(`${moved}\r\n`, 'y'), 'read'],
	'dripping-redirect': [dripping(`${moved}Content-Length: 100000\r\n\r\n`, 'y'), 'read'],
	'endless-redirect': [pouring(`${moved}\r\n`, Buffer.alloc(1 << 16, 'x')), 'read'],
	silent: [() => {}, 'timeout'],
	'bad-chunk': [chunked('zz\r\nxxx\r\n0\r\n\r\n'), 'protocol'],
	'negative-chunk': [chunked('-5\r\nxxxxx\r\n0\r\n\r\n'), 'protocol'],
	'huge-chunk': [chunked('FFFFFFFFFFFFFFFFFF\r\nxxx'), 'protocol'],
	'cut-chunk': [chunked('64\r\nxxx'), 'protocol', 'reset'],
	'negative-length': [`${ok}Content-Length: -1\r\n\r\n${page}`, 'protocol'],
	'two-lengths': [`${ok}Content-Length: 5\r\nContent-Length: 7\r\n\r\n${page}`, 'protocol'],
	'word-length': [`${ok}Content-Length: many\r\n\r\n${page}`, 'protocol'],
	'huge-length': [`${ok}Content-Length: 99999999999999999999999\r\n\r\n${page}`, 'protocol'],
	'short-body': [`${ok}Content-Length: 5000\r\n\r\n${page}`, 'protocol', 'reset'],
	'length-and-chunks': [`${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'protocol'],
	'folded-header': [`${ok}X-Folded: a\r\n b\r\n\r\n${page}`, 'protocol', 'read'],
	'zero-in-header': [`${ok}X-Zero: a\0b\r\n\r\n${page}`, 'protocol'],
	'zero-in-name': [`${ok}X\0Zero: a\r\n\r\n${page}`, 'protocol'],
	'old-protocol': [page, 'protocol'],
	'new-protocol': [`HTTP/9.9 200 OK\r\n\r\n${page}`, 'protocol'],
	'no-status': [`HTTP/1.1 \r\n\r\n${page}`, 'protocol'],
	'long-status': [`HTTP/1.1 99999 OK\r\n\r\n${page}`, 'protocol'],
	switching: [
		'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
		'protocol',
		'reset',
	],
	'other-protocol': ['SSH-2.0-OpenSSH_9.6\r\n', 'protocol'],
	garbage: [Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)), 'protocol'],
	nothing: ['', 'reset'],
	'to-nowhere': ['HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n', 'read'],
	'to-file': ['HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n', 'read'],
	'to-data': ['HTTP/1.1 302 Found\r\nLocation: data:text/html,x\r\n\r\n', 'read'],
	'to-script': ['HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\n\r\n', 'read'],
};

let redirects = 0;
const answerOf = (path: string): RawAnswer => {
	const name = path.slice(1);
	if (name.startsWith('ladder'))
		return `HTTP/1.1 302 Found\r\nLocation: /ladder?${++redirects}\r\nSet-Cookie: n=${redirects}\r\nContent-Length: 0\r\n\r\n`;
	return answers[name]?.[0] ?? 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
};

let web: RawWeb;
let guard: Guard;
beforeAll(async () => {
	web = await startRawWeb(answerOf);
	// A changed byte may make a name of a path: nobody outside is asked for it.
	const resolve = async (): Promise<string[]> => ['127.0.0.1'];
	guard = createGuard({ allow: ['127.0.0.1'] }, { connectTimeoutSeconds: 2, resolve });
});
afterAll(async () => {
	await guard.close();
	await web.close();
});

const get = (url: string, timeoutSeconds = patience): Promise<Fetched> =>
	fetchUrl(url, {
		dispatcher: guard.dispatcher,
		userAgent: guard.userAgent,
		timeoutSeconds,
		maxBytes,
	});
const toldOf = (fetched: Fetched): Told =>
	fetched.state === 'failed' ? fetched.reason : fetched.truncated ? 'cut' : 'read';

const isSlow = (name: string): boolean => name.startsWith('dripping') || name === 'silent';
/** A third of them in each run, all in the long round. */
const names = Object.keys(answers).filter((_, n) => rounds > 1 || n % 3 === 0);

const look = async (name: string): Promise<void> => {
	const [, ...told] = answers[name] ?? ['', 'read'];
	const fetched = await get(`${web.url}/${name}`, isSlow(name) ? 1 : patience);
	expect(told).toContain(toldOf(fetched));
	expect(fetched.milliseconds).toBeLessThan(longest * 1000);
	expect(fetched.bytes).toBeLessThanOrEqual(maxBytes);
	if (fetched.state !== 'answered') return;
	expect(fetched.body.length).toBeLessThanOrEqual(maxBytes);
	const isPage = told[0] === 'read' && !name.startsWith('to-');
	if (isPage) expect(fetched.body.toString()).toBe(page);
};
test.each(names.filter((name) => !isSlow(name)))('%s', look);
test.concurrent.each(names.filter(isSlow))('%s', look);

test('redirects without an end are followed a few times', async () => {
	expect(await get(`${web.url}/ladder`)).toMatchObject({ state: 'failed', reason: 'redirect-loop' });
	expect(redirects).toBeLessThan(20);
});

test('all of them end for linkinator, each with a verdict', async () => {
	const urls = Object.keys(answers).map((name) => `${web.url}/${name}`);
	const before = performance.now();
	const traffic = { requests: 0, bytes: 0 };
	const verdicts = await checkLinks(urls, { guard, timeoutSeconds: 1, traffic });
	expect(verdicts.map(({ url }) => url)).toEqual(urls);
	expect(verdicts.find(({ url }) => url.endsWith('/fine'))).toMatchObject({ state: 'ok' });
	expect(traffic.bytes).toBeLessThan(urls.length * (256 << 10) * 2);
	expect(performance.now() - before).toBeLessThan(120_000);
}, 150_000);

test.concurrent.each(names)('a probe of %s ends', async (name) => {
	const visited = await visitOnce(`${web.url}/${name}`, guard, 1);
	expect(['ok', 'failed', 'wall', 'ours']).toContain(visited.state);
});

describe('an encrypted connection', () => {
	const shakes: Record<string, RawAnswer> = {
		plain: 'HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port',
		nothing: '',
		garbage: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
		'a record too long': Buffer.from([22, 3, 3, 255, 255, ...Array.from({ length: 70_000 }, () => 2)]),
		'an alert': Buffer.from([21, 3, 3, 0, 2, 2, 40]),
		'an endless alert': pouring('', Buffer.from([21, 3, 3, 0, 2, 1, 90])),
		silence: () => {},
		'a dripping record': dripping('\x16\x03\x03\x40\x00', '\x02'),
	};
	test.concurrent.each(Object.entries(shakes))('of %s fails', async (_name, answer) => {
		const server = await startRawWeb(() => answer);
		const fetched = await get(`${server.url.replace('http', 'https')}/`, 2);
		await server.close();
		expect(['tls', 'timeout', 'reset', 'protocol']).toContain(toldOf(fetched));
		expect(fetched.milliseconds).toBeLessThan(longest * 1000);
	});
});

test(`answers with bytes changed at random end too (GONGKAI_SEED=${seed})`, {
	timeout: 30_000 + rounds * 10_000,
}, async () => {
	const random = createRandom(seed);
	const written = Object.values(answers).flatMap(([answer]) =>
		typeof answer === 'function' ? [] : [Buffer.from(answer)],
	);
	let now: Buffer = Buffer.alloc(0);
	const server = await startRawWeb(() => now);
	for (let n = 0; n < rounds * 12; n++) {
		now = Buffer.from(random.pick(written).subarray(0, 4000));
		for (let change = random.int(1, 6); change > 0 && now.length > 0; change--)
			now[random.int(0, now.length - 1)] = random.int(0, 255);
		const fetched = await get(`${server.url}/`);
		expect(fetched.milliseconds).toBeLessThan(longest * 1000);
		expect(fetched.bytes).toBeLessThanOrEqual(maxBytes);
	}
	await server.close();
});
