import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Report } from '../model.ts';

/** What a store keeps of a report beside its sums and findings. */
export interface Parts
	extends Pick<Report, 'scores' | 'checks' | 'coverage' | 'columns' | 'run' | 'profile' | 'upcoming'> {
	/** Absent from what the first versions kept, as is the next. */
	readonly site?: Report['site'];
	/** Whether it has documents that are no interpretations: what is counted on documents was observed. */
	readonly hasPolicies?: boolean;
}

const packed = (parts: Parts): Uint8Array => zstdCompressSync(JSON.stringify(parts));

/** As compressed JSON: a portal's columns shrink to a tenth. */
export const packParts = ({
	scores,
	checks,
	coverage,
	columns,
	run,
	profile,
	site,
	documents,
	upcoming,
}: Report): Uint8Array => {
	const hasPolicies = documents.some(({ role }) => role !== 'interpretation');
	return packed({
		scores,
		checks,
		coverage,
		columns,
		run,
		profile,
		site,
		hasPolicies,
		...(upcoming ? { upcoming } : {}),
	});
};

/** The same with other scores. */
export const repackParts = (parts: Parts, scores: Parts['scores']): Uint8Array =>
	packed({ ...parts, scores });

export const unpackParts = (bytes: Uint8Array): Parts => JSON.parse(zstdDecompressSync(bytes).toString());
