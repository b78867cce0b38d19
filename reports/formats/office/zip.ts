import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

type Pieces = Iterable<string> | AsyncIterable<string>;

/** A file of an archive. Its pieces are taken when all parts before it are written. */
export interface ZipPart {
	/** ASCII, with `/` between folders. */
	readonly name: string;
	readonly content: Pieces;
}

/** Sizes and places are written in four bytes. */
const maxBytes = 0xffff_ffff;

const held = (bytes: number): number => {
	if (bytes <= maxBytes) return bytes;
	throw new Error('文件超过 4 GB，写不成一个压缩包，请按网站分别导出，或改用 csv');
};

/** The pieces as bytes, each counted and checked as it passes. */
async function* counted(pieces: Pieces, part: ZipInputFile): AsyncGenerator<Uint8Array> {
	for await (const piece of pieces) {
		const bytes = Buffer.from(piece);
		part.crc = crc32(bytes, part.crc);
		part.size = held(part.size + bytes.length);
		yield bytes;
	}
}

/** The bytes of a deflated part as they come; its source ends where nobody reads on. */
async function* deflated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const deflate = createDeflateRaw();
	const done = pipeline(source, deflate);
	// Whoever reads the stream is told of its errors there.
	done.catch(() => {});
	yield* deflate;
	await done;
}

/** A zip archive of these parts, written while they are read, so that none is ever held whole. */
export async function* zipped(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
	let ready: Uint8Array[] = [];
	let written = 0;
	const zip = new Zip((error, bytes) => {
		if (error) throw error;
		ready.push(bytes);
		written = held(written + bytes.length);
	});
	const taken = (): Uint8Array[] => {
		const bytes = ready;
		ready = [];
		return bytes;
	};
	for await (const { name, content } of parts) {
		// The same content is the same archive, whenever it is written.
		const part: ZipInputFile = { filename: name, size: 0, crc: 0, compression: 8, mtime: '2000-01-01' };
		zip.add(part);
		for await (const bytes of deflated(counted(content, part))) {
			part.ondata?.(null, bytes as Uint8Array<ArrayBuffer>, false);
			yield* taken();
		}
		part.ondata?.(null, new Uint8Array(), true);
		yield* taken();
	}
	zip.end();
	yield* taken();
}
