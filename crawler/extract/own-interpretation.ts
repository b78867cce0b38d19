import { isBehind, runningLength } from './body.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const explanation =
	/^[\s【[（(]*(?:政策|文件|文字|图文|图片|视频|专家|部门|权威|内容)?解读(?:内容|材料|全文|文字)?[\s】\])）:：]*$/;

/** Whether an interpretation is printed on the document's own page: behind a heading or in a tab. */
export const explainsItself = (scan: Scan, body: Range, article: Range): boolean => {
	for (const [element, range] of scan.ranges) {
		if (range.to - range.from < 1 || range.from < article.from - 40) continue;
		const name = `${element.attribs?.id ?? ''} ${element.attribs?.class ?? ''}`;
		if (
			name.length < 80 &&
			/(?:^|[\s_-])(?:zcjd|wjjd|wzjd|twjd|jiedu|zhengcejiedu|interpret\w*|jd(?:nr|con|content)?)(?:[\s_-]|$)/i.test(
				name,
			) &&
			runningLength(visible(scan.lines, range), { from: 0, to: range.to - range.from }) >= 150
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
		if (text >= 150) return true;
	}
	return false;
};

/** Lines of a folded tab, read as if it were open. */
const visible = (lines: readonly ScanLine[], { from, to }: Range): ScanLine[] =>
	lines.slice(from, to).map((line) => (line.hidden ? { ...line, hidden: false } : line));
