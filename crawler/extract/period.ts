import type { ValidityPeriod } from '../page-facts.ts';
import { addDays, chineseNumber, endOfPeriod, findDate, findDates, isoDay, parseDay } from './dates.ts';
import { squeeze } from './dom.ts';
import type { LabelValue } from './labels.ts';
import type { Range, ScanLine } from './scan.ts';

/** Dates of the document that a period may count from. */
export interface Origin {
	readonly writtenOn?: string;
	readonly publishedOn?: string;
}

const kind =
	'(?:办法|规定|细则|意见|通知|方案|措施|政策|规则|决定|公告|通告|条例|标准|文件|预案|计划|规程|指南|制度|准则|规范|指引|守则|目录|清单|基准|规划|举措|条款|《[^》]{2,60}》)';
const subject = new RegExp(
	`^(?:第[一二三四五六七八九十百零〇\\d]+条|[（(]?[一二三四五六七八九十\\d]+[）)、.．]|附则)*(?:本[\\u4e00-\\u9fa5（）()]{0,14}?${kind}|(?:上述|以上|前述)[\\u4e00-\\u9fa5]{0,6}${kind})`,
);
const silentSubject =
	/^(?:第[一二三四五六七八九十百零〇\d]+条|[（(]?[一二三四五六七八九十\d]+[）)、.．]|附则)*(?:自|有效期|执行期|试行期|实施期|施行期)/;

/** What else has a period of validity. */
const trap =
	/许可|资格|证书|证件|执照|报价|合同|协议|保函|保单|担保|保证金|报告|公示|批[复准]|成绩|投标|标书|备案|居住证|登记|牌照|通行证|健康证|名单|称号|认定|认证|复审|复核|库|承诺|申请|验收|补贴对象|荣誉|专利|商标|预审|选址|条件|环评|券|卡|码|委托|授权|任期|聘期|职务|疫苗|药品|产品|食品|签证|评价结果|评估结果|等级|处罚|第[一二三四五六七八九十百零〇\d]+[条款项]|其中|该/;

const dateWords =
	'(?:[一二][〇零○ＯOo0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿卅]{1,3}日|(?:19|20)\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}|[一二〇零○\\d]{4}年(?:[一二三四五六七八九十\\d]{1,3}月(?:[一二三四五六七八九十\\d]{1,3}日|底|末)?|年?底|年?末)?)';
const endings: readonly RegExp[] = [
	new RegExp(
		`(?:有效期限?|执行期限?|施行期限?|实施期限?|试行期限?|暂行期限?|有效时间|执行时间|实施时间)(?:[^。；;]{0,40}?)(?:至|到|截止|截至|止于)(?:到|至|于|时间为?|日期为?)?(${dateWords})`,
	),
	new RegExp(
		`起(?:正式)?(?:施行|实施|执行|生效|试行)?[，,]?(?:有效期?)?(?:至|到|截止到?|截至)(${dateWords})`,
	),
	new RegExp(`(?:自|从)${dateWords}起?(?:至|到)(${dateWords})(?:止|期间)?(?:施行|实施|执行|试行|有效)`),
	new RegExp(`(?:执行|施行|实施|试行|有效|适用|延长)(?:期限?)?(?:至|到|截止到?|截至)(${dateWords})`),
	new RegExp(
		`(?:于|自|到|至)(${dateWords})(?:之?日?起|后|止|时)?(?:自行|自动|即行)?(?:失效|废止|停止执行|终止)`,
	),
];
const span =
	/(?:有效期限?|试行期限?|暂行期限?|执行期限?|施行期限?|实施期限?|时效|起施行[，,]?有效|起试行|^试行|[，,](?:试行|暂行))(?:暂定|定)?(?:为|是|限)?[:：]?(?:自[^，,。；]{2,24}起)?(?:计算)?(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)/;
const fixedStart = new RegExp(
	`(?:自|从|于)(${dateWords})(?:之?日)?起?(?:正式)?(?:施行|实施|执行|生效|试行|起)`,
);
const relativeStart =
	/(?:自|从)(?:[^，。；]{0,8}?)(?:发布|公布|印发|下发|发文|颁布|签发|发出)之?日(?:起)?(?:满?(\d{1,3}|[一二三四五六七八九十]{1,3})(日|天|个月)后?)?/;

/** The last day that the words of a date stand for; 2020年12月底 and 2020年底 are ends of a month. */
const lastDay = (words: string): { on: string; exact: boolean } | undefined => {
	const date = findDate(words);
	if (date) return { on: date.on, exact: true };
	const parts = /^([一二〇零○\d]{4})年(?:([一二三四五六七八九十\d]{1,3})月)?/.exec(words);
	if (!parts) return undefined;
	const year = Number([...(parts[1] ?? '')].map((sign) => chineseNumber(sign) ?? sign).join(''));
	if (!parts[2] && !/[底末]/.test(words)) return undefined;
	const first = isoDay(year, parts[2] ? (chineseNumber(parts[2]) ?? 0) : 12, 1);
	return first ? { on: endOfPeriod(first, 1), exact: /[底末]/.test(words) } : undefined;
};

const startOf = (text: string, origin: Origin): { on: string; sure: 'certain' | 'likely' } | undefined => {
	const fixed = fixedStart.exec(text);
	const day = fixed ? findDate(fixed[1] ?? '') : undefined;
	if (day) return { on: day.on, sure: 'certain' };
	const relative = relativeStart.exec(text);
	const base = origin.writtenOn ?? origin.publishedOn;
	if (!relative || !base) return undefined;
	const count = relative[1] ? (chineseNumber(relative[1]) ?? 0) : 0;
	if (count === 0) return { on: base, sure: origin.writtenOn ? 'certain' : 'likely' };
	return {
		on: relative[2] === '个月' ? addDays(endOfPeriod(base, count), 1) : addDays(base, count),
		sure: 'likely',
	};
};

const monthsOf = (match: RegExpExecArray): number =>
	(chineseNumber(match[1] ?? '') ?? 0) * (match[2] === '年' ? 12 : 1);

/** What ends then is something else: 至2021年3月31日为过渡期, 原有效期至2021年12月31日的《某办法》. */
const ofAnother = /^(?:日)?(?:止|期间)?(?:的|为(?!有效期|试行期|执行期|施行期|实施期)[^，。；]{0,12}期|《)/;

/** A part of a sentence that may stand between the document's name and its period: when it takes effect, who explains it. */
const plainPart =
	/^(?:[（(][^（）()]*[）)]|的|其|并|现|暂|即|由[^由]{2,60}(?:解释|实施)|经[^经]{2,40}(?:批准|同意|通过)|(?:自|从|于)[^自从]{2,40}起(?:\d+日后)?|(?:自|从)[^自从]{2,40}(?:$|日$)|(?:正式)?(?:施行|实施|执行|生效|试行|暂行|印发|发布|公布)(?:后|之日起?)?|\d+日后){0,6}$/;
const endsInDeed =
	/(?:施行|实施|执行|生效|试行|解释|办理|公布|印发|发布|同意|批准|通过|为准|规定|修订|起|日|后)$/;

/** Whether the words up to a period leave it the document's own: 本办法规定的优惠政策执行至… is that of the 政策. */
const isPlain = (lead: string): boolean => {
	const parts = lead.split(/[，,：:]/);
	const last = parts.pop() ?? '';
	const before = parts.pop() ?? '';
	return plainPart.test(last) && (last !== '' || before === '' || endsInDeed.test(before));
};

const periodOf = (
	sentence: string,
	origin: Origin,
): { until: string; sure: 'certain' | 'likely' } | undefined => {
	for (const ending of endings) {
		const match = ending.exec(sentence);
		const day = match && lastDay(match[1] ?? '');
		if (!day || ofAnother.test(sentence.slice(match.index + match[0].length))) continue;
		// 于2025年1月1日废止: the day before was the last one.
		const until =
			ending === endings.at(-1) && /(?:于|自)$/.test(sentence.slice(0, match.index + 1))
				? addDays(day.on, -1)
				: day.on;
		return { until, sure: day.exact && isPlain(sentence.slice(0, match.index)) ? 'certain' : 'likely' };
	}
	const match = span.exec(sentence);
	const months = match ? monthsOf(match) : 0;
	if (!match || months === 0 || months > 30 * 12) return undefined;
	const start = startOf(sentence, origin);
	return (
		start && {
			until: endOfPeriod(start.on, months),
			sure: isPlain(sentence.slice(0, match.index)) ? start.sure : 'likely',
		}
	);
};

const halfWidthDigits = (text: string): string =>
	text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const keyword = /有效|执行|施行|实施|[试暂]行|废止|失效/;

/** The end of its validity that the text states of itself. */
export const findPeriod = (
	lines: readonly ScanLine[],
	{ from, to }: Range,
	origin: Origin,
): ValidityPeriod | undefined => {
	let total = 0;
	for (let i = from; i < to; i++) total += (lines[i] as ScanLine).text.length;
	let read = 0;
	let before = '';
	for (let i = from; i < to; i++) {
		const { text, linkLength, hidden } = lines[i] as ScanLine;
		read += text.length;
		if (hidden || linkLength * 2 > text.length || text.length > 3000 || !keyword.test(text)) {
			before = '';
			continue;
		}
		for (const part of text.split(/(?<=[。；;！])/)) {
			const sentence = halfWidthDigits(squeeze(part));
			const joined =
				before !== '' && /^(?:有效期|执行期|试行期|实施期|施行期|试行)/.test(sentence)
					? before + sentence
					: sentence;
			before =
				subject.test(sentence) && /起.{0,4}(?:施行|实施|执行|生效)/.test(sentence)
					? sentence.replace(/[。；;]$/, '，')
					: '';
			if (joined.length > 400 || !/有效|期|至|到|于|[试暂]行|失效|废止/.test(joined)) continue;
			const own = subject.exec(joined);
			const late = read >= total * 0.8;
			if (!own && !(late && silentSubject.test(joined))) continue;
			const rest = own ? joined.slice(own[0].length) : joined;
			// Only what stands before the period's own words can turn it to something else.
			const words = rest.search(
				/有效|执行期|施行期|实施期|试行期|(?:执行|施行|实施|试行)(?:至|到)|起.{0,6}(?:至|到)|失效|废止/,
			);
			const lead = words >= 0 ? rest.slice(0, words) : rest;
			if (trap.test(lead.replace(/经[^，,]{0,20}(?:批准|同意)/g, '')) || /《[^》]{0,300}》/.test(lead))
				continue;
			if (/(?:《[^》]{0,300}》|号[）)]?|文件)(?:的)?(?:有效期|同时|自)/.test(rest) && !own) continue;
			const period = periodOf(
				rest.replace(/《[^》]{0,300}》(?:[（(][^）)]{0,100}[）)])?(?:同时|即行|自[^，。]{0,16}起)?废止/g, ''),
				origin,
			);
			// 有明确期限的从其规定: part of it may end on another day.
			const split = /从其规定|另有规定|除外/.test(joined);
			if (period)
				return {
					until: period.until,
					sure: split ? 'likely' : period.sure,
					from: 'text',
					snippet: joined.slice(0, 160),
				};
		}
	}
	return undefined;
};

/** The end of its validity that the metadata state: 失效日期, 有效期至, or 有效期 as dates or a number of years. */
export const periodOfLabels = (labels: readonly LabelValue[], origin: Origin): ValidityPeriod | undefined => {
	const effective = labels.find(({ kind, value }) => kind === 'effective' && value !== '');
	for (const { kind: labelled, label, value } of labels) {
		if (value === '' || (labelled !== 'ends' && labelled !== 'period')) continue;
		const from = `table:${label}`;
		const snippet = `${label}：${value}`.slice(0, 120);
		const dates = findDates(value);
		const last = dates.at(-1)?.on ?? (labelled === 'ends' ? parseDay(value) : undefined);
		// The system's own day where nobody filled in any: 1970-01-01, or that of the document itself.
		const begins = [origin.writtenOn, origin.publishedOn].filter((on) => on !== undefined).sort()[0];
		if (last && (last < '1980' || (labelled === 'ends' && begins !== undefined && last <= begins))) continue;
		// It may be the last day on which something can be handed in.
		if (last && /^(?:截止|终止)日期$/.test(label)) return { until: last, from, sure: 'likely', snippet };
		if (last && (labelled === 'ends' || dates.length > 1 || /[至到止]/.test(value)))
			return { until: last, from, sure: 'certain', snippet };
		const match = /^(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)$/.exec(squeeze(value));
		const start = (effective && parseDay(effective.value)) ?? origin.writtenOn ?? origin.publishedOn;
		if (match && start) return { until: endOfPeriod(start, monthsOf(match)), from, sure: 'likely', snippet };
	}
	return undefined;
};
