import type { Document, Site } from '../../crawler/model.ts';
import type { Statutes } from './statutes.ts';
import type { Terms } from './terms.ts';

/** 国办发〔2016〕80号 asks for an interpretation within three working days; nobody was held to that before. */
export const interpretationDutySince = '2016-11-10';

/** One page for each document: copies elsewhere on the site and gazette copies left out. */
export function* originals(documents: readonly Document[]): Generator<Document> {
	const met = new Set<string>();
	for (const document of documents) {
		if (document.place === 'gazette' || met.has(document.url)) continue;
		for (const copy of document.copies) met.add(copy);
		yield document;
	}
}

/** A draft for comment or an announcement of what is to come: it precedes the document. */
export const isDraft = (title: string): boolean =>
	/征求意见|意见稿|意见征集|征集意见|草案|送审稿|讨论稿|预告|预公告|拟(?:任|录|聘|批|审|征|定|公布)/.test(
		title,
	);

/** Less text than this on the page, and the document itself is in a file or a picture. */
const leastText = 30;

/** Its text is known: it stands on the page, or in a file that was read. */
export const hasText = ({ facts }: Document): boolean =>
	facts.bodyLength >= leastText || facts.textFile !== undefined;

/** An own 发文字号, whatever its brackets: 临政办发〔2026〕12号. */
export const numberPattern =
	/^(?<code>[^\d〔[(（【\s]{1,20}(?:[（(][\u4e00-\u9fa5]{1,6}[）)][^\d〔[(（【\s]{1,8})?)\s*[〔[(（【［]\s*(?<year>(?:19|20)\d{2})\s*[〕\])）】］]\s*第?\s*\d+\s*号$/u;

/** The organ's code and the year of a document's number; undefined where it has none of the usual form. */
export const numberOf = ({ facts }: Document): { code: string; year: string } | undefined => {
	const { code, year } = facts.documentNumber?.value.trim().match(numberPattern)?.groups ?? {};
	return code && year ? { code, year } : undefined;
};

/** Issued by an organ of the Party, alone or first: 临委发, 县委办, 中共…. */
export const isParty = (document: Document): boolean =>
	/^(?:中共|.{0,12}[市县区州旗省]委(?!员)|[^政府]{0,4}党)/.test(
		document.facts.issuer?.value ?? document.title,
	) || /^(?:中[发办]|.{0,4}委(?:办?发|办?字|办|〔)|.{0,4}党)/.test(numberOf(document)?.code ?? '');

/** Province, city, county: the innermost place that a name begins with, such as 邗江区 of 江苏省扬州市邗江区人民政府. */
const placeOf = (name: string): { place: string; level: number } | undefined => {
	const [, province, city, county] =
		name.match(
			/^(.{2,3}省|.{2,6}自治区)?([^省区县]{2,6}?(?:自治州|地区|市|州|盟))?([^省市府]{1,7}?(?:自治县|县|区|旗|市))?/u,
		) ?? [];
	if (county) return { place: county, level: 2 };
	if (city) return { place: city, level: 1 };
	return province ? { place: province, level: 0 } : undefined;
};

const national =
	/^(?:中共中央|中央|国务院|全国人(?:大|民代表大会)|最高人民|国家.{1,12}(?:局|委|部|办公室|委员会)|中国人民银行|中国证|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源社?和?社会保障|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|审计)部)/;

/**
 * Written by an organ above the site's own, and only reposted here: what the superior left out of it is not this site's fault.
 * The State Council is told by its names and numbers, a province or city by the place a name begins with.
 */
export const isSuperior = (document: Document, { name }: Site['identity']): boolean => {
	if (/^国(?:发|办|函|令)/.test(document.facts.documentNumber?.value ?? '')) return true;
	const issuer = document.facts.issuer?.value ?? document.title;
	if (national.test(issuer)) return !national.test(name);
	const own = placeOf(name);
	if (!own) return false;
	if (/^省(?:人民)?(?:政府|委|[^市县区]{1,12}[厅局办])/.test(issuer)) return own.level > 0;
	const other = placeOf(issuer);
	return other !== undefined && other.place !== own.place && other.level < own.level;
};

const general = /(?:办法|规定|细则|若干政策|若干措施|政策措施|若干意见|实施意见)$/;

/** Rules for the organ's own house: they bind nobody outside it. */
const internal =
	/工作规则|议事规则|公文|印章|值班|公务用车|公务接待|机关(?:管理|事务|工作)|内部|绩效|考核|督查|保密|档案管理|会议|规范性文件|政策解读|政务公开/;

const exemptForms: ReadonlySet<Document['facts']['form']> = new Set<Document['facts']['form']>([
	'appointment',
	'commendation',
	'meeting',
	'body',
	'holiday',
	'reply',
	'publicity',
	'forward',
	'abolition',
	'report',
	'statute',
]);

/** Written for information or for one case; says nothing about a title of general application that holds such a word. */
const exempt =
	/工作要点|任免|任职|免职|表彰|表扬|通报|嘉奖|会议|领导小组|指挥部|委员会组成|机构(?:设置|编制|调整)|组成人员|分工|放假|节假日|批复|复函|公示|废止|失效|清理结果|继续有效|议程|名单|年度报告|统计公报|预算|决算|招聘|招标|中标|采购|拍卖|出让/;

/** The title proper: without the wrapper 关于印发…的通知, without (试行). */
export const bareTitle = (title: string): string =>
	(title.match(/印发[《〈]?(.{1,300}?)[》〉]?的通知/)?.[1] ?? title)
		.replace(/[（(【〔][^（(【〔]{1,12}[）)】〕]$/u, '')
		.replace(/[《》〈〉\s]/g, '');

/**
 * Whether a document needs an interpretation: `certain` for general application by title or by the label 行政规范性文件,
 * `review` for other kinds of policy, undefined where none can be demanded. `scope` is the profile's.
 */
export const needsInterpretation = (
	document: Document,
	identity: Site['identity'],
	scope: Terms['interpretationScope'],
	statutes: Statutes,
): 'certain' | 'review' | undefined => {
	const { form, normative, bodyLength, attachments } = document.facts;
	if (bodyLength === 0 && attachments.length === 0) return undefined;
	if (exemptForms.has(form) || /征求意见|意见征集|草案|送审稿|转发/.test(document.title)) return undefined;
	if (isSuperior(document, identity) || isParty(document) || statutes.of(document.title)) return undefined;
	const title = bareTitle(document.title);
	// A column of rules makes none of a bid or a vacancy that strayed into it.
	if (normative && (document.facts.documentNumber || !exempt.test(title))) return 'certain';
	if (!general.test(title) && exempt.test(title)) return undefined;
	if (scope === 'normative') return undefined;
	if (internal.test(title)) return 'review';
	if (general.test(title)) return 'certain';
	// What bears no number is a text about a policy as often as a policy.
	if (!document.facts.documentNumber) return undefined;
	const policy = form === 'measure' || form === 'opinion' || form === 'plan' || form === 'decree';
	if (policy) return scope === 'all' ? 'certain' : 'review';
	const listedAsPolicy = document.kinds.includes('policy') || document.kinds.includes('regulation');
	return form === 'notice' && listedAsPolicy ? 'review' : undefined;
};

/** Whether the printed public marker is asked of a document: 公文 of an administrative organ's own, with a number of the usual form. */
export const needsMarker = (document: Document, identity: Site['identity']): boolean => {
	const { form, isInterpretation, statute } = document.facts;
	if (!numberOf(document)) return false;
	if (form === 'decree' || form === 'statute' || form === 'forward' || isInterpretation || statute)
		return false;
	if (form === 'publicity' || /纪要|^转发|转载|(?:公告|通告)(?:[（(].{1,12}[）)])?$/u.test(document.title))
		return false;
	return !isParty(document) && !isSuperior(document, identity);
};

/** 《title》 for a sentence: inner 《》 become 〈〉, and a title that is all in 《》 is not wrapped twice. */
export const quoted = (title: string): string =>
	`《${title
		.trim()
		.replace(/^《([^《》]*)》$/, '$1')
		.replace(/《/g, '〈')
		.replace(/》/g, '〉')}》`;

/** How a message names a document: 《title》（number，more）. */
export const documentName = ({ title, facts }: Pick<Document, 'title' | 'facts'>, more?: string): string => {
	const notes = [facts.documentNumber?.value, more].filter(Boolean);
	return `${quoted(title)}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`;
};

/** Why an interpretation of the document is certainly owed, for the reader: what `needsInterpretation` went by. */
export const whyInterpreted = (document: Document): string => {
	if (document.facts.normative) {
		return /规/.test(numberOf(document)?.code ?? '')
			? '文号属于规范性文件字号'
			: '由页面标签或所在栏目标明为规范性文件';
	}
	const [kind] = bareTitle(document.title).match(general) ?? [];
	return kind ? `从标题看是普遍适用的“${kind}”` : '属于有文号的政策文件';
};
