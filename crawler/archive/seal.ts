/** What an archive's file came to when it was closed. SQLite does not see every damage: what is damaged would be taken for what the site has said. */
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const sealOf = (file: string): string => `${file}-seal`;

const partBytes = 1 << 20;

/** A checksum and the length of all that an open file holds. */
const sumOf = (handle: number): string => {
	const part = Buffer.allocUnsafe(partBytes);
	for (let sum = 0, length = 0; ; ) {
		const bytes = readSync(handle, part, 0, partBytes, length);
		if (bytes === 0) return `${sum} ${length}\n`;
		sum = crc32(part.subarray(0, bytes), sum);
		length += bytes;
	}
};

const unlessFails = <T>(work: () => T): T | undefined => {
	try {
		return work();
	} catch {
		return undefined;
	}
};

/** One that was not written to its end is none. */
const readSeal = (file: string): string | undefined =>
	unlessFails(() => /^\d+ \d+\n$/.exec(readFileSync(sealOf(file), 'utf8'))?.[0]);

const sumOfFile = (file: string): string => {
	const handle = openSync(file, 'r');
	try {
		return sumOf(handle);
	} finally {
		closeSync(handle);
	}
};

/**
 * Reads a file that has a seal; to be called before it is opened. What it returns says, once nobody else can write the file, whether
 * it is damaged.
 */
export const examineSeal = (file: string): (() => boolean) => {
	const seal = readSeal(file);
	const sum = seal === undefined ? undefined : unlessFails(() => sumOfFile(file));
	// An empty file has nothing that could be wrong.
	if (sum === undefined || sum === seal || sum === '0 0\n') return () => false;
	// Whoever wrote the file since it was read has left another seal or none.
	return () => readSeal(file) === seal;
};

/** To be called before the file is written. */
export const breakSeal = (file: string): void => rmSync(sealOf(file), { force: true });

/**
 * Seals a file that nobody writes any more. What it returns is to be called once the database is closed: systems that keep locks by
 * process let go of all that it has on a file as soon as it closes one handle of it.
 */
export const sealFile = (file: string): (() => void) => {
	const handle = unlessFails(() => openSync(file, 'r'));
	if (handle === undefined) return () => {};
	// Without a seal it is only that less is seen of a damage.
	unlessFails(() => writeFileSync(sealOf(file), sumOf(handle)));
	return () => closeSync(handle);
};
