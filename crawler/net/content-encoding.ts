import zlib from 'node:zlib';

const inflating = (maxOutputLength: number): zlib.ZlibOptions => ({
	maxOutputLength,
	finishFlush: zlib.constants.Z_SYNC_FLUSH,
});

type Undo = (bytes: Buffer, maxBytes: number) => Buffer;

const gunzip: Undo = (bytes, maxBytes) => zlib.gunzipSync(bytes, inflating(maxBytes));

const decompressors: Readonly<Record<string, Undo>> = {
	gzip: gunzip,
	'x-gzip': gunzip,
	br: (bytes, maxOutputLength) =>
		zlib.brotliDecompressSync(bytes, {
			maxOutputLength,
			finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
		}),
	// Nobody asked for it, and some servers send it all the same.
	zstd: (bytes, maxOutputLength) =>
		zlib.zstdDecompressSync(bytes, { maxOutputLength, finishFlush: zlib.constants.ZSTD_e_flush }),
	// Some servers send raw deflate under this name; the first byte of a zlib stream tells them apart.
	deflate: (bytes, maxBytes) =>
		((bytes[0] ?? 0) & 0x0f) === 8
			? zlib.inflateSync(bytes, inflating(maxBytes))
			: zlib.inflateRawSync(bytes, inflating(maxBytes)),
};

/** Encodings one in the other: no server needs as many. */
const mostEncodings = 5;

const isTooMuch = (error: unknown): boolean =>
	error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

/**
 * Undoes the content encodings, the last one first; a bomb ends at `maxBytes` and counts as truncated. A cut-off stream gives what
 * it has. Throws an error of code `ERR_INVALID_…` for more encodings than anybody uses.
 */
export const decodeContent = (
	body: Buffer,
	encoding: string,
	maxBytes: number,
): { body: Buffer; truncated: boolean } => {
	const undoing = encoding
		.slice(0, 1000)
		.toLowerCase()
		.split(',')
		.map((name) => decompressors[name.trim()])
		.filter((undo) => undo !== undefined)
		.reverse();
	if (undoing.length > mostEncodings)
		throw Object.assign(new Error('too many content encodings'), { code: 'ERR_INVALID_ENCODING' });
	if (body.length === 0) return { body, truncated: false };
	try {
		return { body: undoing.reduce((bytes, undo) => undo(bytes, maxBytes), body), truncated: false };
	} catch (error) {
		if (isTooMuch(error)) return { body: Buffer.alloc(0), truncated: true };
		throw error;
	}
};
