import { findBareTitle, isPaperName, isSeriesName } from './bare-title.ts';
import { type Element, squeeze } from './dom.ts';
import { labelKind } from './label-words.ts';
import type { LabelValue } from './labels.ts';
import type { Range, Scan, ScanLine } from './scan.ts';
import { isOrgan } from './signature.ts';

/** A title with where it was read, and the lines it stands on where the page shows it. */
export interface FoundTitle {
	readonly text: string;
	readonly from: string;
	readonly sure: 'certain' | 'likely';
}

/** The page's heading and the lines that it fills. */
export interface Heading extends Range {
	readonly text: string;
	readonly score: number;
}

interface PageNames {
	readonly title: string;
	readonly meta: Readonly<Record<string, string>>;
}

const titleName = /title|biaoti|\bbt\b|_bt\b|bt_|headline|heading|\btit\b|con-?tit|\btt\b/i;
const noTitle =
	/^(?:首页|网站首页|当前位置|您?所?在?的?位置|您的位置|相关(?:信息|阅读|链接|文章|文件|新闻)|政府信息公开|信息公开|政务公开|正文|详情|内容|文章详情|信息详情|无标题|untitled|null|undefined|详细内容|信息公开内容|新闻详情|文件详情|政策详情)$/i;

const isNoTitle = (written: string): boolean => noTitle.test(written) || isPaperName(written);

const namesOf = ({ meta }: PageNames): Set<string> =>
	new Set(
		[meta.sitename, meta.columnname, meta.sitedomain]
			.filter((name) => name !== undefined && name !== '')
			.map((name) => squeeze(name as string)),
	);

const separators = /\s*[-_|｜—–－»>]+\s*|\s+/;

const depthOf: Readonly<Record<string, number>> = { h1: 4, h2: 3, h3: 2, h4: 2, h5: 1 };

const overlaps = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

/** Whether a line has nearly all of a name's words in their order, with others among them. */
const repeats = (written: string, name: string): boolean => {
	if (name.length < 8) return false;
	let shared = 0;
	for (let i = 0; i + 2 <= name.length; i++) if (written.includes(name.slice(i, i + 2))) shared++;
	return shared >= (name.length - 1) * 0.8;
};

const isNamedTitle = (element: Element | null): boolean => {
	const { class: classes, id } = element?.attribs ?? {};
	return (classes !== undefined && titleName.test(classes)) || (id !== undefined && titleName.test(id));
};

const nameScore = (block: Element): number =>
	isNamedTitle(block) ? 2 : isNamedTitle(block.parent as Element | null) ? 1 : 0;

/** The line or lines that are the page's heading. */
export const findHeading = (scan: Scan, page: PageNames): Heading | undefined => {
	const names = namesOf(page);
	const windowTitle = squeeze(page.title);
	const pieces = new Set(page.title.split(separators).map(squeeze));
	const windowName = squeeze(bareTitle(page));
	const article = squeeze(page.meta.articletitle ?? '');
	let best: Heading | undefined;
	const consider = (text: string, block: Element, range: Range): void => {
		const standing = (depthOf[block.name] ?? 0) + nameScore(block);
		// At least every other character of a collapsed text is no blank.
		if (standing === 0 && article === '' && text.length > 2 * windowTitle.length) return;
		const written = squeeze(splitStamp(text).text);
		// Neither its place nor its words speak for it: most lines of a page.
		if (standing === 0 && !windowTitle.includes(written) && !(article && overlaps(article, written))) return;
		if (written.length < 4 || written.length > 200 || names.has(written) || isNoTitle(written)) return;
		if (labelKind(text) !== undefined || /^(?:当前|您?(?:当前|现在)?(?:所在)?(?:的)?)位置/.test(written))
			return;
		let score = standing;
		if (article !== '' && written === article) score += 6;
		else if (article !== '' && overlaps(article, written) && written.length * 2 > article.length) score += 3;
		// The more of the window's title it fills, the more likely it is the whole title.
		if (
			(written.length >= 6 && windowTitle.includes(written)) ||
			// A short title such as 信访条例 counts where it fills a piece of the window's title.
			(written.length < 6 && pieces.has(written))
		)
			score += 4 + (2 * written.length) / windowTitle.length;
		else if (standing > 0 && repeats(written, windowName)) score += 4;
		if (/[。；]$/.test(written) || written.length > 120) score -= 3;
		if (written.length < 6 && !pieces.has(written)) score -= 2;
		// The name of an organ signs a text and heads a site; no text is called so.
		if (isOrgan(written) || isSeriesName(written)) score -= 4;
		if (score >= 3 && (!best || score > best.score)) best = { text, score, ...range };
	};
	const { lines, ranges } = scan;
	for (let i = 0; i < Math.min(lines.length, 4000); i++) {
		const { text, block, linkLength, hidden } = lines[i] as ScanLine;
		if (hidden || text.length < 4 || text.length > 220 || linkLength * 2 > text.length) continue;
		consider(text, block, { from: i, to: i + 1 });
		// A title over several paragraphs, which the window's title gives in one.
		let joined = squeeze(text);
		if (joined.length >= 4 && windowTitle.includes(joined)) {
			let shown = text;
			for (let to = i + 1; to < Math.min(lines.length, i + 6); to++) {
				const more = lines[to] as ScanLine;
				joined += squeeze(more.text);
				if (more.hidden || more.links.length > 0 || !windowTitle.includes(joined)) break;
				shown += more.text;
				consider(shown, block, { from: i, to: to + 1 });
			}
		}
		const range = ranges.get(block);
		if (range && range.from === i && range.to > i + 1 && range.to <= i + 5) {
			const whole = lines
				.slice(i, range.to)
				.map((line) => line.text)
				.join('');
			if (lines.slice(i, range.to).every((line) => line.block === block && line.linkLength === 0))
				consider(whole, block, range);
		}
	}
	return best ?? findBareTitle(scan, ({ block }) => nameScore(block) > 0);
};

/** Where a known title stands on the page, be it over several lines. */
export const locateTitle = (scan: Scan, title: string, limit: number): Range | undefined => {
	const wanted = squeeze(title);
	const { lines } = scan;
	for (let from = 0; from < Math.min(lines.length, limit); from++) {
		let text = '';
		for (let to = from; to < Math.min(lines.length, from + 6); to++) {
			text += squeeze((lines[to] as ScanLine).text);
			if (!wanted.startsWith(text)) break;
			if (text === wanted && !(lines[from] as ScanLine).hidden) return { from, to: to + 1 };
		}
	}
	return undefined;
};

/** A window title without the names of the site and its columns. */
export const bareTitle = (page: PageNames): string => {
	const names = namesOf(page);
	const pieces = page.title
		.split(separators)
		.map((piece) => piece.trim())
		.filter((piece) => piece.length > 0);
	const own = pieces.filter((piece) => !names.has(squeeze(piece)) && !isNoTitle(squeeze(piece)));
	if (own.length === 0) return '';
	// Blanks may part a title too: take what stands between the names.
	const sitelike = /(?:人民政府|政府网|门户网站|官网|网站|信息网|政务网|信息公开|委员会|局|厅|办公室)$/;
	if (own.length > 1 && sitelike.test(own.at(-1) ?? '') && (own.at(-1) ?? '').length <= 20) own.pop();
	if (own.length > 1 && sitelike.test(own[0] ?? '') && (own[0] ?? '').length <= 20) own.shift();
	return own.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
};

const stamp =
	/^[【[（(〔]?\s*(已?(?:失效|废止|作废|修改|修订|停止执行|宣布失效|过期)|现行有效|部分失效|部分废止)\s*[】\]）)〕][\s:：]*/;
const stampBehind =
	/(?:(?<!\s)\s+)?[【[（(〔]\s*(已?(?:失效|废止|作废|停止执行|宣布失效|过期)|现行有效|部分失效|部分废止)\s*[】\]）)〕]$/;

/** Asked of every line of every page before the longer patterns are. */
const stampWords = /失效|废止|作废|修[改订]|停止|过期|现行/;

/** A title without the stamp of its validity, and the stamp. */
export const splitStamp = (title: string): { text: string; stamp?: string } => {
	if (!stampWords.test(title)) return { text: title };
	const found = stamp.exec(title) ?? stampBehind.exec(title);
	if (!found || found[0].length === title.length) return { text: title };
	return {
		text: (found.index === 0 ? title.slice(found[0].length) : title.slice(0, found.index)).trim(),
		stamp: found[1] as string,
	};
};

const cut = /(?:\.{3}|…)$/;

/** The document's own title: the metadata table, ArticleTitle, the heading, the window title, each only where it can be one. */
export const chooseTitle = (
	page: PageNames,
	heading: Heading | undefined,
	labels: readonly LabelValue[],
): FoundTitle | undefined => {
	const names = namesOf(page);
	const windowTitle = squeeze(page.title);
	const fits = (text: string): boolean => {
		const written = squeeze(text);
		return written.length >= 4 && !names.has(written) && !isNoTitle(written) && !cut.test(written);
	};
	const known = heading ? squeeze(heading.text) : '';
	const agrees = (text: string): boolean => {
		const written = squeeze(text);
		return (
			known === '' ||
			known === written ||
			known.includes(written) ||
			written.includes(known) ||
			windowTitle.includes(written)
		);
	};
	// 关于印发…的通知 under a heading that names the organ before it.
	const inFull = (text: string): string => {
		const [short, long] = [squeeze(text), known];
		return long.length > short.length && long.endsWith(short) && isOrgan(long.slice(0, -short.length))
			? (heading?.text ?? text)
			: text;
	};
	const table = labels.find(
		({ kind, value }) => kind === 'title' && fits(value) && squeeze(value).length >= 6,
	);
	const article = (page.meta.articletitle ?? '').trim();
	if (table && (agrees(table.value) || squeeze(article) === squeeze(table.value)))
		return { text: inFull(table.value), from: `table:${table.label}`, sure: 'certain' };
	if (fits(article) && agrees(article))
		return { text: inFull(article), from: 'meta:ArticleTitle', sure: 'certain' };
	if (heading && fits(heading.text))
		return { text: heading.text, from: 'heading', sure: heading.score >= 5 ? 'certain' : 'likely' };
	if (table) return { text: table.value, from: `table:${table.label}`, sure: 'likely' };
	if (fits(article)) return { text: article, from: 'meta:ArticleTitle', sure: 'likely' };
	const bare = bareTitle(page);
	return fits(bare) && squeeze(bare).length >= 6 ? { text: bare, from: 'title', sure: 'likely' } : undefined;
};
