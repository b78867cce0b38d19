import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import type { Finding, Report, SeenResponse } from '../model.ts';
import { provingAddresses } from '../responses.ts';
import type { Tables } from './schema.ts';

/** Keeps how a report's addresses answered, all in one piece: they are much alike. */
export const keepResponses = async (
	db: Transaction<Tables>,
	report: number,
	{ responses }: Pick<Report, 'responses'>,
): Promise<void> => {
	if (!responses) return;
	await db
		.insertInto('responses')
		.values({ report, responses: zstdCompressSync(JSON.stringify(responses)) })
		.execute();
};

/** How the addresses answered that one finding rests on, as that report saw them. */
export const responsesFor = async (
	db: Kysely<Tables>,
	report: number,
	{ subject, foundOn, message, evidence }: Pick<Finding, 'subject' | 'foundOn' | 'message' | 'evidence'>,
): Promise<Readonly<Record<string, SeenResponse>>> => {
	const row = await db
		.selectFrom('responses')
		.select('responses')
		.where('report', '=', report)
		.executeTakeFirst();
	if (!row) return {};
	const all = JSON.parse(zstdDecompressSync(row.responses).toString()) as NonNullable<Report['responses']>;
	return Object.fromEntries(
		provingAddresses({ subject, foundOn, message, snippet: evidence.snippet }).flatMap((url) =>
			all[url] ? [[url, all[url]]] : [],
		),
	);
};
