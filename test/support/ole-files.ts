const sectorBytes = 512;
const end = 0xfffffffe;
const free = 0xffffffff;

const padded = (bytes: Buffer, to: number): Buffer =>
	Buffer.concat([bytes, Buffer.alloc(Math.ceil(bytes.length / to) * to - bytes.length)]);

/** An entry of the directory: 5 the root, 2 a stream. */
const entryOf = (name: string, kind: number, first: number, length: number): Buffer => {
	const entry = Buffer.alloc(128);
	entry.write(name, 0, 'utf16le');
	entry.writeUInt16LE(2 * name.length + 2, 64);
	entry[66] = kind;
	entry.writeUInt32LE(first, 116);
	entry.writeUInt32LE(length, 120);
	return entry;
};

/** A compound file of these streams; short ones lie in the small sectors that the root's own stream holds. */
export const oleOf = (streams: Readonly<Record<string, Buffer>>): Buffer => {
	const links: number[] = [0xfffffffd];
	const sectors: Buffer[] = [];
	const put = (bytes: Buffer): number => {
		const first = links.length;
		const count = Math.ceil(bytes.length / sectorBytes);
		for (let i = 0; i < count; i++) links.push(i === count - 1 ? end : links.length + 1);
		sectors.push(padded(bytes, sectorBytes));
		return count === 0 ? end : first;
	};
	const small: Buffer[] = [];
	const smallLinks: number[] = [];
	const putSmall = (bytes: Buffer): number => {
		const first = smallLinks.length;
		const count = Math.ceil(bytes.length / 64);
		for (let i = 0; i < count; i++) smallLinks.push(i === count - 1 ? end : smallLinks.length + 1);
		small.push(padded(bytes, 64));
		return first;
	};
	const entries = Object.entries(streams).map(([name, bytes]) =>
		entryOf(name, 2, bytes.length < 4096 ? putSmall(bytes) : put(bytes), bytes.length),
	);
	const ministream = Buffer.concat(small);
	const root = entryOf('Root Entry', 5, put(ministream), ministream.length);
	const directory = put(Buffer.concat([root, ...entries]));
	const numbers = (all: readonly number[]): Buffer => {
		const bytes = Buffer.alloc(sectorBytes, 0xff);
		for (const [i, value] of all.entries()) bytes.writeUInt32LE(value, 4 * i);
		return bytes;
	};
	const miniTable = put(numbers(smallLinks));
	const header = Buffer.alloc(sectorBytes);
	Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
	header.writeUInt16LE(9, 30);
	header.writeUInt32LE(directory, 48);
	header.writeUInt32LE(4096, 56);
	header.writeUInt32LE(miniTable, 60);
	header.writeUInt32LE(end, 68);
	header.fill(0xff, 76);
	header.writeUInt32LE(0, 76);
	if (links.length > sectorBytes / 4) throw new Error(`at most 128 sectors, not ${links.length}`);
	while (links.length < sectorBytes / 4) links.push(free);
	return Buffer.concat([header, numbers(links), ...sectors]);
};

/** A document of Word 97; its pieces lie in the file in the order from the last to the first. `flags`: 0x100 encrypted. */
export const docOf = (pieces: readonly string[], flags = 0): Buffer => {
	const main = Buffer.alloc(8192);
	main.writeUInt16LE(0xa5ec, 0);
	main.writeUInt16LE(flags | 0x200, 10);
	const letters = pieces.reduce((sum, { length }) => sum + length, 0);
	main.writeUInt32LE(letters, 0x4c);
	const table = Buffer.alloc(5 + 4 * (pieces.length + 1) + 8 * pieces.length);
	table[0] = 2;
	table.writeUInt32LE(table.length - 5, 1);
	let place = 0x400;
	for (const [i, piece] of [...pieces.entries()].reverse()) {
		const isNarrow = /^[\0-\x7f]*$/.test(piece);
		main.write(piece, place, isNarrow ? 'latin1' : 'utf16le');
		const at = isNarrow ? (2 * place) | 0x40000000 : place;
		table.writeUInt32LE(at, 5 + 4 * (pieces.length + 1) + 8 * i + 2);
		place += piece.length * (isNarrow ? 1 : 2);
	}
	let ends = 0;
	for (const [i, { length }] of pieces.entries()) {
		ends += length;
		table.writeUInt32LE(ends, 5 + 4 * (i + 1));
	}
	main.writeUInt32LE(table.length, 0x1a6);
	return oleOf({ WordDocument: main, '1Table': table });
};
