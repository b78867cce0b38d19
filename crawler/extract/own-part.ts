import { byTag, collapse, countCollapsed, type Element, isElement, isText, squeeze, textOf } from './dom.ts';
import type { Area, Survey } from './frame.ts';

/** What stands in the page's own part: neither frame nor list. */
export interface OwnPart {
	/** Characters outside links, tools and column labels left out. */
	readonly textLength: number;
	/** The first of that text, links included: enough for sentences that say why there is nothing. */
	readonly text: string;
	readonly media: number;
	/** Links of it, whatever they are. */
	readonly links: number;
	readonly emptyReason?: string;
	/** Little text, yet a whole sentence of it, and no element that a list would stand in. */
	readonly hasSentence?: true;
	/** An element that a list would stand in is there and empty. */
	readonly emptyList: boolean;
	/** It is a table that has the head of a list and no line. */
	readonly emptyTable: boolean;
	/** So is one that a script could fill: it has an id or data of its own. */
	readonly emptySlot: boolean;
}

/** Lines that serve the reader and say nothing, without what parts their words. */
const tools =
	/^(?:[【[(（]?(?:字(?:体|号)|视力保护色?|打印|关闭|分享(?:到|至)?|收藏|返回|浏览(?:次数|量)?|点击(?:数|量|次数|率)?|阅读(?:量|次数)?|访问(?:量|次数)|来源|保护视力色?|纠错|背景色|大|中|小|朗读|语音播报|扫一扫.{0,16}|手机版|无障碍.{0,6})(?:\d+次?)?[】\])）]?){0,8}$/;
const parting = /[\s|｜/·:：-]+/g;
const isTools = (piece: string): boolean => piece.length <= 120 && tools.test(piece.replace(parting, ''));
const labels =
	/^(?:序\s*号|编\s*号|索\s*引\s*号|标\s*题|名\s*称|信息名称|文件名称|文\s*号|发文字号|发文(?:机关|单位|日期|时间)|发布(?:机构|单位|日期|时间|部门)|公开(?:日期|时间)|成文日期|生成日期|时\s*间|日\s*期|操\s*作|状\s*态|回复状态|类\s*[型别]|主题分类|有效性|查询码|回复时间|写信时间|来信时间|处理(?:部门|单位)|受理(?:部门|单位)|关\s*键\s*[词字]|内\s*容|全\s*部|查\s*询|搜\s*索|检\s*索|重\s*置|提\s*交|更多.{0,3}|首\s*页|上一?页|下一?页|尾页|末页|[\d\s/]+|共\s*\d+\s*[页条].*|第\s*\d+\s*页.*|转到.*|每页.*|当前第.*|条|页|总(?:共|计|记录数)?.{0,8}\d+.{0,4}|[|·>»:：,，、。\-—]+)$/;

const reason =
	/(?:暂\s*(?:时)?(?:无|没有|未)|本(?:单位|部门|机关|级|地区|市|县|区|乡|镇|局|年度?)[^。；;]{0,12}(?:无|没有|未(?:产生|发生|制定|出台)|不涉及)|(?:无|没有)(?:此|该|相关|本)类?(?:信息|内容|数据|文件|事项|记录)|(?:尚|还|目前)(?:未|无|没有)(?:产生|制定|出台|发布|形成|开展|相关)|没有(?:相关)?(?:内容|信息|数据|记录)|(?:该|此|本)栏目[^。；;]{0,12}(?:无|没有|暂|建设中|更新中|不涉及)|内容(?:正在)?(?:建设|更新|完善)中|无数据|no\s*data)[^。；;]{0,40}/i;

/** A whole sentence: no list's frame has one. */
const sentence = /[\u4e00-\u9fa5\d，、；：“”《》（）]{15,120}。/;

/** A table with fewer cells of text lays the page out. */
const leastCells = 3;

const tableAround = (area: Area): Area => {
	let at: Area = area;
	while (at.parent && at.element.name !== 'table') at = at.parent;
	return at;
};

const dialog = /即将离开|是否继续|继续访问|请输入.{0,10}(?:密码|验证码|账号)|扫一扫|二维码/;

const icon =
	/icon|ico[_.-]|arrow|jiantou|bg[_.-]|_bg|logo|line|dot|ewm|qr|erweima|share|print|spacer|blank\.|more|title|tit[_.-]|banner|weizhi|dqwz|home\.|search|sousuo|btn|button|new\.gif|hot\.gif|loading/i;
const fileEnd = /\.(?:pdf|docx?|xlsx?|pptx?|ofd|wps|et|zip|rar|7z|csv|ceb|mp4|mp3)(?:$|[?#])/i;

const isPicture = (area: Area): boolean => {
	const { attribs } = area.element;
	const width = Number.parseInt(attribs.width ?? '', 10);
	const height = Number.parseInt(attribs.height ?? '', 10);
	if (width < 60 || height < 40) return false;
	return (attribs.src ?? '') !== '' && !icon.test(attribs.src ?? '');
};

/** Whether an area holds only the name of the page: a picture in it is an ornament. */
const isName = (area: Area, names: ReadonlySet<string>, longest: number): boolean =>
	area.chars > 1 &&
	area.chars <= longest + 6 &&
	area.links <= 2 &&
	names.has(squeeze(textOf(area.element)).replace(/更多.*$/, ''));

/** A longer cell is neither a label nor a note that there is nothing. */
const longestNote = 300;

const listClass = /list|news|liebiao|lb\b|gl\b/i;

/** Reads the page's own part, `asides` left out. */
export const readOwnPart = (
	page: Survey,
	names: readonly string[],
	hasList: boolean,
	asides: ReadonlySet<Area>,
): OwnPart => {
	const nameSet = new Set(names.map(squeeze).filter((name) => name !== ''));
	const nameLength = Math.max(-6, ...[...nameSet].map((name) => name.length));
	const longestName = Math.min(40, nameLength);
	let textLength = 0;
	let media = 0;
	let links = 0;
	let text = '';
	let emptyList = false;
	let emptyTable = false;
	let emptySlot = false;
	const tables = new Map<Area, number>();
	const outsideHtml = page.root.children.some(({ element }) => element.name === 'html');

	const addText = (data: string, inLink: boolean): void => {
		const piece = collapse(data);
		if (piece === '') return;
		if (text.length < 1500) text += `${piece} `;
		if (inLink || isTools(piece) || labels.test(piece)) return;
		// At least every other character of a collapsed text is none of the blanks.
		if (piece.length <= nameLength * 2 && nameSet.has(squeeze(piece))) return;
		textLength += countCollapsed(piece);
	};
	const addMedia = (area: Area, inLink: boolean): void => {
		const { name, attribs } = area.element;
		if (name === 'img')
			media += isPicture(area) && !(area.parent && isName(area.parent, nameSet, longestName)) ? 1 : 0;
		else if (name === 'iframe' || name === 'frame')
			media += /^(?:$|about:|javascript:)/i.test(attribs.src ?? '') ? 0 : 1;
		else if (area.media > 0 && /^(?:video|audio|embed|object|canvas)$/.test(name)) media++;
		else if (name === 'a' && !inLink && fileEnd.test(attribs.href ?? '')) media++;
		else if (name === 'td' && area.links === 0 && area.chars > 0 && area.longestText > 0) {
			// Cells within cells within cells: each text would be put together once for all that are around it.
			const cell = area.chars > longestNote ? '' : squeeze(textOf(area.element));
			if (labels.test(cell) || reason.test(cell)) return;
			const table = tableAround(area);
			const cells = (tables.get(table) ?? 0) + 1;
			tables.set(table, cells);
			if (cells === leastCells) media++;
		}
	};
	const visit = (area: Area, inLink: boolean): void => {
		let next = 0;
		for (const child of area.element.children) {
			if (isText(child)) {
				// Directives of the publishing system before the page are no text of it.
				if (area.place === 'main' && !(outsideHtml && area === page.root)) addText(child.data, inLink);
				continue;
			}
			if (!isElement(child)) continue;
			while (area.children[next] && area.children[next]?.element !== child) next++;
			const below = area.children[next];
			if (!below) {
				next = 0;
				continue;
			}
			if (below.place !== 'main') continue;
			// A folded tab is the page's own text; a dialog or a tip is not.
			if (
				below.hidden &&
				!area.hidden &&
				(below.chars - below.linkChars < 80 || dialog.test(textOf(below.element)))
			)
				continue;
			const bare = below.chars === 0 && below.media === 0 && below.links === 0;
			if (bare && isEmptyList(below)) emptyList = true;
			if (bare && isSlot(below)) emptySlot = true;
			if (child.name === 'table' && isHeaderOnly(below)) {
				emptyTable = true;
				continue;
			}
			if (asides.has(below) || below.hint === 'box') continue;
			const controls =
				below.chars < 80 && below.longLinks === 0 && below.media === 0 ? ownControls(below) : 0;
			if (controls > 0) {
				// A form to write in is what the page is for; one to search with is not.
				if (isToWrite(child)) media++;
				continue;
			}
			addMedia(below, inLink);
			if (child.name === 'a' && below.chars > 1) links++;
			visit(below, inLink || child.name === 'a');
		}
	};
	visit(page.root, false);
	const isBlank = !hasList && textLength < 300;
	const found = isBlank ? reason.exec(text) : null;
	return {
		textLength,
		text: text.trim(),
		media,
		links,
		emptyList: emptyList || emptyTable,
		emptyTable,
		emptySlot,
		...(found ? { emptyReason: collapse(found[0]) } : {}),
		...(isBlank && !emptyList && !emptyTable && sentence.test(text) ? { hasSentence: true as const } : {}),
	};
};

/** Controls that stand in the page's own part: a pager's field for the number of a page does not. */
const ownControls = (area: Area): number =>
	area.controls === 0
		? 0
		: area.children.reduce(
				(count, child) =>
					count - (child.place === 'main' ? child.controls - ownControls(child) : child.controls),
				area.controls,
			);

const isToWrite = (form: Element): boolean =>
	byTag(form, 'textarea').length > 0 ||
	byTag(form, 'input').some(({ attribs }) => /^(?:file|password)$/i.test(attribs.type ?? ''));

const isSlot = ({ element: { name, attribs } }: Area): boolean =>
	/^(?:div|ul|ol|dl|table|tbody|section)$/.test(name) &&
	Object.keys(attribs).some((key) => key === 'id' || key.startsWith('data-') || key.startsWith('v-'));

/** A table that has nothing but the names of its columns. */
const isHeaderOnly = (area: Area): boolean => {
	if (area.chars === 0 || area.chars > 80 || area.links > 0 || area.media > 0) return false;
	if (byTag(area.element, 'th').length > 1 && byTag(area.element, 'td').length === 0) return true;
	const words = textOf(area.element).split(' ');
	return words.length >= 2 && words.every((word) => labels.test(word));
};

const isEmptyList = ({ element }: Area): boolean =>
	/^(?:ul|ol|dl|tbody|table)$/.test(element.name) ||
	(element.name === 'div' && listClass.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`));
