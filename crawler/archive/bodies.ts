import { hash } from 'node:crypto';
import zlib from 'node:zlib';
import { undone } from './damage.ts';
import type { Database } from './database.ts';

/** What was answered, byte by byte; shared by content between runs. */
export interface Bodies {
	/** Keeps a body once, however often it is met; returns its hash. */
	readonly keep: (body: Uint8Array) => Uint8Array;
	/** A body that was kept, by its hash. */
	readonly of: (key: Uint8Array) => Buffer | undefined;
}

export const openBodies = ({ all, write }: Database): Bodies => ({
	keep: (body) => {
		const key = hash('sha256', body, 'buffer');
		if (all('select 1 from bodies where hash = ?', key).length > 0) return key;
		write(
			'insert into bodies (hash, size, data) values (?, ?, ?)',
			key,
			body.length,
			zlib.zstdCompressSync(body, {
				params: { [zlib.constants.ZSTD_c_compressionLevel]: 1, [zlib.constants.ZSTD_c_checksumFlag]: 1 },
			}),
		);
		return key;
	},
	of: (key) => {
		const [row] = all('select data from bodies where hash = ?', key);
		return row && undone(() => zlib.zstdDecompressSync(row.data as Uint8Array));
	},
});
