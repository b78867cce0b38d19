import { isBehind, runningLength } from './body.ts';
import type { LineLink } from './files.ts';
import { isInterpretationTitle } from './form.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const explanation =
	/^[\s【[（(]*(?:政策|文件|文字|图文|图片|视频|专家|部门|权威|内容)?解读(?:内容|材料|全文|文字)?[\s】\])）:：]*$/;

/** Characters that explain something; a line or two only announces. */
const leastText = 80;

/** A heading over a picture or a film that explains: 图解, 解读视频. */
const drawn =
	/^[\s【[（(]*(?:政策|图文|图片|视频|动漫)?(?:图解|解读视频|视频解读|图文解读|一图读懂|解读)[\s】\])）:：]*$/;
const fileOfReading = /解读|图解|读懂|问答/;

/** Whether an interpretation is a file of the page, or a picture or film on it. */
const showsReading = (scan: Scan, article: Range, links: readonly LineLink[]): boolean => {
	const within = (line: number): boolean => line >= article.from && line < article.to;
	for (const link of links) {
		if (!within(link.line) || !link.isFile) continue;
		const { text = '' } = scan.lines[link.line] ?? {};
		if (isInterpretationTitle(link.text) || (fileOfReading.test(link.text) && link.text.length <= 60))
			return true;
		if (/^[\s【[]*(?:政策|文件|相关|图文)?解读(?:材料|文件)?[\s】\]]*[:：]/.test(text)) return true;
	}
	for (const { element, line } of scan.media) {
		if (line < article.from || line > article.to) continue;
		const called = `${element.attribs.alt ?? ''} ${element.attribs.title ?? ''}`.trim();
		if (element.name === 'img' && fileOfReading.test(called) && isInterpretationTitle(called)) return true;
		const heading = scan.lines.slice(Math.max(article.from, line - 2), line + 1);
		if (heading.some(({ text, linkLength }) => linkLength === 0 && text.length <= 14 && drawn.test(text)))
			return true;
	}
	return false;
};

/** Whether an interpretation is printed on the document's own page: behind a heading or in a tab. */
export const explainsItself = (
	scan: Scan,
	body: Range,
	article: Range,
	links: readonly LineLink[],
): boolean => {
	if (showsReading(scan, article, links)) return true;
	for (const [element, range] of scan.ranges) {
		if (range.to - range.from < 1 || range.from < article.from - 40) continue;
		const name = `${element.attribs?.id ?? ''} ${element.attribs?.class ?? ''}`;
		if (
			name.length < 80 &&
			/(?:^|[\s_-])(?:zcjd|wjjd|wzjd|twjd|jiedu|zhengcejiedu|interpret\w*|jd(?:nr|con|content)?)(?:[\s_-]|$)/i.test(
				name,
			) &&
			runningLength(visible(scan.lines, range), { from: 0, to: range.to - range.from }) >= leastText
		)
			return true;
	}
	for (let i = article.from; i < article.to; i++) {
		const line = scan.lines[i] as ScanLine;
		if (line.text.length > 14 || !explanation.test(line.text)) continue;
		let text = 0;
		for (let n = i + 1; n < Math.min(article.to, i + 60); n++) {
			const below = scan.lines[n] as ScanLine;
			if (n >= body.from && n < body.to && i < body.from) break; // A tab above the text, not a heading over the interpretation.
			if (isBehind(below) && n > i + 1) break;
			if (
				below.linkLength * 2 <= below.text.length &&
				(below.text.length >= 30 || /[。；]$/.test(below.text))
			)
				text += below.text.length;
		}
		if (text >= leastText) return true;
	}
	return false;
};

/** Lines of a folded tab, read as if it were open. */
const visible = (lines: readonly ScanLine[], { from, to }: Range): ScanLine[] =>
	lines.slice(from, to).map((line) => (line.hidden ? { ...line, hidden: false } : line));
