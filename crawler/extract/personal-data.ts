import type { PersonalData } from '../content-facts.ts';
import type { FileReading, PageFacts } from '../page-facts.ts';
import type { Element } from './dom.ts';
import { isCreditCode, isIdNumber, isLuhn, isSample, mask } from './personal-numbers.ts';
import type { Scan } from './scan.ts';

/** Any run of digits that may be one; a page without is not looked at any further. */
const mayHold = /(?<![\d.])(?:\d{17}[\dXx]|62\d{2}(?: ?\d{4}){3}|1[3-9]\d{9}|\d{12,14}\*)/;
const idPattern =
	/(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
/** The day of birth is still to be read. */
const halfMasked =
	/(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\*{2,4}[\dXx]{0,2}(?![\dA-Za-z*])/g;
const cardPattern = /(?<![\dA-Za-z])62\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?(?![\dA-Za-z])/g;
const mobilePattern = /(?<![\dA-Za-z-])1[3-9]\d{9}(?![\dA-Za-z])/g;

const sampleWords = /样表|样例|示例|示范|范例|范本|填写说明|例如|模板/;
const cardWords = /银行卡|卡号|账号|帐号|账户|帐户|一卡通|开户行|存折/;
/** Accounts of organs and firms, which are for the public to pay into. */
const publicAccount =
	/保证金|缴款|缴费|缴纳|汇款|对公|捐赠|捐款|专户|专用|基本户|公司|企业|单位|合作社|农场|工程队|施工队|商行|经营部|门市|店|厂|政府|财政|委员会|基金会|中心|医院|学校|协会|[局厅部院处所]/;
const surname =
	/(?<![\u4e00-\u9fa5])[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][\u4e00-\u9fa5*＊某]{1,2}(?![\u4e00-\u9fa5])/;
/** Lists of people who did not choose to be in public. */
const privateList =
	/低保|特困|救助|补贴|补助|残疾|公租房|廉租|危房|困难|孤儿|高龄|优抚|抚恤|拟录|录用|体检|征地|补偿|搬迁|名单|公示/;
const officeWords =
	/联系人|咨询|值班|热线|投诉|监督|举报|客服|河长|网格|医生|律师|公证|单位名称|公司|企业|机构|门店|经营|办公|负责人|责任人|联络员|服务电话/;
/** So many in a table are a list of people. */
const leastMobiles = 3;
/** Numbers of a kind that are counted on one page. */
const mostNumbers = 5000;

interface Row {
	/** Its cells, or the line. */
	readonly text: string;
	/** Of the table it stands in: its first row. */
	readonly head: string;
	readonly inTable: boolean;
}

const ancestor = (element: Element | null, name: string): Element | undefined => {
	let at: Element | null = element;
	while (at && at.name !== name) at = at.parent as Element | null;
	return at ?? undefined;
};

/** The page's lines, those of one row of a table together. */
function* rowsOf({ lines, ranges }: Scan): Generator<Row> {
	for (let i = 0; i < lines.length; i++) {
		const block = lines[i]?.block ?? null;
		const row = ancestor(block, 'tr');
		const range = row && ranges.get(row);
		const textOf = (from: number, to: number): string =>
			lines
				.slice(from, Math.min(to, from + 60))
				.map(({ text }) => text)
				.join(' ');
		if (!row || !range || range.to <= i) {
			yield { text: lines[i]?.text ?? '', head: lines[i - 1]?.text ?? '', inTable: false };
			continue;
		}
		const table = ancestor(row, 'table');
		const from = (table && ranges.get(table)?.from) ?? range.from;
		const first = ancestor(lines[from]?.block ?? null, 'tr');
		const head = (first && ranges.get(first)) ?? range;
		yield { text: textOf(i, range.to), head: textOf(head.from, head.to).slice(0, 200), inTable: true };
		i = Math.max(i, range.to - 1);
	}
}

/** What a number of as many digits may be called: that of a case, a lot, a permit, a firm. */
const otherNumber =
	/信用代码|识别号|税号|组织机构|编[号码]|代码|单元号|合同号|案号|文号|[公通]告号|发布号|流水号|序列号|订单|准考证|学号|监管号|许可证|执照|登记号|受理号|业务号|项目|标段|宗地|条码|凭证|票号/;
const personWords = /身份|证件号|公民/;
/** An address, whose numbers name a file. */
const inAddress = /[\w/?=&%.-]{6}$/;
/** A child's number is seldom told; a series that counts by days looks like one. */
const lastGrownYear = 2012;

/** Tells the numbers of a row that it calls somebody's, or that nothing calls something else. Rows may be whole pages: each is looked through once. */
const personalIds = (text: string, head: string): string[] => {
	const matches = [...text.matchAll(idPattern)];
	if (matches.length === 0) return [];
	const isCalledSo = personWords.test(text);
	const isHeadedSo = personWords.test(head);
	const isHeadedElse = otherNumber.test(head);
	return matches.flatMap(({ 0: number, index }) => {
		if (!isIdNumber(number) || isSample(number)) return [];
		const before = text.slice(Math.max(0, index - 16), index);
		if (isCalledSo) return /信用代码[^\u4e00-\u9fa5]{0,3}$/.test(before) ? [] : number;
		if (isHeadedSo) return number;
		if (otherNumber.test(before) || (/[/.]/.test(before) && inAddress.test(before))) return [];
		if (isHeadedElse || isCreditCode(number.toUpperCase())) return [];
		return Number(number.slice(6, 10)) <= lastGrownYear ? number : [];
	});
};

/** Numbers of private persons that a page shows, by kind; and a way to mask them wherever else they were read. */
export const findPersonalData = (
	html: string,
	scan: () => Scan,
	title: string,
): { readonly found: PersonalData[]; readonly secrets: ReadonlySet<string> } => {
	const secrets = new Set<string>();
	if (!mayHold.test(html)) return { found: [], secrets };
	const numbers: Record<PersonalData['kind'], Set<string>> = {
		'id-number': new Set(),
		'half-masked-id': new Set(),
		'bank-card': new Set(),
		mobile: new Set(),
	};
	const isForm = sampleWords.test(title);
	for (const { text, head, inTable } of rowsOf(scan())) {
		if (isForm || !/\d{11}/.test(text.replace(/ /g, '')) || sampleWords.test(text)) continue;
		if (numbers['id-number'].size + numbers.mobile.size > mostNumbers) break;
		for (const number of personalIds(text, head)) numbers['id-number'].add(number);
		for (const [number] of text.matchAll(halfMasked)) numbers['half-masked-id'].add(number);
		const around = `${head} ${text}`;
		if (cardWords.test(around) && surname.test(text) && !publicAccount.test(around))
			for (const [card] of text.matchAll(cardPattern)) {
				const digits = card.replace(/ /g, '');
				if (isLuhn(digits) && !isSample(digits)) numbers['bank-card'].add(card);
			}
		if (inTable && privateList.test(title) && !officeWords.test(around))
			for (const [number] of text.matchAll(mobilePattern)) numbers.mobile.add(number);
	}
	if (numbers.mobile.size < leastMobiles) numbers.mobile.clear();
	const found = (Object.keys(numbers) as PersonalData['kind'][]).flatMap((kind): PersonalData[] => {
		const [first] = numbers[kind];
		return first ? [{ kind, count: numbers[kind].size, masked: mask(first.replace(/ /g, '')) }] : [];
	});
	for (const kind of ['id-number', 'bank-card'] as const)
		for (const number of numbers[kind]) secrets.add(number);
	return { found, secrets };
};

/** The facts with these numbers masked wherever they stand in words; addresses stay what they are. */
export const masked = <T extends PageFacts | FileReading>(facts: T, secrets: ReadonlySet<string>): T => {
	if (secrets.size === 0) return facts;
	const clean = (value: unknown): unknown => {
		if (typeof value === 'string') {
			if (!/\d{4}/.test(value) || /^https?:/i.test(value)) return value;
			return value.replace(/(?<!\d)\d[\d ]{14,22}[\dXx]/g, (run) => {
				for (const secret of secrets) if (run.includes(secret)) return run.replaceAll(secret, mask(secret));
				return run;
			});
		}
		if (Array.isArray(value)) return value.map(clean);
		if (typeof value === 'object' && value !== null)
			return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
		return value;
	};
	// The same shape: only words changed.
	return clean(facts) as T;
};
