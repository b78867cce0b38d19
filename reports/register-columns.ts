import type { RegisteredSite } from './store/model.ts';

/** How a list of sites may call its columns and what stands in them. */

export type RegisterKey = keyof RegisteredSite;

/** Titles of each column, the one that we write first; where a list has several, the first of them is taken. */
export const columnTitles: Readonly<Record<RegisterKey, readonly [string, ...string[]]>> = {
	id: ['编号', 'id', '站点ID', '站点编号', '网站编号'],
	name: ['网站名称', '名称', '站点名称', '网站名', '站名', '单位名称', '网站', 'name'],
	url: ['网址', '首页网址', '首页地址', '网站网址', '网站地址', '首页URL', 'URL', '网站域名', '域名'],
	type: ['网站类型', '类型', '网站类别', '类别', 'type'],
	level: ['级别', '层级', '网站级别', '行政级别', '行政层级', 'level'],
	district: ['所属地区', '地区', '行政区划', '所在地区', '所属区域', '区域', 'district'],
	siteIdCode: ['网站标识码', '标识码', '政府网站标识码', 'siteIdCode'],
	maintainer: ['维护单位', '运维单位', '责任人', '责任单位', '主办单位', '维护人', 'maintainer'],
	schedule: ['定时', '计划', '定时计划', '审计计划', 'cron', 'schedule'],
};

/** Columns of nearly every list that say nothing of a site. */
const idleTitles = ['序号', '备注', 'no'];

/** The word for a type that we write. */
export const typeNames = { portal: '门户网站', department: '部门网站' } as const;
/** The word for a level that we write. */
export const levelNames = { province: '省级', city: '市级', county: '县级', township: '乡镇级' } as const;

const types: Readonly<Record<RegisteredSite['type'], readonly string[]>> = {
	portal: [typeNames.portal, '门户', '政府门户', '政府门户网站', 'portal'],
	department: [typeNames.department, '部门', '政府部门', '政府部门网站', 'department'],
};

const levels: Readonly<Record<NonNullable<RegisteredSite['level']>, readonly string[]>> = {
	province: [levelNames.province, '省', '自治区', '自治区级', '直辖市', '直辖市级', 'province'],
	city: [
		levelNames.city,
		'市',
		'地市',
		'地市级',
		'地级',
		'地级市',
		'设区市',
		'市州级',
		'州级',
		'盟级',
		'city',
	],
	county: [
		...[levelNames.county, '区县级', '区级', '县区级', '县市区级', '县', '区', '区县', '县区'],
		...['县级市', '旗县级', '旗', 'county'],
	],
	township: [levelNames.township, '乡镇', '乡级', '镇级', '乡', '镇', '街道', '镇街', '乡镇街道', 'township'],
};

/** Words that differ only by width, case, blanks, stars, or a remark in brackets are one. */
const simple = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/\([^()]*\)|\[[^[\]]*\]/g, '')
		.replace(/[\s*_、/:·.-]/g, '')
		.toLowerCase();

const dictionary = <Key extends string>(
	words: Readonly<Record<Key, readonly string[]>>,
): ReadonlyMap<string, Key> =>
	// Of a record that is written above, keys are what its type says.
	new Map((Object.keys(words) as Key[]).flatMap((key) => words[key].map((word) => [simple(word), key])));

const typesByWord = dictionary(types);
const levelsByWord = dictionary(levels);

/** The type that a word of a list means. */
export const typeOf = (text: string): RegisteredSite['type'] | undefined => typesByWord.get(simple(text));
/** The level that a word of a list means. */
export const levelOf = (text: string): RegisteredSite['level'] => levelsByWord.get(simple(text));

/** Where the columns of a list stand. */
export interface Header {
	/** Index of the header among the rows. */
	readonly row: number;
	readonly columns: ReadonlyMap<RegisterKey, number>;
	/** Titles that mean nothing here, or the same as another column. */
	readonly unused: readonly string[];
}

const keys = Object.keys(columnTitles) as RegisterKey[]; // As it is written above.

const headerAt = (rows: readonly (readonly string[])[], row: number): Header => {
	const titles = (rows[row] ?? []).map(simple);
	const columns = new Map<RegisterKey, number>();
	for (const key of keys) {
		const index = columnTitles[key].map((title) => titles.indexOf(simple(title))).find((at) => at >= 0);
		if (index !== undefined) columns.set(key, index);
	}
	const used = new Set(columns.values());
	const unused = (rows[row] ?? []).filter(
		(_, index) => !used.has(index) && titles[index] !== '' && !idleTitles.includes(titles[index] ?? ''),
	);
	return { row, columns, unused };
};

/** How many rows of a list are searched for its header; titles and remarks may stand above it. */
const searchedRows = 10;

/** The header of a list: the first row with a name and an address, else the one with most columns. */
export const findHeader = (rows: readonly (readonly string[])[]): Header | undefined => {
	const filled = rows.flatMap((row, index) => (row.some((cell) => cell.trim() !== '') ? [index] : []));
	const headers = filled.slice(0, searchedRows).map((index) => headerAt(rows, index));
	return (
		headers.find(({ columns }) => columns.has('name') && columns.has('url')) ??
		headers.reduce<Header | undefined>(
			(best, one) => (best && best.columns.size >= one.columns.size ? best : one),
			undefined,
		)
	);
};
