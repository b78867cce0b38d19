import { pathPattern } from '../url.ts';

/**
 * Which families of addresses are worth their requests. A family is known by what its pages bring: as long as something new comes
 * now and then it may go on for ever; when nothing has come for a while it waits for all others, and then it is left.
 */

/** What a page brought: `ripe`: something not seen before; `thin`: known entries under a new name; `none`; `wall`: nobody was let in. */
export type Fruit = 'ripe' | 'thin' | 'none' | 'wall';

/** `doubtful` waits for all others; `barren` is left, and `walled`, too: whoever keeps knocking is shut out of the rest. */
export type Standing = 'good' | 'doubtful' | 'barren' | 'walled';

/** Pages in a row without fruit that are forgiven a family that never had any … */
const patience = 10;
/** … and so many more, at most, one that had much. */
const trust = 30;
/** A list of what is known from elsewhere is a list all the same. */
const thinCost = 0.1;
/** Pages in a row without fruit after which what leads on from them is a family of its own. */
const longDrought = 2;

interface Family {
	fruitful: number;
	/** Pages without fruit since the last fruit, and walls among them. */
	streak: number;
	walls: number;
}

export interface Harvest {
	readonly standing: (url: string, foundOn: string) => Standing;
	readonly note: (url: string, foundOn: string, fruit: Fruit) => void;
}

/**
 * The families of an address: the pattern of its path, or all and each of what it asks for on that path. An order of sorting that
 * changes nothing is told from a page number that does, whatever they are combined with.
 */
const familiesOf = (url: string): string[] => {
	const path = pathPattern(url);
	const { search, searchParams } = new URL(url);
	if (search === '') return [path];
	return [`${path}?`, ...[...new Set(searchParams.keys())].slice(0, 20).map((name) => `${path}?${name}`)];
};

export const createHarvest = (): Harvest => {
	const families = new Map<string, Family>();
	/** Of pages without fruit: how many there are from the last one that had any to here. */
	const droughts = new Map<string, number>();
	const keysOf = (url: string, foundOn: string): string[] => {
		const keys = familiesOf(url);
		// Made-up folders within made-up folders share no pattern; what they share is that nothing ever comes of them.
		if ((droughts.get(foundOn) ?? 0) >= longDrought) keys.push(`${new URL(url).host} on from nothing`);
		return keys;
	};
	const standingOf = (key: string): Standing => {
		const { streak, fruitful, walls } = families.get(key) ?? { streak: 0, fruitful: 0, walls: 0 };
		const limit = patience + Math.min(trust, Math.floor(Math.sqrt(fruitful)));
		if (streak < 2 * limit) return streak < limit ? 'good' : 'doubtful';
		return walls * 2 > streak ? 'walled' : 'barren';
	};
	return {
		standing: (url, foundOn) => {
			const standings = keysOf(url, foundOn).map(standingOf);
			return (['barren', 'walled', 'doubtful'] as const).find((one) => standings.includes(one)) ?? 'good';
		},
		note: (url, foundOn, fruit) => {
			for (const key of keysOf(url, foundOn)) {
				const family = families.get(key) ?? { fruitful: 0, streak: 0, walls: 0 };
				families.set(key, family);
				if (fruit === 'ripe') family.fruitful++;
				if (fruit === 'wall') family.walls++;
				if (fruit === 'ripe') family.walls = 0;
				family.streak = fruit === 'ripe' ? 0 : family.streak + (fruit === 'thin' ? thinCost : 1);
			}
			if (fruit === 'none' || fruit === 'wall') droughts.set(url, (droughts.get(foundOn) ?? 0) + 1);
			else droughts.delete(url);
		},
	};
};
