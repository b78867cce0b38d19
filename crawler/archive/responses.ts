import { resolveUrl } from '../url.ts';
import type { Database } from './database.ts';
import {
	answerOf,
	outcomeOf,
	type RunIds,
	responseOf,
	type StoredAnswer,
	type StoredOutcome,
	type StoredResponse,
} from './rows.ts';
import { rowsOfRun } from './schema.ts';

/** How each address of the run answered, the last time that it was asked. */
export interface Responses {
	readonly save: (seq: number, response: StoredResponse, at: string) => void;
	/** The address was not asked, since it shows what `base` shows. */
	readonly saveSame: (seq: number, base: string) => void;
	/** The answer's outcome, without its body. */
	readonly of: (seq: number) => StoredOutcome | undefined;
	/** All that is kept of the answer, and when it came, ISO. */
	readonly whole: (seq: number) => (StoredResponse & { readonly at: string }) | undefined;
	/** Final addresses and redirects of all answers. */
	readonly all: () => Generator<StoredAnswer>;
	/** Pages that are well and answered with a redirect that was not followed, and where it leads. */
	readonly leading: () => { readonly seq: number; readonly target: string }[];
	/** What the pages of other hosts are called that are well. */
	readonly titles: () => { readonly seq: number; readonly url: string; readonly title: string }[];
	/** What is well by the word of its server that it is as it was. */
	readonly vouchedFor: () => number[];
}

export const openResponses = ({ all, prepare, write }: Database, ids: RunIds): Responses => ({
	save: (seq, response, at) => {
		write(
			'insert or replace into responses values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
			ids.of(seq),
			response.finalUrl,
			response.status ?? null,
			response.reason ?? null,
			JSON.stringify(response.headers),
			response.body ?? null,
			JSON.stringify(response.redirects),
			response.lane,
			at,
			response.milliseconds,
		);
	},
	saveSame: (seq, base) => {
		write(
			'insert or replace into responses values (?, ?, null, null, null, null, ?, ?, ?, 0)',
			ids.of(seq),
			base,
			'[]',
			'http',
			'',
		);
	},
	of: (seq) => {
		const [row] = all('select final_url, status, reason from responses where id = ?', ids.of(seq));
		return row && outcomeOf(row);
	},
	whole: (seq) => {
		const [row] = all('select * from responses where id = ?', ids.of(seq));
		return row && { ...responseOf(row), at: row.at as string };
	},
	titles: () =>
		all(
			`select f.id, f.url, r.headers ->> 'title' as title from responses r join frontier f using (id)
			where r.id between ? and ? and f.type = 'external' and f.state = 'ok' and title is not null`,
			...ids.all(),
		).map(({ id, url, title }) => ({
			seq: (id as number) % rowsOfRun,
			url: url as string,
			title: title as string,
		})),
	*all() {
		const rows = prepare(
			'select f.id, f.url, r.final_url, r.status, r.reason, r.redirects from responses r join frontier f using (id) where r.id between ? and ?',
		).iterate(...ids.all());
		for (const row of rows) yield answerOf(row);
	},
	leading: () =>
		all(
			"select id, final_url, json_extract(r.headers, '$.location') as location from responses r join frontier f using (id) where id between ? and ? and r.status between 300 and 399 and f.state = 'ok' and f.type = 'page' and location is not null",
			...ids.all(),
		).flatMap(({ id, final_url: from, location }) => {
			const target = resolveUrl(location as string, from as string);
			return target === undefined ? [] : [{ seq: (id as number) % rowsOfRun, target }];
		}),
	vouchedFor: () =>
		all(
			"select f.id from frontier f join responses r using (id) where f.id between ? and ? and r.status = 304 and f.state in ('ok', 'render')",
			...ids.all(),
		).map(({ id }) => (id as number) % rowsOfRun),
});
