/** No page can keep us busy for long with an expression of our own: each takes a time that grows as the text does. */
import { expect, test } from 'vitest';
import { createRandom } from '../fixtures/country/random.ts';
import {
	alphabetOf,
	buildingsOf,
	builtBy,
	expressionsOf,
	firstWayOf,
	type OwnExpression,
} from '../support/expressions.ts';
import { rounds } from '../support/faults.ts';

const seed = Number(process.env.GONGKAI_SEED ?? 1);

/** Characters of a text; what grows as its square takes some hundred times as long as what grows as it does. */
const length = 4_000;
/** Processor time below which nothing is compared, milliseconds. */
const shortest = 2;
/** Four times the text takes four times as long; sixteen times is the square. */
const mostGrowth = 11;
/** Shorter texts first: what doubles with each character would never come back from a long one. */
const steps = [20, 28, 40, 60, 100, 200, 1000, length];
/** So short a text takes no time at all. */
const longestShort = 200;

/** Processor time of this thread for putting nothing in place of all that the expression finds, milliseconds. */
const timeOf = (expression: RegExp, text: string): number => {
	const before = process.threadCpuUsage();
	text.replace(expression, '');
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
};

/** A text begins with `head` and goes on with `pump` for so long. */
interface Attack {
	readonly head: string;
	readonly pump: string;
}

const textOf = ({ head, pump }: Attack, size: number): string =>
	`${head}${pump.repeat(Math.ceil(size / pump.length))}\u0001`;

/** What an expression asks for, over and over: each sign, each beginning, each sign after each beginning. */
const attacksOn = ({ source }: OwnExpression, random: ReturnType<typeof createRandom>): Attack[] => {
	const places = alphabetOf(source);
	const words = alphabetOf(firstWayOf(source))
		.slice(0, 24)
		.map(([sign = '']) => sign);
	const attacks = places.slice(0, 40).flatMap((signs) => signs.map((pump) => ({ head: '', pump })));
	words.forEach((sign, index) => {
		const head = words.slice(0, index).join('');
		attacks.push({ head: '', pump: head + sign }, { head, pump: sign });
		if (index > 0) attacks.push({ head: '', pump: words[index - 1] + sign });
	});
	for (let n = 1; n < rounds && places.length > 0; n++) {
		const some = (most: number): string =>
			Array.from({ length: random.int(1, most) }, () => random.pick(random.pick(places))).join('');
		attacks.push({ head: some(8), pump: some(4) });
	}
	return [...new Map(attacks.map((attack) => [`${attack.head}\n${attack.pump}`, attack])).values()];
};

const told = ({ file, line, source, flags }: OwnExpression, attack: Attack, words: string): string =>
	`${file}:${line} /${source}/${flags} takes ${words} ${JSON.stringify(attack)}`;

/** What the expression takes too long for. */
const bombFor = (own: OwnExpression): string | undefined => {
	const flags = own.flags.includes('g') ? own.flags : `${own.flags}g`;
	const expression = new RegExp(own.source, flags);
	for (const attack of attacksOn(own, createRandom(seed))) {
		for (const size of steps) {
			const text = textOf(attack, size);
			// The least of a few: others use this processor too.
			const least = (of: string): number =>
				Math.min(...Array.from({ length: 3 }, () => timeOf(expression, of)));
			if (timeOf(expression, text) < shortest) continue;
			const once = least(text);
			if (size <= longestShort && once >= shortest)
				return told(own, attack, `${once} ms for ${size} characters of`);
			const later = least(textOf(attack, size * 4));
			if (once < shortest || later / once < mostGrowth) continue;
			return told(own, attack, `${once} ms, and ${later} ms for four times as much, of`);
		}
	}
	return undefined;
};

const folders = ['crawler', 'checks'];
const expressions = expressionsOf(folders);

/** Calls those that put one together for what they are given. */
const useAll = async (): Promise<void> => {
	const { normalNumber, numberOfCell } = await import('../../crawler/extract/number.ts');
	normalNumber('临政发〔2026〕1号');
	numberOfCell('临政发〔2026〕1号 有效');
	const { readProxyCall } = await import('../../crawler/extract/jpage.ts');
	const call =
		'$("#x").jpage({ proxyUrl: "/a.jsp", perPage: 15, totalRecord: 98, ajaxParam: { columnid: 1 } })';
	expect(readProxyCall(`<script>${call}</script>`, (url) => url)).toBeDefined();
};
/** The only one that is made of what a page says: letters and digits of an address, which it checks before. */
const ofAddresses = 'crawler/frontier/variants.ts';

test('each expression of the crawler and the checks takes a time that grows as the text does', {
	timeout: 60_000 + rounds * 60_000,
}, () => {
	expect(expressions.length).toBeGreaterThan(500);
	expect(expressions.map(bombFor).filter((bomb) => bomb !== undefined)).toEqual([]);
});

test('so does each that is put together while the program runs', {
	timeout: 120_000 + rounds * 60_000,
}, async () => {
	const built = await builtBy(folders, useAll);
	const seen = new Set(built.map(({ file, line }) => `${file}:${line}`));
	const places = buildingsOf(folders).filter(({ file }) => file !== ofAddresses);
	expect(places.map(({ file, line }) => `${file}:${line}`).filter((place) => !seen.has(place))).toEqual([]);
	const own = built.filter(({ file }) => folders.includes(file.split('/', 1)[0] ?? ''));
	expect(own.length).toBeGreaterThanOrEqual(places.length);
	expect(own.map(bombFor).filter((bomb) => bomb !== undefined)).toEqual([]);
});

test.each([
	['a square', String.raw`\s+$`],
	['a cube', String.raw`\s*x?\s*y?\s*$`],
	['a power', '(?:a+)+$'],
	['a square of words', '《.*》x'],
])('%s would be told', (_what, source) => {
	expect(bombFor({ file: 'a.ts', line: 1, source, flags: '' })).toContain('takes');
});
