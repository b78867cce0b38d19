/**
 * Layout of the tables, and how an archive comes to it: one step from each version to the next. A released step is never
 * changed. An archive of a later version is refused with a clear line.
 *
 * Rows of a run are appended under `run * 2^32 + seq`: they lie together, and nothing is inserted in between.
 */
const steps: readonly string[] = [
	`
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
`,
	// What pages say is kept once for all the runs that met it, and what each address answered last for the runs to come.
	`
create table readings (id integer primary key, facts text not null, links text not null);
insert into readings select id, facts, links from pages order by id;
create table read_pages (id integer primary key, lane text not null, reading integer not null, walked text);
insert into read_pages select id, lane, id, walked from pages order by id;
drop table pages;
alter table read_pages rename to pages;
create table known (
	url text primary key, type text not null, etag text, modified text, headers text not null, body blob,
	reading integer, listing integer not null default 0, reader text not null,
	at text not null, as_of text not null
) without rowid;
`,
	// Links are kept once for all the pages that have them; related links stay among the facts of what was read before.
	`
create table links (id integer primary key, link text not null);
insert into links (link) select distinct e.value from readings, json_each(readings.links) e;
create temp table numbers (link text primary key, id integer not null) without rowid;
insert into numbers select link, id from links;
alter table readings add column related text;
update readings set links = (
	select json_group_array(n.id order by e.key) from json_each(readings.links) e join numbers n on n.link = e.value
);
drop table numbers;
`,
	// What files say: once for all the runs that met it, and which addresses of a run hold it.
	`
create table file_readings (id integer primary key, key blob not null unique, hash blob not null, facts text not null);
create table files (id integer primary key, reading integer not null);
alter table known add column file integer;
`,
];

export const schemaVersion = steps.length;

/** SQL that brings an archive of this version to the newest one. */
export const stepsFrom = (version: number): string => steps.slice(version).join('\n');

/** Rows of one run: from `run * rowsOfRun` up to the next one's. */
export const rowsOfRun = 2 ** 32;
