import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { sink } from '../../../reports/formats/sink.ts';

/** A stream that fails with `code` at its second piece. */
const failing = (code: string): { stream: Writable; taken: string[] } => {
	const taken: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write: (text: string, _encoding, done) => {
			if (taken.length > 0 && text !== '') {
				done(Object.assign(new Error(code), { code }));
				return;
			}
			if (text !== '') taken.push(text);
			done();
		},
	});
	return { stream, taken };
};

const writeAll = async (code: string) => {
	const { stream, taken } = failing(code);
	const errors: (string | undefined)[] = [];
	const output = sink(stream as unknown as NodeJS.WriteStream, (error) => errors.push(error.code));
	for (const text of ['one', 'two', 'three']) {
		output.write(text);
		await new Promise(setImmediate);
	}
	await output.flushed();
	return { taken, errors, failed: output.failed() };
};

test('a reader that closes early ends the output, and is no error', async () => {
	expect(await writeAll('EPIPE')).toEqual({ taken: ['one'], errors: [], failed: false });
});

test('any other error ends the output, and is told once', async () => {
	expect(await writeAll('ENOSPC')).toEqual({ taken: ['one'], errors: ['ENOSPC'], failed: true });
});

test('an error that comes with the last piece is not missed', async () => {
	const { stream } = failing('EIO');
	const output = sink(stream as unknown as NodeJS.WriteStream);
	output.write('one');
	output.write('two');
	await output.flushed();
	expect(output.failed()).toBe(true);
});
