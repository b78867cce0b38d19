import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { DiskUse } from '../reports/store/operation-model.ts';
import { shanghaiTime } from '../reports/time.ts';

export interface MeasuringOptions {
	readonly config: Pick<Config, 'out' | 'database'>;
	readonly now: Date;
	/** What was measured last, for the days before. */
	readonly before?: DiskUse;
	/** Sites that are audited, whether they have a folder or not. */
	readonly known: number;
	/** Files that are looked at, at most; of what is left nobody knows, and it is reckoned from the rest. Default: 100,000. */
	readonly maxFiles?: number;
}

const maxDays = 90;

/** Bytes of a site's folder. */
interface SiteUse {
	readonly reports: number;
	readonly pictures: number;
	readonly archives: number;
	readonly other: number;
	/** Of the newest month, which the next one will resemble. */
	readonly month: number;
}

/** Counts files until there were enough. */
const counterOf = (most: number) => {
	let left = most;
	const sizeOf = async (file: string): Promise<number> => {
		left--;
		return stat(file).then(
			({ size }) => size,
			() => 0, // Gone meanwhile.
		);
	};
	const sizesIn = async (folder: string): Promise<{ name: string; isFolder: boolean; size: number }[]> => {
		const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
		const found = [];
		for (const entry of entries) {
			const isFolder = entry.isDirectory();
			const size = entry.isFile() ? await sizeOf(join(folder, entry.name)) : 0;
			found.push({ name: entry.name, isFolder, size });
		}
		return found;
	};
	return { sizeOf, sizesIn, isOver: () => left <= 0 };
};
type Counter = ReturnType<typeof counterOf>;

const isMonth = (name: string): boolean => /^\d{4}-\d{2}$/.test(name);
const sum = (all: Iterable<number>): number => [...all].reduce((total, one) => total + one, 0);

const monthUse = async (
	folder: string,
	{ sizesIn }: Counter,
): Promise<{ reports: number; pictures: number }> => {
	const own = await sizesIn(folder);
	const pictures = sum((await sizesIn(join(folder, 'evidence'))).map(({ size }) => size));
	return { reports: sum(own.map(({ size }) => size)), pictures };
};

const siteUse = async (folder: string, counter: Counter): Promise<SiteUse> => {
	const entries = await counter.sizesIn(folder);
	const months = entries.filter(({ name, isFolder }) => isFolder && isMonth(name)).map(({ name }) => name);
	const uses = [];
	for (const month of months.sort()) uses.push(await monthUse(join(folder, month), counter));
	const files = entries.filter(({ isFolder }) => !isFolder);
	const archives = sum(files.filter(({ name }) => name.startsWith('archive.')).map(({ size }) => size));
	const last = uses.at(-1);
	return {
		reports: sum(uses.map(({ reports }) => reports)),
		pictures: sum(uses.map(({ pictures }) => pictures)),
		archives,
		other: sum(files.map(({ size }) => size)) - archives,
		month: last ? last.reports + last.pictures : 0,
	};
};

/** So many of them, spread over all. */
const spread = <Item>(items: readonly Item[]): Item[] => {
	// By a stride that meets each once: whoever comes first by name is not always the one that is seen.
	const stride = [7919, 7907, 1].find((step) => items.length % step !== 0) ?? 1;
	return items.map((_, index) => items[(index * stride) % items.length] as Item); // Within its bounds by the remainder.
};

/** How much the installation takes of its disk. Bounded: of a folder with many files only a part is looked at. */
export const measureDisk = async (options: MeasuringOptions): Promise<DiskUse> => {
	const { config, now, before, known, maxFiles = 100_000 } = options;
	const counter = counterOf(maxFiles);
	const top = await counter.sizesIn(config.out);
	const names = top.filter(({ name, isFolder }) => isFolder && name !== 'logs').map(({ name }) => name);
	const uses: SiteUse[] = [];
	for (const name of spread(names)) {
		if (counter.isOver()) break;
		uses.push(await siteUse(join(config.out, name), counter));
	}
	const scale = uses.length === 0 ? 0 : names.length / uses.length;
	const all = (part: keyof SiteUse): number => Math.round(sum(uses.map((use) => use[part])) * scale);
	const isFile = !/^postgres(ql)?:/.test(config.database);
	const files = isFile ? ['', '-wal', '-shm'].map((end) => `${config.database}${end}`) : [];
	const parts = {
		reports: all('reports'),
		pictures: all('pictures'),
		archives: all('archives'),
		logs: sum((await counter.sizesIn(join(config.out, 'logs'))).map(({ size }) => size)),
		store: sum(await Promise.all(files.map(counter.sizeOf))),
		other: all('other') + sum(top.map(({ size }) => size)),
	};
	const { bavail, blocks, bsize } = await statfs(config.out);
	const archived = uses.filter(({ archives }) => archives > 0);
	const mean = (part: 'month' | 'archives'): number =>
		archived.length === 0 ? 0 : sum(archived.map((use) => use[part])) / archived.length;
	const newcomers = Math.max(0, known - Math.round(archived.length * scale));
	const nextRound = Math.round(known * mean('month') + newcomers * mean('archives'));
	const day = shanghaiTime(now.toISOString()).slice(0, 10);
	const total = sum(Object.values(parts));
	const days = [...(before?.days ?? []).filter((one) => one.day !== day), { day, total }].slice(-maxDays);
	return {
		at: now.toISOString(),
		...parts,
		...{ free: bavail * bsize, size: blocks * bsize, sites: names.length, looked: uses.length, days },
		...(archived.length > 0 && known > 0 ? { nextRound } : {}),
	};
};
