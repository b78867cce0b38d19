import { NoTextError } from './no-text.ts';

/** Streams of a compound file (MS-CFB) by name: what office programs of before 2007 put their parts into. */
export type Ole = ReadonlyMap<string, () => Buffer>;

/** Numbers from here on are marks, not sectors. */
const leastMark = 0xfffffffa;
const entryBytes = 128;
const storageRoot = 5;
const stream = 2;
const maxEntries = 4000;

const damaged = (): never => {
	throw new NoTextError('damaged');
};

/** Opens a compound file. Each chain of sectors is followed once around at most. Throws `NoTextError` where it is damaged. */
export const openOle = (bytes: Buffer): Ole => {
	if (bytes.length < 512) damaged();
	const shift = bytes.readUInt16LE(30);
	if (shift !== 9 && shift !== 12) damaged();
	const size = 1 << shift;
	const miniSize = 64;
	const most = Math.ceil(bytes.length / size);
	const sector = (number: number): Buffer => bytes.subarray((number + 1) * size, (number + 2) * size);

	// The table of sectors: where its parts are stands in the header, and goes on in sectors of its own.
	const parts: number[] = [];
	const addParts = (from: Buffer, count: number): void => {
		for (let i = 0; i < count && 4 * i + 4 <= from.length; i++) {
			const number = from.readUInt32LE(4 * i);
			if (number < leastMark && parts.length < most) parts.push(number);
		}
	};
	addParts(bytes.subarray(76), 109);
	let more = bytes.readUInt32LE(68);
	for (let i = 0; more < leastMark && i < most; i++) {
		const list = sector(more);
		if (list.length < size) break;
		addParts(list, size / 4 - 1);
		more = list.readUInt32LE(size - 4);
	}
	const table = Buffer.concat(parts.map(sector));

	const chain = (links: Buffer, first: number, limit: number): number[] => {
		const found: number[] = [];
		for (let at = first; at < leastMark; at = links.readUInt32LE(4 * at)) {
			if (found.length > limit || 4 * at + 4 > links.length) return damaged();
			found.push(at);
		}
		return found;
	};
	const whole = (first: number): Buffer => Buffer.concat(chain(table, first, most).map(sector));

	const directory = whole(bytes.readUInt32LE(48));
	if (directory.length < entryBytes || directory[66] !== storageRoot) damaged();
	const miniTable = whole(bytes.readUInt32LE(60));
	const cutoff = bytes.readUInt32LE(56);
	let ministream: Buffer = Buffer.alloc(0);
	const streams = new Map<string, () => Buffer>();
	const count = Math.min(maxEntries, Math.floor(directory.length / entryBytes));
	for (let i = 0; i < count; i++) {
		const entry = directory.subarray(i * entryBytes, (i + 1) * entryBytes);
		const kind = entry[66];
		const first = entry.readUInt32LE(116);
		const length = entry.readUInt32LE(120);
		if (kind === storageRoot && i === 0) ministream = whole(first);
		const nameLength = Math.min(64, entry.readUInt16LE(64)) - 2;
		const name = entry.toString('utf16le', 0, Math.max(0, nameLength));
		if (kind !== stream || streams.has(name)) continue;
		streams.set(name, () => {
			const content =
				length < cutoff
					? Buffer.concat(
							chain(miniTable, first, most * (size / miniSize)).map((number) =>
								ministream.subarray(number * miniSize, (number + 1) * miniSize),
							),
						)
					: whole(first);
			return content.length < length ? damaged() : content.subarray(0, length);
		});
	}
	return streams;
};
