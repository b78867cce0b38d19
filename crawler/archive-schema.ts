/** Layout of the tables; an archive of another version is refused with a clear line. */
export const schemaVersion = 1;

/** Rows are appended under `run * 2^32 + seq`: a run's rows lie together, and nothing is inserted in between. */
export const schema = `
create table if not exists runs (
	id integer primary key, started_at text not null, as_of text not null, settings text not null,
	finished_at text, counters text not null default '{}', notes text not null default '{}'
);
create table if not exists bodies (id integer primary key, hash blob not null unique, size integer not null, data blob not null);
create table if not exists frontier (
	id integer primary key, url text not null, key text not null, type text not null, priority integer not null,
	depth integer not null, state text not null default 'queued', found_on text not null, found_text text not null
);
create table if not exists tries (
	id integer primary key, entry integer not null, at text not null, lane text not null, outcome text not null
);
create index if not exists tries_entry on tries (entry);
create table if not exists responses (
	id integer primary key, final_url text not null, status integer, reason text, headers text, body blob,
	redirects text not null, lane text not null, at text not null, milliseconds real not null
);
create table if not exists pages (
	id integer primary key, lane text not null, facts text not null, links text not null, walked text
);
`;

/** Rows of one run: from `run * rowsOfRun` up to the next one's. */
export const rowsOfRun = 2 ** 32;
