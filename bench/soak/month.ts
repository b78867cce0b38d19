import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { slotsBetween } from '../../crawler/probes/slots.ts';
import type { People } from './people.ts';
import type { Serving } from './serving.ts';
import type { SoakSite } from './sites.ts';

/** What lives through the months. */
export interface Life {
	readonly folder: string;
	readonly serving: Serving;
	readonly people: People;
	readonly sites: readonly SoakSite[];
	/** Whether the time for all of it is over: a month that has begun is not counted then. */
	readonly isOver: () => boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Shanghai's midnight, against that of UTC. */
const zoneMs = 8 * hourMs;
const perDay = 20;
/** Between two looks at what a leap has set going, real milliseconds. */
const lookMs = 8;
/** Of one round of audits, and of what runs beside it, real milliseconds. */
const longestMs = 240_000;
/** Of one visit with its second look in the browser, real milliseconds. */
const longestProbeMs = 90_000;
/** One day in so many is lived with all visits of homepages and of people; of the others there is the morning alone. */
const wholeDays = 5;

/** The month's number from the first one, as `2026-01`, and its days' midnights in Shanghai. */
export const monthOf = (
	first: string,
	n: number,
): { readonly name: string; readonly days: readonly number[] } => {
	const [year = 0, month = 1] = first.split('-').map(Number);
	const begin = Date.UTC(year, month - 1 + n, 1) - zoneMs;
	const end = Date.UTC(year, month + n, 1) - zoneMs;
	return {
		name: new Date(begin + zoneMs).toISOString().slice(0, 7),
		days: Array.from({ length: Math.round((end - begin) / dayMs) }, (_, day) => begin + day * dayMs),
	};
};

const dayOf = (at: number): string => new Date(at + zoneMs).toISOString().slice(0, 10);

/** A look at the store of `serve` from beside it. */
const look = (folder: string, statement: string, ...given: readonly string[]): number => {
	const database = new DatabaseSync(join(folder, 'gongkai.db'), { readOnly: true, timeout: 10_000 });
	try {
		return Number(database.prepare(statement).get(...given)?.n ?? 0);
	} finally {
		database.close();
	}
};

/** Audits that are under way or may begin. */
const auditsAtWork = (folder: string, now: Date): number =>
	look(
		folder,
		"SELECT count(*) AS n FROM audits WHERE state = 'running' OR (state = 'queued' AND coalesce(not_before, '') <= ?)",
		now.toISOString(),
	);

const auditsEnded = async ({ folder, serving }: Life): Promise<void> => {
	const until = performance.now() + longestMs;
	let idle = 0;
	// Twice in a row: what is queued next is in the store by then.
	while (idle < 2) {
		if (performance.now() > until) throw new Error(`the audits did not end: ${serving.said()}`);
		await delay(250);
		idle = auditsAtWork(folder, serving.now()) === 0 ? idle + 1 : 0;
	}
};

/** Gives files that were written just now the clock's own day; a picture's age is that of its file. */
const dateFiles = (out: string, now: Date, known: Set<number>): void => {
	for (const path of readdirSync(out, { recursive: true }).map(String)) {
		if (!/evidence/.test(path)) continue;
		const found = statSync(join(out, path), { throwIfNoEntry: false });
		if (!found?.isFile() || known.has(found.ino)) continue;
		known.add(found.ino);
		utimesSync(join(out, path), now, now);
	}
};

const dated = new Set<number>();

/** Lives through one month; false where the time was over before its end. */
export const liveMonth = async (life: Life, month: string, days: readonly number[]): Promise<boolean> => {
	const { folder, serving, people, sites, isOver } = life;
	/** Waits until the visits that were meant for an instant are kept. */
	const probed = async (slot: number): Promise<void> => {
		const until = performance.now() + longestProbeMs;
		const at = new Date(slot).toISOString();
		while (look(folder, 'SELECT count(*) AS n FROM probes WHERE slot = ?', at) === 0) {
			if (performance.now() > until) throw new Error(`the visit of ${at} was not made: ${serving.said()}`);
			await delay(lookMs);
		}
	};
	const audited = async (): Promise<void> => {
		await auditsEnded(life);
		dateFiles(join(folder, 'out'), serving.now(), dated);
	};
	const number = Number(month.slice(5));
	const deeds: Readonly<Record<number, () => Promise<void>>> = {
		2: () => people.decide(month),
		4: async () => {
			await people.recheck(sites.slice(number % 2, (number % 2) + 1).map(({ id }) => id));
			await serving.quiet(longestMs);
		},
		9: () => people.beginObjections(month, dayOf((days[13] ?? 0) + hourMs)),
		15: () => people.freeze(month),
		16: () => people.takeFiles(month),
		19: async () => {
			if (number % 3 !== 1) return;
			await people.audit('yunshan');
			await audited();
		},
		21: () => people.renewToken(),
	};
	for (const [n, midnight] of days.entries()) {
		const [night, morning] = [midnight + 2 * hourMs + 1000, midnight + 10 * hourMs];
		const isWhole = n % wholeDays === wholeDays - 1;
		const slots = sites.flatMap(({ id }) =>
			isWhole ? slotsBetween(id, perDay, midnight, midnight + dayMs - minuteMs) : [],
		);
		const stops = [...slots, night, morning].sort((one, other) => one - other);
		for (const stop of stops) {
			if (isOver()) return false;
			const isEvening = stop > midnight + 20 * hourMs && stop < midnight + 22 * hourMs;
			// Once a month a homepage does not answer for two hours.
			for (const { id, shut } of sites) shut(id === 'yunshan' && n === 14 && isEvening);
			await serving.leap(stop + 500);
			if (stop === night && n === 0) await audited();
			else if (stop === morning) {
				if (isWhole) await people.visit(n + 1, month);
				await deeds[n]?.();
			} else if (stop !== night) await probed(stop);
		}
	}
	await serving.leap((days.at(-1) ?? 0) + dayMs - minuteMs);
	await serving.quiet(longestMs);
	return true;
};
