import { parsed } from './damage.ts';
import type { Database, Row } from './database.ts';
import type { EntryType } from './rows.ts';

/** What an address answered last when all was well, whatever run that was in. */
export interface Known {
	/** The address that answered, redirects behind us. */
	readonly url: string;
	/** What it was asked for as: of pictures less is read than of pages. */
	readonly type: EntryType;
	/** The validators that the answer came with. */
	readonly etag?: string;
	readonly modified?: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Hash of a page's bytes, which are in the archive. */
	readonly body?: Uint8Array;
	/** Number of what was read from them. */
	readonly reading?: number;
	/** Number of what was read in a file, whose bytes are not in the archive. */
	readonly file?: number;
	/** The page lists others, and changes when they come. */
	readonly listing: boolean;
	/** The version of the program that read or judged it. */
	readonly reader: string;
	/** When it was asked, ISO. */
	readonly at: string;
	/** The day by which the run was judged that asked, YYYY-MM-DD. */
	readonly asOf: string;
}

const knownOf = (row: Row): Known => ({
	url: row.url as string,
	type: row.type as EntryType,
	...(row.etag === null ? {} : { etag: row.etag as string }),
	...(row.modified === null ? {} : { modified: row.modified as string }),
	headers: parsed<Record<string, string>>(row.headers),
	...(row.body === null ? {} : { body: row.body as Uint8Array }),
	...(row.reading === null ? {} : { reading: row.reading as number }),
	...(row.file === null ? {} : { file: row.file as number }),
	listing: row.listing === 1,
	reader: row.reader as string,
	at: row.at as string,
	asOf: row.as_of as string,
});

/** The last good answers of a site's addresses: what the next run need not have again. */
export interface KnownAnswers {
	readonly of: (url: string) => Known | undefined;
	readonly keep: (known: Known) => void;
}

export const knownAnswers = (database: Database): KnownAnswers => ({
	of: (url) => {
		const row = database.prepare('select * from known where url = ?').get(url);
		return row && knownOf(row);
	},
	keep: ({ url, type, etag, modified, headers, body, reading, file, listing, reader, at, asOf }) => {
		database.write(
			'insert or replace into known values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
			url,
			type,
			etag ?? null,
			modified ?? null,
			JSON.stringify(headers),
			body ?? null,
			reading ?? null,
			listing ? 1 : 0,
			reader,
			at,
			asOf,
			file ?? null,
		);
	},
});
