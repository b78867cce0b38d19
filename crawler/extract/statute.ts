import type { StatuteText } from '../page-facts.ts';
import { findDates } from './dates.ts';
import { squeeze } from './dom.ts';
import type { Range, ScanLine } from './scan.ts';

const act = /(?:法|条例|规定|办法|规则|细则|通则|总则|决定|民法典|法典)(?:[（(][^（）()]{1,20}[）)])?$/;
const national =
	/全国人民代表大会|国务院令|国务院(?:第\d+次)?常务会议|国务院(?:发布|公布|批准)|中华人民共和国主席令/;
const passed = /通过|公布|发布|修[订正改]|批准/;
const historic =
	/历史版本|历史文本|旧版|旧法|已被(?:废止|修[订改正]|替代|代替)|(?:原|旧)文本|修[订正改]前|已(?:失效|废止)|非现行有效/;

/** 题注 in the lines under the title: 1989年…通过 根据…第一次修正, in brackets and often over several lines. */
const noteOf = (lines: readonly ScanLine[], range: Range): string | undefined => {
	for (let i = range.from; i < Math.min(range.to, range.from + 25); i++) {
		const first = squeeze((lines[i] as ScanLine).text);
		if (!/^[（(]?\s*[12一二〇（(]/.test(first) || first.length < 16) continue;
		let note = first;
		for (let n = i + 1; /^[（(]/.test(note) && !/[）)]$/.test(note) && n < Math.min(range.to, i + 25); n++)
			note += squeeze((lines[n] as ScanLine).text);
		if (note.length > 4000 || !passed.test(note) || findDates(note, 1).length === 0) continue;
		if (/^[（(]/.test(first) || /^(?:19|20)\d{2}年/.test(first)) return note;
	}
	return undefined;
};

/** The text of a national law or administrative regulation, told by its title and its 题注; laws of a province or city are none. */
export const findStatute = (
	title: string,
	lines: readonly ScanLine[],
	body: Range,
	labelled: string | undefined,
): StatuteText | undefined => {
	const written = squeeze(title)
		// 《信访条例》（国务院令第431号）
		.replace(/[（(](?:中华人民共和国)?(?:国务院令|国令|主席令)[^（）()]*[）)]$/, '')
		.replace(/^《([^《》]+)》$/, '$1')
		.replace(/[（(](?:19|20)\d{2}年?(?:修[订正改])?(?:版|本)?[）)]$/, '');
	if (!act.test(written) || /关于|解读|草案|征求意见|实施办法$|《/.test(written)) return undefined;
	const note = noteOf(lines, body);
	const head = lines.slice(body.from, Math.min(body.to, body.from + 8)).map(({ text }) => squeeze(text));
	const decree = head.findIndex((line) => /^中华人民共和国(?:国务院令|主席令)/.test(line));
	if (!note && decree < 0) return undefined;
	const evidence = note ?? head.slice(decree, decree + 4).join('');
	if (!national.test(evidence) && decree < 0) return undefined;
	// A province's own regulation may name the national law that it carries out.
	if (
		/^[\u4e00-\u9fa5]{2,8}(?:省|市|县|自治区|自治州|自治县)/.test(written) &&
		!/^中华人民共和国/.test(written)
	)
		return undefined;
	if (
		note &&
		/(?:省|市|自治区|自治州|自治县)(?:第[一二三四五六七八九十]+届)?人民代表大会/.test(note) &&
		!/全国人民代表大会/.test(note)
	)
		return undefined;
	const text = note ?? '';
	const dates = new Set<string>();
	for (const { on, index, end } of findDates(text)) {
		if (text[index - 1] === '自' && /^之?日?起/.test(text.slice(end, end + 3))) continue;
		dates.add(on);
	}
	const numbers = new Set<string>();
	const decrees = decree >= 0 ? `${head.slice(decree, decree + 2).join('')} ${text}` : text;
	for (const [, number] of decrees.matchAll(/(?:国务院令|国令)(?:[（(]?第?|第)(\d{1,4})号/g))
		if (number) numbers.add(number);
	const context = `${title} ${labelled ?? ''} ${lines
		.slice(Math.max(0, body.from - 12), body.from + 3)
		.map((line) => (line.text.length < 60 ? line.text : ''))
		.join(' ')}`;
	if (dates.size === 0) {
		const date =
			decree >= 0
				? lines
						.slice(body.from, body.from + 12)
						.flatMap((line) => (line.text.length < 30 ? findDates(line.text) : []))[0]
				: undefined;
		if (date) dates.add(date.on);
	}
	return {
		title: written,
		dates: [...dates].sort(),
		decreeNumbers: [...numbers],
		historical: historic.test(context) || /修[订正改]|失效|废止|过期/.test(labelled ?? ''),
		snippet: evidence.slice(0, 300),
	};
};
