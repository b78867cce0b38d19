import { countCollapsed, type Element, isElement } from './dom.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

/** Names that publishing systems give the element around the text: TRS, 大汉, 博达, 开普, UCAP, 织梦 and the usual hand-made ones. */
const containerName =
	/^(?:trs_editor|trs_ueditor|trs_editor_view|ucap-content|ucontent|vsb_content(?:_\d+)?|v_news_content|zoom|fontzoom|zoomcon|bt_?content|xl_content|zwnr|zhengwen|artcontent|articlecon|arc_?(?:content|body)|article[-_]?(?:con|cont|content|body|text|nr)|news[-_]?(?:con|content|contents|text|body|nr)|content[-_]?(?:text|body|con|article|detail|txt|nr)|wz[-_]?(?:content|con|nr|zw)|zw[-_]?(?:content|con|nr|text)|pages_content|txt_?con|main-?txt|text_?con|bodytext|conttxt|conTxt|view_?content|detail[-_]?(?:con|content|text|txt|body)|j-fontcontent|xxgk[-_]?content|ewb-article-content|info[-_]?(?:con|content|text)|con_text|gknb_content|mainText|custom_unionstyle|printcontent|print_content|textcontent|nrzw|nr_text|rich_media_content|xilan_(?:con|content|nr)|xl_?(?:con|nr)|rich-?text|xxxq_text|gsj_htmlcon_bot|htmlcon|maincontent-text|wznr|wzcon|bt-content|pagecontent|artical_content|arti_content|wp_articlecontent|read|entry|j-content)$/i;

const footerWords =
	/主办单位|承办单位|版权所有|copyright|ICP备|网站标识码|公网安备|技术支持|您访问的链接|最佳浏览|建议使用|分辨率/i;

const labelled = /^.{0,20}(?:时间|日期)\s?[:：]\s?(?:\d{4}|字体|来源|$)|字体\s?[:：]|^来源[:：]/;
const counted = /(?:浏览|点击|阅读)(?:次数|量|数)/;

/** The line of date, source, clicks and tools under a title. */
const isParticulars = (text: string): boolean =>
	counted.test(text) || ((text.includes('：') || text.includes(':')) && labelled.test(text));

/** Lines that stand behind a text: tools, neighbours, boxes of further reading. */
const behind =
	/^[\s【[（(<《·•|]*(?:扫一扫|扫码|手机(?:扫一扫|查看|端)|二维码|分享到|分享至|分享[:：]|分享$|打印(?:本页|此页|文章|页面)?(?:[\s】\]|)）]|$)|关闭(?:窗口|本页|页面)|我要(?:打印|纠错|推荐)|上一?[篇条页则](?:[:：\s]|$)|下一?[篇条页则](?:[:：\s]|$)|前一[篇条]|后一[篇条]|相关(?:阅读|链接|文章|新闻|信息|推荐|稿件|报道|文档|文件|政策|解读|内容|专题|资讯|评论|图解|附件)|关联(?:文件|稿件|解读|政策|阅读|信息|链接)|(?:政策|文件|配套|图文|图片|文字|专家|视频|媒体|部门)解读[:：】\])）]*$|解读(?:材料|文件|链接|信息|稿件)[:：]?|政策(?:原文|文件)[:：]|原文链接|文件原文[:：]|责任编辑|责编[:：]|编辑[:：]|返回(?:顶部|列表|上一?[页级])|延伸阅读|推荐阅读|热点推荐|猜你喜欢|您访问的链接|网站地图|友情链接|主办(?:单位)?[:：]|版权所有|附件下载[:：]?$|相关下载|文件下载[:：]?$|下载(?:专区|附件|文件)?[:：]?$|收藏(?:本页)?$|【?纠错】?$|评论$|视力保护|文章评价)/;

export const isBehind = ({ text, linkLength }: ScanLine): boolean =>
	text.length <= 60 ? behind.test(text) : linkLength * 2 > text.length && behind.test(text.slice(0, 40));

/** A row of labels and values, several to a line: metadata, however long. */
export const isLabelRow = (text: string): boolean => {
	if (text.length > 400 || text.includes('。')) return false;
	let colons = 0;
	for (const letter of text) if (letter === '：' || letter === ':') colons++;
	return colons >= 3 && colons * 30 >= text.length;
};

/** What a line counts as running text. */
const weigh = ({ text, linkLength, hidden }: ScanLine): number => {
	const plain = text.length - linkLength;
	if (hidden || plain < 8 || linkLength * 2 > text.length) return 0;
	if (isLabelRow(text)) return 0;
	if (plain < 200 && (footerWords.test(text) || isParticulars(text))) return 0;
	return plain >= 24 || /[。；，：]/.test(text) ? plain : plain / 3;
};

const named = ({ attribs }: Element): boolean => {
	const { id, class: classes } = attribs;
	if (id && containerName.test(id)) return true;
	return (
		classes !== undefined &&
		classes.length < 120 &&
		classes.split(/\s+/).some((name) => containerName.test(name))
	);
};

const within = (inner: Range, outer: Range): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** The lines of the page's own text, by the names of containers and by where running text is dense. */
export const findBody = (scan: Scan, title: Range | undefined): Range => {
	const { lines, ranges } = scan;
	const sums = [0];
	const scores = new Map<Element, number>();
	const add = (element: Element | null, weight: number): void => {
		if (element && isElement(element)) scores.set(element, (scores.get(element) ?? 0) + weight);
	};
	for (const line of lines) {
		const weight = weigh(line);
		sums.push((sums.at(-1) ?? 0) + weight);
		if (weight === 0) continue;
		const parent = line.block.parent as Element | null;
		add(line.block, weight);
		add(parent, weight * 0.95);
		if (parent) add(parent.parent as Element | null, weight * 0.5);
	}
	const weightOf = ({ from, to }: Range): number => (sums[to] ?? 0) - (sums[from] ?? 0);

	let dense: Range | undefined;
	let best = 0;
	for (const [element, score] of scores) {
		const range = ranges.get(element);
		if (range && score > best && element.name !== 'body' && element.name !== 'html') {
			best = score;
			dense = range;
		}
	}
	let hinted: Range | undefined;
	for (const [element, range] of ranges) {
		if (range.to <= range.from && !hasMedia(scan, range)) continue;
		if (!named(element) || (title && range.to <= title.from)) continue;
		if (
			!hinted ||
			weightOf(range) > weightOf(hinted) ||
			(weightOf(range) === weightOf(hinted) && within(hinted, range))
		)
			hinted = range;
	}
	let body =
		hinted &&
		(!dense || within(dense, hinted) || weightOf(hinted) * 2 >= weightOf(dense) || weightOf(dense) < 120)
			? hinted
			: dense;

	let after = title?.to;
	// The line of date, source and tools under the title is no text yet.
	while (
		after !== undefined &&
		after < lines.length &&
		isParticulars((lines[after] as ScanLine).text) &&
		(lines[after] as ScanLine).text.length < 160
	)
		after++;
	const openFrom = (from: number): Range => {
		let to = from;
		while (
			to < lines.length &&
			!isBehind(lines[to] as ScanLine) &&
			!footerWords.test((lines[to] as ScanLine).text)
		)
			to++;
		return { from, to };
	};
	// Without a title and an element around it, a text is what some page shows in a frame: all of it.
	if (after === undefined && body && body !== hinted && weightOf(body) < weightOf(openFrom(0)) * 0.95)
		body = openFrom(0);
	if (after !== undefined) {
		const open = openFrom(after);
		const end = open.to;
		// What is printed behind a heading such as 政策解读 is not the page's first text, however long.
		if (body && body !== hinted && body.from >= end && weightOf(body) < 120) body = open;
		else if (
			body &&
			body.from >= end &&
			weightOf(open) >= 40 &&
			/解读|问答|说明/.test(lines[end]?.text ?? '')
		)
			body = open;
		// Behind the title, up to the tools: the whole text where no container was named, or where the dense part is only a piece.
		else if (body !== hinted) {
			if (!body || body.to <= after || weightOf(body) < weightOf(open) * 0.95) body = open;
			// A dense element may be one section of several, or one paragraph of a short text.
			else if (weightOf(open) > 0 && open.from <= body.from && body.to <= open.to)
				body = { from: body.from, to: open.to };
		}
	}
	if (!body) return { from: after ?? 0, to: after ?? 0 };
	const from = after !== undefined && after > body.from && after <= body.to ? after : body.from;
	let to = from;
	while (to < body.to && !isBehind(lines[to] as ScanLine)) to++;
	// What a box above the text begins with does not end it.
	if (weightOf({ from, to }) * 3 < weightOf({ from, to: body.to })) {
		to = body.to;
		while (to > from && lines.slice(Math.max(from, to - 30), to).some(isBehind)) {
			const tail = lines.slice(Math.max(from, to - 30), to).findLastIndex(isBehind) + Math.max(from, to - 30);
			if (weightOf({ from: tail, to }) > 200) break;
			to = tail;
		}
	}
	return { from, to };
};

const hasMedia = (scan: Scan, { from, to }: Range): boolean =>
	scan.media.some(({ line }) => line >= from && line <= to);

const fileLine = /^附件[\s\d一二三四五六七八九十:：.、]*$/;

/** Characters of running text between two lines, white space and links aside. */
export const runningLength = (lines: readonly ScanLine[], { from, to }: Range): number => {
	let length = 0;
	for (let i = from; i < to; i++) {
		const line = lines[i];
		if (!line || line.hidden || line.linkLength * 2 > line.text.length || fileLine.test(line.text)) continue;
		length += countCollapsed(line.text) - Math.min(line.linkLength, line.text.length);
	}
	return Math.max(0, length);
};
