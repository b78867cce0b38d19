import type { ValidityStatement } from '../page-facts.ts';
import { type Citation, findCitations } from './citations.ts';
import { squeeze } from './dom.ts';
import type { Range, Scan, ScanLine } from './scan.ts';
import { entryOf, isEntry, isTitled, serial, titleEnd } from './statement-entries.ts';
import { rowOf, tableReader } from './statement-rows.ts';
import { withStart } from './statement-start.ts';
import { type Effect, effectOf, effectWords, put, type Sink, termOf } from './statement-words.ts';

const joint =
	'(?:[、，,：:\\s]|以?及|和|与|等|同时|自|即日|即|一并|均|予以|相应|已|经|现|决定|即行|自行|自动|宣布|文件|规定|的|起|之日|后|于|随之|全文|原|该|由|其(?:补充|配套|修改|修订|实施)(?:规定|通知|细则|文件|意见)|施行|实施|发布|公布|印发|生效|执行|\\d{1,3}[件个部]|[一二三四五六七八九十]+[件个部]|[（(][^（）()]{0,60}[）)]|本[\\u4e00-\\u9fa5]{1,8}?(?:施行|实施|发布|公布|印发|生效)|(?:19|20)\\d{2}年\\d{1,2}月\\d{1,2}日)*';
const onlyJoint = new RegExp(`^${joint}$`);
const ahead = new RegExp(
	`^${joint}(废止|宣布失效|失效|停止执行|停止施行|停止使用|停止适用|不再适用|作废|不再执行)(?!《|前|后|之前|以前|时|的[《，,]|之日前|以下|下列)`,
);
const partAhead =
	/^(?:中)?(?:的)?(?:第[一二三四五六七八九十百零〇\d]+[条款项章]|部分(?:条款|内容|规定)|附件\d*|有关(?:条款|规定|内容)|关于[^，。；《]{1,30}?(?:规定|内容|条款|要求)|与[^，。；]{2,20}(?:不一致|相抵触|不符)[^，。；]{0,10})[^。；《]{0,60}?(?:废止|失效|停止执行|不再执行|删去|删除|修改)/;
const keptAhead = new RegExp(
	`^${joint}(?:(?:的)?(?:有效期|施行期限|执行期限|试行期限?|实施期限)(?:(?!不)[^。；《]){0,20}?(?:延长|延续|顺延|至)|(?:延长|延续|顺延)|继续有效|继续执行|继续施行|继续实施|有效期至|执行至)`,
);
const before =
	/(?:废止|宣布失效|停止执行)(?:了|以下|下列|[:：\s]|文件|规范性文件|规章|的|等|原|\d+件|[一二三四五六七八九十]+件|[（(]\d+[）)]|[（(][^（）()]{0,20}[）)]|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|发布|公布|印发|实施|施行|(?:(?!发布|公布|印发)[\u4e00-\u9fa5]){2,14}(?:发布|公布|印发)的?)*$/;
const partBefore = /(?:对|将|修改|删去|删除|废止)$/;
const extendBefore = /(?:延长|延续|顺延|继续执行|继续施行|继续实施)$/;

/** A sentence that says what becomes of the documents it names. */
const readSentence = (sentence: string, sink: Sink): void => {
	const citations = findCitations(sentence);
	if (citations.length === 0 || /拟(?:予以?)?(?:废止|宣布|修改)/.test(sentence)) return;
	// From the last to the first: a citation that only a 、 parts from the next one shares what is said of that.
	let next: { effect: Effect; start: number } | undefined;
	const effects: (typeof next)[] = [];
	for (let i = citations.length - 1; i >= 0; i--) {
		const { start, end } = citations[i] as Citation;
		const behind = sentence.slice(end, end + 160);
		const lead = sentence.slice(Math.max(0, start - 40), start);
		let effect: Effect | undefined;
		if (partAhead.test(behind)) effect = 'partly-abolished';
		else if (keptAhead.test(behind) || (extendBefore.test(lead) && /有效期|期限|^[^，。]{0,6}$/.test(behind)))
			effect = 'continued';
		else {
			const word = ahead.exec(behind)?.[1];
			if (word) effect = word.includes('失效') ? 'expired' : 'abolished';
			else if (before.test(lead))
				effect = /^(?:中)?的?(?:第[一二三四五六七八九十百零〇\d]+[条款项]|部分条款)/.test(behind)
					? 'partly-abolished'
					: /失效/.test(lead.slice(-30)) && !/废止/.test(lead.slice(-30))
						? 'expired'
						: 'abolished';
			else if (
				partBefore.test(lead) &&
				/^(?:中)?(?:的)?(?:第[一二三四五六七八九十百零〇\d]+[条款项]|部分条款|作[出如]|进行修改|予以修改|的修改)/.test(
					behind,
				)
			)
				effect = 'partly-abolished';
		}
		if (
			effect === undefined &&
			next &&
			onlyJoint.test(sentence.slice(end, next.start)) &&
			next.start - end < 30
		)
			effect = next.effect;
		next = effect && { effect, start };
		effects[i] = next;
	}
	// 废止《A》《B》: what stands before the first holds for the ones behind it.
	for (let i = 1; i < citations.length; i++) {
		const previous = effects[i - 1];
		const gap = sentence.slice((citations[i - 1] as Citation).end, (citations[i] as Citation).start);
		if (
			!effects[i] &&
			previous &&
			gap.length < 12 &&
			/^(?:[、，,；;\s]|和|及|以及|与|\d+[.．、]|[（(]\d+[）)])*$/.test(gap)
		)
			effects[i] = previous;
	}
	for (const [i, citation] of citations.entries()) {
		const said = effects[i];
		if (said) put(sink, said.effect, citation, sentence, said.effect === 'continued' ? termOf(sentence) : {});
	}
};

const listWords = /目录|清单|文件|规章|下列|以下|如下|\d\s*[件部个]/;
/** A title that is named once with its number and once without is one document. */
const withoutDoubles = (statements: readonly ValidityStatement[]): ValidityStatement[] => {
	const numbered = new Set<string>();
	for (const { effect, title, documentNumber } of statements)
		if (title && documentNumber) numbered.add(`${effect}|${title}`);
	return statements.filter(
		({ effect, title, documentNumber }) => documentNumber || !title || !numbered.has(`${effect}|${title}`),
	);
};

/** Beside its title an entry says nothing of its own that the heading over it does not say: 《某办法》继续有效 is not abolished with the others. */
const isMere = (beside: string, section: Effect): boolean =>
	!/废止|失效|施行/.test(beside) && (section === 'continued' || effectOf(beside) !== 'continued');

/** What a document says of the validity of others: in its title, in sentences, in lists and in tables under a heading. */
export const findStatements = (scan: Scan, title: string, { from, to }: Range): ValidityStatement[] => {
	const sink: Sink = { found: [], seen: new Set() };
	const own = squeeze(title);
	if (effectWords.test(own)) readSentence(own.replace(/^.*?关于/, ''), sink);
	// A title of one effect holds for the list below it.
	let section: Effect | undefined =
		/目录|清单|文件|规章|结果|决定|公告|通知|名录/.test(own) &&
		!/《/.test(own) &&
		/废止|失效|继续有效/.test(own)
			? effectOf(own)
			: undefined;
	const byTitle = section;
	let relevant = section !== undefined || sink.found.length > 0;
	for (let i = from; i < to && !relevant; i++) relevant = effectWords.test((scan.lines[i] as ScanLine).text);
	if (!relevant) return [];

	const rows = tableReader(scan, sink);
	for (let i = from; i < to; i++) {
		const line = scan.lines[i] as ScanLine;
		const row = rowOf(line);
		if (row) {
			const end = rows.read(row, i, section);
			if (end !== undefined) {
				i = Math.min(end, to) - 1;
				continue;
			}
		}
		const text = squeeze(line.text);
		if (text.length > 4000) continue;
		const short = text.length <= 90 && !/。./.test(text);
		if (
			short &&
			!/《/.test(text) &&
			effectWords.test(text) &&
			listWords.test(text) &&
			!/。$|[〔［﹝](?:19|20)\d{2}/.test(text) &&
			!isEntry(text)
		) {
			section = effectOf(text.replace(/[（(].*$/, '')) ?? effectOf(text);
			continue;
		}
		// 对《某办法》作如下修改： names its document itself, and what follows is no list.
		if (
			/[:：]$/.test(text) &&
			/《[^》]{1,300}》/.test(text) &&
			/(?:作|进行)(?:出)?(?:如下|以下)修[改订]/.test(text)
		) {
			section = undefined;
		} else if (/[:：]$/.test(text) && effectWords.test(text) && /下列|以下|如下/.test(text)) {
			section = effectOf(
				text
					.split(/[。；]/)
					.filter((part) => part !== '')
					.at(-1) ?? text,
			);
			continue;
		}
		if (
			section &&
			short &&
			/^[一二三四五六七八九十]+、/.test(text) &&
			text.length < 40 &&
			!/《|号/.test(text) &&
			!titleEnd.test(text)
		) {
			section = byTitle;
			continue;
		}
		if (effectWords.test(text))
			for (const sentence of text.split(/(?<=[。；;])/))
				if (effectWords.test(sentence)) readSentence(sentence, sink);
		if (
			section &&
			text.length <= 240 &&
			(serial.test(line.text) || /^《/.test(text) || isTitled(text)) &&
			isMere(text.replace(/《[^》]{0,300}》|关于.{0,80}的/g, ''), section)
		) {
			for (const citation of entryOf(line.text))
				put(sink, section, citation, text, section === 'continued' ? termOf(text) : {});
		}
	}
	return withStart(withoutDoubles(sink.found), scan, { from, to });
};
