import { canonicalAddress } from './address.ts';
import { isCron } from './cron.ts';
import { unescapeCell } from './formats/csv.ts';
import { cut, plain } from './formats/text.ts';
import {
	columnTitles,
	findHeader,
	type Header,
	levelOf,
	type RegisterKey,
	typeOf,
} from './register-columns.ts';
import type { KnownSite, RegisteredSite } from './store/model.ts';
import { isWebAddress, siteIdOf, withoutFragment } from './web-address.ts';

/** A row that cannot be taken. */
export interface RowProblem {
	/** As Excel shows it: the first row is 1. */
	readonly row: number;
	readonly message: string;
}

/** What a list of sites says. */
export interface ReadRegister {
	readonly sites: readonly RegisteredSite[];
	/** By row; where there is one, nothing of the list should be taken. */
	readonly problems: readonly RowProblem[];
	/** What was passed over or filled in, for the person who made the list. */
	readonly notes: readonly string[];
}

/** A known site: a list may collide with it, or leave of it what the list has no column for. */
type Known = Pick<KnownSite, 'id' | 'url' | 'origin'> & Partial<KnownSite>;

/** A cell's text on one line; a break between Chinese characters was put there by the width of the cell. */
const clean = (cell: string): string =>
	plain(cell.replace(/(?<=\p{Script=Han})\s*[\r\n]+\s*(?=\p{Script=Han})/gu, ''));

/** Likewise of what is no prose: full-width forms are what the input method made of it. */
const narrow = (cell: string): string => cell.normalize('NFKC').trim();

const quote = (value: string): string => `“${cut(value, 60)}”`;

type Draft = { readonly row: number; readonly given: Partial<RegisteredSite>; readonly problems: string[] };

/** A bare domain, as most lists have them. */
const isBare = (value: string): boolean => !/^[a-z][a-z0-9+.-]*:[/\\]/i.test(value);

const whole = (value: string): string | undefined =>
	isWebAddress(value) && /^(?:[\w.-]+|\[.+\])$/.test(new URL(value).hostname)
		? withoutFragment(value)
		: undefined;

/** An address that was broken to fit its cell is one; a second one below it is not. */
const joined = (cell: string): string => cell.replace(/\s*[\r\n]+\s*(?!\s|https?:|www\.)/gi, '');

const addressOf = (cell: string): string | undefined => {
	// A formula that no program worked out.
	const value = narrow(/^=HYPERLINK\("([^"]+)"/i.exec(cell)?.[1] ?? cell).replaceAll('。', '.');
	if (/\s/.test(value)) return undefined;
	if (!isBare(value)) return whole(value);
	const [host = ''] = value.split(/[/?#:]/);
	const isHost =
		/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host) &&
		(/\p{L}/u.test(host) || /^\d+(\.\d+){3}$/.test(host));
	return isHost ? whole(`http://${value}`) : undefined;
};

const codeOf = (cell: string): string | undefined => {
	const value = narrow(cell).replace(/\s/g, '').replace(/\.0+$/, '').toLowerCase();
	return /^(?:\d{10}|bm\d{8})$/.test(value) ? value : undefined;
};

/** Reads one kind of cell; undefined where it does not hold what it should. */
const readers: Readonly<Record<RegisterKey, (cell: string) => string | undefined>> = {
	id: (cell) => (/^[a-z0-9-]{1,200}$/.test(narrow(cell)) ? narrow(cell) : undefined),
	name: (cell) => cell,
	url: addressOf,
	type: typeOf,
	level: levelOf,
	district: (cell) => cell,
	siteIdCode: codeOf,
	maintainer: (cell) => cell,
	schedule: (cell) => {
		const value = narrow(cell).replace(/\s+/g, ' ');
		return isCron(value) ? value : undefined;
	},
};

const expected: Readonly<Partial<Record<RegisterKey, string>>> = {
	id: '小写字母、数字和连字符，不超过 200 个',
	url: '一个网址，如 http://www.example.gov.cn/',
	type: '门户网站或部门网站',
	level: '省级、市级、县级、乡镇级之一，或留空',
	siteIdCode: '十位数字，或 bm 加八位数字',
	schedule: '五段的 cron 表达式（分 时 日 月 周），如 0 2 1 * *',
};

const hintOf = (key: RegisterKey, cell: string): string =>
	key !== 'siteIdCode'
		? ''
		: /^\d(?:\.\d+)?e\+?\d+$/i.test(cell)
			? '；表格软件把它改成了科学计数法，请把这一列设为文本再填'
			: /^\d{7,9}$/.test(cell)
				? '；若是表格软件丢了开头的 0，请把这一列设为文本再填'
				: '';

const draftOf = (
	cells: readonly string[],
	row: number,
	{ columns }: Header,
	titles: readonly string[],
): Draft => {
	const given: Partial<Record<RegisterKey, string>> = {};
	const problems: string[] = [];
	for (const [key, index] of columns) {
		const raw = cells[index] ?? '';
		const cell = unescapeCell(clean(key === 'url' ? joined(raw) : raw));
		const title = titles[index] ?? '';
		if (cell === '') {
			if (key === 'name' || key === 'url') problems.push(`${title}空着，应填写`);
			continue;
		}
		const value = readers[key](cell);
		if (value === undefined)
			problems.push(`${title}是${quote(cell)}，应为${expected[key]}${hintOf(key, cell)}`);
		else given[key] = value;
	}
	// Each reader gives what its field may hold.
	return { row, given: given as Partial<RegisteredSite>, problems };
};

const slug = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 90);

/** A site with its id, and with what its row says. */
type Identified = Omit<RegisteredSite, 'type'> & Partial<Pick<RegisteredSite, 'type'>>;

/** Ids for an address, the plainest first: its host, its host and path, and those with a number. */
function* idsFor(url: string, isAlone: boolean): Generator<string> {
	const { host, pathname, search } = new URL(url);
	const long = slug(host + pathname + search);
	if (isAlone || pathname + search === '/') yield siteIdOf(url).slice(0, 200);
	yield long;
	for (let n = 2; ; n++) yield `${long}-${n}`;
}

const hostOf = (url: string): string => new URL(url).hostname;

/** Tells of each draft that says what another row or another site says already. */
const findTwins = (drafts: readonly Draft[], known: readonly Known[]): void => {
	const ids = new Map<string, number>();
	const addresses = new Map<string, number>();
	const named = new Set(drafts.map(({ given }) => given.id));
	const byId = new Map(known.map((site) => [site.id, site]));
	const byAddress = new Map(known.map((site) => [canonicalAddress(site.url), site]));
	for (const { row, given, problems } of drafts) {
		const { id, url } = given;
		const address = url === undefined ? undefined : canonicalAddress(url);
		const twin = address === undefined ? undefined : byAddress.get(address);
		if (id !== undefined && ids.has(id)) problems.push(`编号 ${id} 与第 ${ids.get(id)} 行重复`);
		if (address !== undefined && addresses.has(address))
			problems.push(`网址与第 ${addresses.get(address)} 行重复`);
		if (id !== undefined && byId.get(id)?.origin === 'config')
			problems.push(`配置文件里已有站点 ${id}，以配置为准，请删去这一行`);
		else if (twin?.origin === 'config')
			problems.push(`配置文件里已有这个网址（站点 ${twin.id}），以配置为准，请删去这一行`);
		else if (twin && id !== undefined && twin.id !== id && !named.has(twin.id))
			problems.push(`这个网址已登记为站点 ${twin.id}，编号应写 ${twin.id}`);
		if (id !== undefined && !ids.has(id)) ids.set(id, row);
		if (address !== undefined && !addresses.has(address)) addresses.set(address, row);
	}
};

const withIds = (drafts: readonly Draft[], known: readonly Known[]): Identified[] => {
	const byAddress = new Map(known.map((site) => [canonicalAddress(site.url), site.id]));
	const named = new Set(drafts.map(({ given }) => given.id));
	const taken = new Set([...known.map(({ id }) => id), ...drafts.flatMap(({ given }) => given.id ?? [])]);
	const hosts = Map.groupBy(drafts, ({ given }) => hostOf(given.url ?? ''));
	return drafts.map(({ given }) => {
		const { id, name = '', url = '', ...more } = given;
		const site = { name, url, ...more };
		if (id !== undefined) return { id, ...site };
		const before = byAddress.get(canonicalAddress(url));
		if (before !== undefined && !named.has(before)) return { id: before, ...site };
		const isAlone = hosts.get(hostOf(url))?.length === 1;
		for (const own of idsFor(url, isAlone)) {
			if (taken.has(own)) continue;
			taken.add(own);
			return { id: own, ...site };
		}
		throw new Error('ids without end have ended');
	});
};

/** What a list has no column for stays as the register has it: a list of names and addresses says nothing of the rest. */
const kept = (site: Identified, { columns }: Header, known: ReadonlyMap<string, Known>): RegisteredSite => {
	const before = known.get(site.id);
	const old = before?.origin === 'register' ? before : undefined;
	const silent = (['type', 'level', 'district', 'siteIdCode', 'maintainer', 'schedule'] as const).filter(
		(key) => !columns.has(key) && old?.[key] !== undefined,
	);
	return { type: 'portal', ...site, ...Object.fromEntries(silent.map((key) => [key, old?.[key]])) };
};

const missingColumns = (header: Header, titles: readonly string[]): string | undefined => {
	const missing = (['name', 'url'] as const).filter((key) => !header.columns.has(key));
	if (missing.length === 0) return undefined;
	const understood = Object.values(columnTitles).map(
		([first, ...others]) => `${first}（${others.join('、')}）`,
	);
	const wanted = missing.map((key) => `“${columnTitles[key][0]}”`).join('和');
	const there = cut(titles.filter((title) => title !== '').join('、'), 80);
	return `表头缺少${wanted}列，这一行是：${there}；认得的列名：${understood.join('，')}`;
};

const notesOf = (header: Header, bare: readonly number[]): string[] => [
	...(header.unused.length > 0 ? [`没有用到的列：${header.unused.map(clean).join('、')}`] : []),
	...(header.columns.has('type') ? [] : ['没有“网站类型”列，新登记的按门户网站，已登记的保持原来的类型']),
	...(bare.length > 0
		? [`${bare.length} 个网址没有写 http:// 或 https://（首个在第 ${bare[0]} 行），按 http:// 登记`]
		: []),
];

/**
 * A list of sites, a header among its first rows, as sites for the register. `known`: the sites that the installation has; what the
 * configuration names is refused, and a row without an id that has the address of a registered site is that site.
 */
export const readRegister = (
	rows: readonly (readonly string[])[],
	known: readonly Known[] = [],
): ReadRegister => {
	const header = findHeader(rows);
	if (!header) return { sites: [], problems: [{ row: 1, message: '表格是空的' }], notes: [] };
	const titles = (rows[header.row] ?? []).map(clean);
	const missing = missingColumns(header, titles);
	if (missing !== undefined)
		return { sites: [], problems: [{ row: header.row + 1, message: missing }], notes: [] };

	const drafts = rows.flatMap((cells, index) =>
		index > header.row && cells.some((cell) => clean(cell) !== '')
			? [draftOf(cells, index + 1, header, titles)]
			: [],
	);
	if (drafts.length === 0)
		return { sites: [], problems: [{ row: header.row + 2, message: '表头下面一个网站也没有' }], notes: [] };
	findTwins(drafts, known);
	const problems = drafts.flatMap(({ row, problems }) =>
		problems.length > 0 ? [{ row, message: problems.join('；') }] : [],
	);
	const url = header.columns.get('url') ?? 0;
	const byId = new Map(known.map((site) => [site.id, site]));
	const bare = drafts.map(({ row }) => row).filter((row) => isBare(narrow(rows[row - 1]?.[url] ?? '')));
	return {
		sites: problems.length > 0 ? [] : withIds(drafts, known).map((site) => kept(site, header, byId)),
		problems,
		notes: notesOf(header, bare),
	};
};
