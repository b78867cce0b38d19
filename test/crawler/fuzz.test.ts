/** Pages of all fixtures, mutated, and bytes without sense: whatever comes, a page is read, in time and within its memory. */
import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { decodeBody } from '../../crawler/charset.ts';
import { readPage } from '../../crawler/extract/page.ts';
import { createRandom } from '../fixtures/country/random.ts';
import { gbk } from '../fixtures/linjiang/files.ts';
import { fuzzStock } from '../support/fuzz-stock.ts';
import { damage, mutate, nonsense } from '../support/mutate.ts';

/** `GONGKAI_FUZZ=50000 GONGKAI_SEED=7 npm test -- test/crawler/fuzz.test.ts` */
const cases = Number(process.env.GONGKAI_FUZZ ?? 200);
const seed = Number(process.env.GONGKAI_SEED ?? 1);

/** Of processor: far beyond what any page may take. Who takes longer hangs, or would with a page twice as long. */
const hangMilliseconds = 1000;
/** By the clock, on a machine that has other things to do. */
const hangTimeout = 20_000;
/** Facts are of the page's own size: a page may say each thing a few times over. */
const mostGrowth = 16;
const freeGrowth = 200_000;
/** What caches may come to. */
const mostKept = 24 << 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heap = (): number => {
	collectGarbage();
	return process.memoryUsage().heapUsed;
};

const headers = [
	undefined,
	'text/html',
	'text/html; charset=utf-8',
	'text/html;charset=GBK',
	'text/html; charset=x',
];
const writings: readonly ((text: string) => Buffer)[] = [
	(text) => Buffer.from(text),
	(text) => Buffer.from(text),
	(text) => Buffer.from(gbk(text)),
	(text) => Buffer.from(text, 'utf16le'),
];

/** What a page goes through, and the processor time of this thread that it takes. */
const read = (bytes: Buffer, contentType: string | undefined) => {
	const before = process.threadCpuUsage();
	const { text, charset } = decodeBody(bytes, contentType);
	const facts = readPage(text, 'https://www.example.gov.cn/zwgk/zcwj/202611/t1.html', charset);
	const { user, system } = process.threadCpuUsage(before);
	return { text, facts, milliseconds: (user + system) / 1000 };
};

const sandbox = createContext({ task: undefined as unknown });
/** Runs what may never end: nothing else of this thread could stop it. */
const within = <T>(task: () => T, what: string): T => {
	sandbox.task = task;
	try {
		return runInContext('task()', sandbox, { timeout: hangTimeout }) as T;
	} catch (cause) {
		throw new Error(`${what} fails`, { cause });
	}
};

test(`hostile pages are read (GONGKAI_SEED=${seed})`, { timeout: 60_000 + cases * 200 }, async () => {
	const stock = await fuzzStock(seed);
	let settled = 0;
	for (let n = 0; n < cases; n++) {
		const random = createRandom(seed + n);
		const isNonsense = random.chance(0.1);
		const mutant = isNonsense ? { text: '', names: ['nonsense'] } : mutate(random.pick(stock), random, stock);
		const { names } = mutant;
		const bytes = isNonsense ? nonsense(random) : damage(random.pick(writings)(mutant.text), random);
		const what = `GONGKAI_SEED=${seed + n} GONGKAI_FUZZ=1 (${names.join(', ')}; ${bytes.length} bytes)`;

		const { text, facts, milliseconds } = within(() => read(bytes, random.pick(headers)), what);
		expect(milliseconds, what).toBeLessThan(hangMilliseconds);
		const written = JSON.stringify(facts);
		expect(isDeepStrictEqual(JSON.parse(written), facts), `${what} gives plain data`).toBe(true);
		expect(written.length, `${what} gives no more than it has`).toBeLessThan(
			text.length * mostGrowth + freeGrowth,
		);
		if (n === Math.floor(cases / 3)) settled = heap();
	}
	if (cases >= 100) expect(heap() - settled, 'memory kept after all pages').toBeLessThan(mostKept);
});
