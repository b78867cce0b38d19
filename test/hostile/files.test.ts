/** Whatever a file holds, reading it ends soon and within its memory, with its text or with why there is none. */
import { afterAll, describe, expect, test } from 'vitest';
import { createFileReader } from '../../crawler/attachments/reader.ts';
import { createRandom } from '../fixtures/country/random.ts';
import { docxOf, ofdOf, pdfOf, xlsxOf } from '../support/office-files.ts';
import { docOf } from '../support/ole-files.ts';
import { heldBelow } from '../support/processes.ts';

const rounds = Number(process.env.GONGKAI_ROUNDS ?? 1);
const seed = Number(process.env.GONGKAI_SEED ?? 1);

const lines = Array.from(
	{ length: 40 },
	(_, n) => `第${n}条 为做好防汛工作，根据有关规定，现将有关事项通知如下。`,
);
const files: Record<string, Buffer> = {
	pdf: pdfOf(lines),
	docx: docxOf(...lines),
	xlsx: xlsxOf(lines.map((line, n) => [`${n}`, line])),
	ofd: ofdOf(lines),
	doc: docOf(lines.map((line) => `${line}\r`)),
};

const reader = createFileReader();
afterAll(reader.close);

/** Milliseconds for one file: its own time, and what a busy machine takes. */
const longest = 60_000;
/** Its own limit, and what is taken between two looks at it, bytes. */
const mostHeld = 1.2 * 2 ** 30;
const reasons = [
	undefined,
	'damaged',
	'encrypted',
	'empty',
	'scanned',
	'garbled',
	'too-large',
	'unsupported',
	'timeout',
];

const read = async (bytes: Buffer, name: string): Promise<void> => {
	const before = performance.now();
	const reading = await reader.read(bytes, { title: '关于做好防汛工作的通知', name: `通知.${name}` });
	expect(reasons).toContain(reading?.noText);
	expect(reading).toBeDefined();
	expect(performance.now() - before).toBeLessThan(longest);
};

describe.each(Object.entries(files))('%s', (name, whole) => {
	test('that is whole has its text', async () => {
		expect(await reader.read(whole, { title: '', name: `通知.${name}` })).toMatchObject({
			length: expect.closeTo(lines.join('').length, -3),
		});
	});

	test('that is cut off at any place', { timeout: 120_000 + rounds * 20_000 }, async () => {
		const step = rounds > 1 ? 1 : 9;
		for (let percent = 0; percent < 100; percent += step)
			await read(whole.subarray(0, Math.floor((whole.length * percent) / 100)), name);
	});

	test(`with bytes changed at random (GONGKAI_SEED=${seed})`, {
		timeout: 120_000 + rounds * 20_000,
	}, async () => {
		const random = createRandom(seed);
		let most = 0;
		for (let n = 0; n < rounds * 12; n++) {
			const changed = Buffer.from(whole);
			for (let change = random.int(1, 8); change > 0; change--)
				changed[random.int(0, changed.length - 1)] = random.int(0, 255);
			await read(changed, name);
			if (process.platform === 'linux') most = Math.max(most, ...heldBelow().values());
		}
		expect(most).toBeLessThan(mostHeld);
	});
});

/** A compound file of 20 MB whose four thousand entries are all roots of one and the same chain. */
const rootBomb = (): Buffer => {
	const [size, sectors, tables, directory, count] = [4096, 5120, 5, 125, 4000];
	const bytes = Buffer.alloc((sectors + 1) * size);
	bytes.writeUInt32BE(0xd0cf11e0, 0);
	bytes.writeUInt16LE(12, 30);
	bytes.writeUInt32LE(tables, 48);
	bytes.writeUInt32LE(0xfffffffe, 60);
	bytes.writeUInt32LE(0xfffffffe, 68);
	for (let n = 0; n < 109; n++) bytes.writeUInt32LE(n < tables ? n : 0xffffffff, 76 + 4 * n);
	const ends = [tables - 1, tables + directory - 1, sectors - 1];
	for (let n = 0; n < sectors; n++) bytes.writeUInt32LE(ends.includes(n) ? 0xfffffffe : n + 1, size + 4 * n);
	for (let n = 0; n < count; n++) {
		bytes[(tables + 1) * size + 128 * n + 66] = 5;
		bytes.writeUInt32LE(tables + directory, (tables + 1) * size + 128 * n + 116);
	}
	return bytes;
};

test('an old document of many roots is read once around', { timeout: longest }, async () => {
	expect(await reader.read(rootBomb(), { title: '', name: '通知.doc' })).toMatchObject({
		noText: 'unsupported',
	});
});
