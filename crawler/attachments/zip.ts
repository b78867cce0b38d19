import { unzipSync } from 'fflate';
import { NoTextError } from './no-text.ts';

/** Of one part of an archive, and of all the parts that are opened together; decompressed. */
const maxPartBytes = 32 << 20;
const maxTotalBytes = 64 << 20;
/** Parts of an archive: more of them are no document. */
const maxParts = 20_000;

/** A zip archive of which single parts are read, in memory: no part's name ever becomes a path. */
export interface Zip {
	readonly has: (name: string) => boolean;
	readonly names: readonly string[];
	/** The part's bytes; undefined where there is none of this name. Throws where there are too many of them. */
	readonly read: (name: string) => Uint8Array | undefined;
}

/** Opens an archive. Throws `NoTextError` where it is none, is damaged, or would fill the memory. */
export const openZip = (bytes: Uint8Array): Zip => {
	const sizes = new Map<string, number>();
	let total = 0;
	const unpack = (wanted: (name: string, size: number) => boolean): Record<string, Uint8Array> => {
		try {
			return unzipSync(bytes, { filter: ({ name, originalSize }) => wanted(name, originalSize) });
		} catch (cause) {
			if (cause instanceof NoTextError) throw cause;
			throw new NoTextError('damaged', { cause });
		}
	};
	unpack((name, size) => {
		if (sizes.size >= maxParts) throw new NoTextError('too-large');
		// Of two parts of one name, programs differ in which they show.
		if (sizes.has(name)) throw new NoTextError('damaged');
		sizes.set(name, size);
		return false;
	});
	return {
		has: (name) => sizes.has(name),
		names: [...sizes.keys()],
		read: (name) => {
			const size = sizes.get(name);
			if (size === undefined) return undefined;
			total += size;
			if (size > maxPartBytes || total > maxTotalBytes) throw new NoTextError('too-large');
			return unpack((other) => other === name)[name];
		},
	};
};
