import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Report } from '../model.ts';

/** What a store keeps of a report beside its sums and findings. */
export type Parts = Pick<Report, 'scores' | 'checks' | 'coverage' | 'columns' | 'run' | 'profile'>;

/** As compressed JSON: a portal's columns shrink to a tenth. */
export const packParts = ({ scores, checks, coverage, columns, run, profile }: Report): Uint8Array =>
	zstdCompressSync(JSON.stringify({ scores, checks, coverage, columns, run, profile }));

export const unpackParts = (bytes: Uint8Array): Parts => JSON.parse(zstdDecompressSync(bytes).toString());
