import zlib from 'node:zlib';

const inflating = (maxOutputLength: number): zlib.ZlibOptions => ({
	maxOutputLength,
	finishFlush: zlib.constants.Z_SYNC_FLUSH,
});

const gunzip = (bytes: Buffer, maxBytes: number): Buffer => zlib.gunzipSync(bytes, inflating(maxBytes));

const decompressors: Record<string, (bytes: Buffer, maxBytes: number) => Buffer> = {
	gzip: gunzip,
	'x-gzip': gunzip,
	br: (bytes, maxOutputLength) =>
		zlib.brotliDecompressSync(bytes, {
			maxOutputLength,
			finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
		}),
	// Some servers send raw deflate under this name; the first byte of a zlib stream tells them apart.
	deflate: (bytes, maxBytes) =>
		((bytes[0] ?? 0) & 0x0f) === 8
			? zlib.inflateSync(bytes, inflating(maxBytes))
			: zlib.inflateRawSync(bytes, inflating(maxBytes)),
};

/** Undoes the content encoding; a bomb ends at `maxBytes` and counts as truncated. A cut-off stream gives what it has. */
export const decodeContent = (
	body: Buffer,
	encoding: string,
	maxBytes: number,
): { body: Buffer; truncated: boolean } => {
	const undo = decompressors[encoding.trim().toLowerCase()];
	if (!undo || body.length === 0) return { body, truncated: false };
	try {
		return { body: undo(body, maxBytes), truncated: false };
	} catch (error) {
		if (error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
			return { body: Buffer.alloc(0), truncated: true };
		}
		throw error;
	}
};
