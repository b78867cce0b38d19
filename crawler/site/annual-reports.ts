import { isSameOwner, isShortName, ownerIn } from '../extract/identity.ts';
import type { AnnualReport, AnnualReports, Column, Shown } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import { itemDate } from './listings.ts';
import { type Pages, publishedOn } from './pages.ts';

/** What a report of disclosure is called wherever it stands; 网站 and 法治政府建设 report on other matters. */
const namedReport = /公开[^，。《》]{0,16}(?:年度?报告?|年报|工作报告|情况的?报告)/u;
const otherMatter =
	/解读|图解|读懂|网站|报表|法治|统计|培训|会议|通知|关于(?:做好|开展|报送|编制)|方案|指南/u;
/** What a column of annual reports may call its entries in short. */
const shortReport = /年度?报告|年报|^(?:19|20)\d{2}年?度?$|工作报告|公开[^，。《》]{0,12}(?:情况|总结|报告)/u;

const digits = '〇一二三四五六七八九';
const chineseYear = /[二][〇○ＯOo零0][〇○ＯOo零0一二三四五六七八九]{2}(?=年)/gu;

/** Years that a title names; a range is all its years. */
export const yearsIn = (title: string): number[] => {
	const text = title.replace(chineseYear, (year) =>
		[...year].map((char) => Math.max(0, digits.indexOf(char))).join(''),
	);
	const range = /(20\d{2})年?\s*[-—–－~至到]{1,2}\s*(20\d{2})(?=年|$)/u.exec(text);
	if (range) {
		const [first, last] = [Number(range[1]), Number(range[2])];
		if (first < last && last - first < 20)
			return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	}
	return [...new Set([...text.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map(([year]) => Number(year)))];
};

/** Who puts the year of publication into the title of a report means the one before; or has mistaken it. */
const reportedYears = (named: readonly number[], on: string | undefined): number[] => {
	const [year] = named;
	if (year === undefined) return on ? [Number(on.slice(0, 4)) - 1] : [];
	return named.length === 1 && on?.startsWith(`${year}-`) ? [year, year - 1] : [...named];
};

/** The organ that a title names before its year or its subject; undefined where it names none. */
const organIn = (title: string): string | undefined => {
	const head =
		/^(?:20\d{2}年?度?)?([\u4e00-\u9fa5]{2,24}?)(?=20\d{2}|二|政府信息|信息公开|政务公开|年度|年报)/u.exec(
			title.replace(/[\s《》“”"（）()]|^关于/g, ''),
		);
	const owner = ownerIn(head?.[1] ?? '');
	return owner.length >= 2 && !/^年?度?$/u.test(owner) ? owner : undefined;
};

interface Met {
	readonly url: string;
	readonly title: string;
	readonly on?: string;
	readonly inColumn: boolean;
}

/** Texts that may be reports: entries and links of the columns of reports, and whatever else bears the full name. */
const metOn = (
	page: SeenPage,
	inColumn: boolean,
	pages: Pages,
	/** Links that no page need look at again: a site's menus are on every page. */
	plain: Set<string>,
): Met[] => {
	const { facts, finalUrl } = page;
	const fits = (title: string): boolean =>
		(inColumn ? shortReport.test(title) || namedReport.test(title) : namedReport.test(title)) &&
		!otherMatter.test(title);
	const items = [...facts.items, ...(facts.views ?? []).flatMap(({ items }) => items)];
	const met: Met[] = items
		.filter(({ title }) => fits(title))
		.map((item) => {
			const on = itemDate(item, pages.at(item.url));
			return { url: item.url, title: item.title, inColumn, ...(on && { on }) };
		});
	for (const { url, text, as } of facts.links)
		if (as === 'a' && text.length >= 5 && text.length <= 80 && (inColumn || !plain.has(text))) {
			if (fits(text)) met.push({ url, title: text, inColumn });
			else if (!inColumn) plain.add(text);
		}
	const own = [facts.document?.title?.value, facts.heading, facts.title.split(/[-_|–—]/u)[0]];
	const title = own.find((name): name is string => name !== undefined && fits(name));
	const on = publishedOn(page);
	if (title && facts.shape !== 'list') met.push({ url: finalUrl, title, inColumn, ...(on && { on }) });
	for (const { url, text } of facts.document?.attachments ?? [])
		if (fits(text)) met.push({ url, title: text, inColumn });
	return met;
};

const isWhole = ({ content, complete }: Column): boolean =>
	content === 'list' ? complete : content === 'text' || content === 'empty' || content === 'stated-empty';

/** The annual reports of a site: by their titles and years in the columns for them, and wherever else one is named in full. */
export const findAnnualReports = (
	pages: Pages,
	groups: readonly ColumnGroup[],
	siteNames: readonly string[],
	/** Where the site shows a column for them. */
	shown: Shown | undefined,
): { annualReports: AnnualReports; doubt?: string } => {
	const own = siteNames.map(ownerIn).filter((name) => name.length >= 2);
	const isForeign = (title: string): boolean => {
		const organ = organIn(title);
		return organ !== undefined && !own.some((name) => isSameOwner(organ, name) || isShortName(organ, name));
	};
	const shelves = groups.filter(
		({ column }) => column.kind === 'annual-report' && column.organ === undefined,
	);
	const inColumn = new Set(shelves.flatMap((group) => group.pages));
	const found = new Map<string, AnnualReport>();
	const plain = new Set<string>();
	for (const page of pages.all) {
		for (const { url, title, on, inColumn: isShelved } of metOn(page, inColumn.has(page), pages, plain)) {
			const named = yearsIn(title);
			const foreign = isForeign(title);
			if (foreign && !isShelved) continue;
			for (const year of reportedYears(named, on)) {
				const key = `${year} ${foreign}`;
				if (found.has(key)) continue;
				const facts = pages.at(url)?.facts.report;
				found.set(key, {
					year,
					url,
					title,
					...(facts && { facts }),
					...(foreign && { foreign }),
					...(named.length === 0 && { byDate: true as const }),
				});
			}
		}
	}
	const annualReports = {
		found: [...found.values()].sort((a, b) => b.year - a.year),
		hasColumn: shelves.length > 0,
		whole: shelves.length > 0 && shelves.every(({ column }) => isWhole(column)),
	};
	const away = shelves.find(({ column }) => column.content === 'elsewhere')?.column;
	const doubt = (): string | undefined => {
		if (away) return `政府信息公开年报在另一网站（${away.snippet ?? away.url}），没有抓取`;
		if (shelves.length === 0)
			return shown?.as === 'link' ? `“${shown.text}”（${shown.url}）没有读到` : undefined;
		const [shelf] = shelves;
		return found.size === 0 && !annualReports.whole ? `“${shelf?.column.title}”的列表没有读全` : undefined;
	};
	const why = doubt();
	return { annualReports, ...(why && { doubt: why }) };
};
