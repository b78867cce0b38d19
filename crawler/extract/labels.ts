import { type Element, squeeze } from './dom.ts';
import { isNothing } from './number.ts';
import type { Scan, ScanLine } from './scan.ts';

/** What a label of a page's metadata stands for. */
export type LabelKind =
	| 'index'
	| 'title'
	| 'number'
	| 'issuer'
	| 'publisher'
	| 'written'
	| 'issued' // 发文日期, 生成日期: written or published, as the page goes
	| 'published'
	| 'updated'
	| 'effective'
	| 'ends' // the last day in force
	| 'period'
	| 'validity'
	| 'in-force' // 是否有效: 是 / 否
	| 'repealed' // 是否废止: 是 / 否
	| 'openness'
	| 'source'
	| 'topic'
	| 'unified-number'
	| 'normative'
	| 'other';

/** A label with its value, both as the page writes them. */
export interface LabelValue {
	readonly kind: LabelKind;
	readonly label: string;
	/** Empty where the page leaves it empty or says 无, -, null. */
	readonly value: string;
	/** Line of the label, and the line behind the value. */
	readonly line: number;
	readonly end: number;
	/** A date that a script prints there. */
	readonly scripted?: string;
}

const vocabulary: Readonly<Record<LabelKind, string>> = {
	index: '索引号 索取号 信息索引号 信息索引 索引编号 索引 信息编号',
	title:
		'标题 名称 信息名称 文件名称 文件标题 信息标题 公文名称 公文标题 政策名称 文献名称 主题名称 内容标题',
	number:
		'文号 发文字号 文件编号 文件号 公文文号 发文文号 文件字号 发文号 发布文号 公文字号 文件文号 信息文号 字号 发布字号 公文编号 公开文号 发文编号',
	issuer:
		'发文机关 发文单位 发文机构 发文部门 制发机关 制定机关 制发单位 制发机构 发文机关名称 颁布机关 印发机关 发文主体 成文单位 制定单位 颁布单位 制作单位 签发单位',
	publisher:
		'发布机构 发布单位 发布机关 发布部门 公开主体 公开机构 公开单位 公开责任部门 责任部门 责任单位 信息公开责任部门 公布单位 公布机关 信息提供单位 信息发布机构 信息生成单位 产生单位 信息所属单位 公开部门 信息公开主体 发布者 提供单位 发布主体',
	written:
		'成文日期 成文时间 签署日期 签发日期 签署时间 签发时间 制文日期 形成日期 形成时间 拟文日期 制定日期 成文',
	issued:
		'发文日期 发文时间 生成日期 生成时间 印发日期 印发时间 产生日期 制作日期 制发日期 信息生成日期 信息生成时间 文件日期 颁布日期 颁布时间 产生时间',
	published:
		'发布日期 发布时间 公开日期 公开时间 公布日期 公布时间 发表时间 发表日期 日期 时间 信息时间 信息日期 上网日期 上网时间 时间发布 日期发布 发布于 发表于 录入时间 添加时间 发稿时间 创建时间 发布 公示时间 信息发布日期 信息发布时间 公开发布日期 信息公开日期 发文公开日期',
	updated: '更新时间 更新日期 修改时间 最后更新 最后更新时间 编辑时间',
	effective: '生效日期 生效时间 施行日期 实施日期 施行时间 实施时间 执行日期 开始日期 起始日期',
	ends: '有效期至 有效期截止 失效日期 失效时间 截止日期 终止日期 废止日期 废止时间 有效截止日期 有效期截止日期 截止有效期 有效截止时间 失效期 到期日期',
	period: '有效期 有效期限 有效时间 时效期 实施期限 施行期限',
	validity:
		'有效性 时效性 效力状态 有效状态 文件状态 时效状态 法律效力 时效 效力 文件有效性 状态 公文时效 效力等级状态 信息有效性 规范性文件状态 公文有效性 文件效力 有效与否 政策状态 施行状态',
	'in-force': '是否有效 是否现行有效 是否生效',
	repealed: '是否废止 是否失效 是否已废止 是否作废',
	openness:
		'公开属性 公开方式 公开类别 公开形式 公开类型 信息公开选项 公开选项 主动公开属性 信息公开方式 信息公开属性 信息公开类别',
	source: '来源 信息来源 文章来源 稿件来源 新闻来源 来源单位 内容来源 文件来源 出处 稿源 消息来源 信息提供',
	topic:
		'主题分类 分类 信息分类 主题词 体裁分类 组配分类 体裁 服务对象 服务对象分类 主题 信息类别 公文种类 文种 文件类型 文件种类 内容分类 所属主题 主题类别 公开范围 公开时限 关键词 关键字 内容概述 信息类型 所属类别 公文类型 公文分类 政策类型 行业分类 题材分类 载体类型',
	'unified-number':
		'统一编号 规范性文件编号 规范性文件统一编号 统一登记号 登记号 登记编号 规范性文件登记号 三统一编号 备案号 规范性文件备案号',
	normative: '是否规范性文件 是否行政规范性文件 是否为规范性文件 是否为行政规范性文件',
	other:
		'作者 编辑 责任编辑 浏览次数 浏览量 阅读次数 阅读量 点击数 点击量 点击率 点击次数 访问量 访问次数 浏览 阅读 点击 字体 字体大小 字号大小 文字大小 分享 分享到 分享至 打印 收藏 审核 审核人 签发人 供稿 撰稿 记者 摄影 校对 联系电话 电话 信息来源单位 视力保护色 背景色 下载 附件 保存 语音播报 扫一扫 编审 文章作者 初审 复审 终审 责编 阅读数 浏览数 人气 次数 访问 朗读 纠错 关键词语 打印本页',
};

const kinds = new Map<string, LabelKind>();
for (const [kind, words] of Object.entries(vocabulary))
	for (const word of words.split(' ')) kinds.set(word, kind as LabelKind);

/** Kinds that make a table of metadata of it, beside the line under a title that every article has. */
const tabular = new Set<LabelKind>([
	'index',
	'title',
	'number',
	'issuer',
	'publisher',
	'written',
	'issued',
	'validity',
	'in-force',
	'openness',
	'topic',
	'ends',
	'period',
	'effective',
	'unified-number',
	'normative',
	'repealed',
]);

const ignorable = /[\s:：【】[\]（）()|｜·•■◆●▪>＞*※]+/g;

/** What a label stands for, blanks, brackets and colons aside. */
export const labelKind = (text: string): LabelKind | undefined =>
	text.length > 24 ? undefined : kinds.get(squeeze(text).replace(ignorable, ''));

// A label with its colon: characters of the words with an optional blank between, at the line's beginning or behind a blank or bracket.
const ordered = [...kinds.keys()].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
const inline = new RegExp(
	`(?<=^|[ |｜;；,，【[（(>·•)）\\]】/日\\d])(?:${ordered.map((word) => [...word].join(' ?')).join('|')}) ?[】\\])）]? ?[:：]+`,
	'g',
);
// 【发文机关】市政府: the brackets say what the missing colon would.
const boxed = new RegExp(
	`(?:【|\\[) ?(${ordered.map((word) => [...word].join(' ?')).join('|')}) ?(?:】|\\])`,
	'g',
);
/** Labels that sites write and we do not know end a value as well. */
const unknownLabel = / [\u4e00-\u9fa5]{2,7}[:：](?!\/)/;

interface Hit {
	readonly kind: LabelKind;
	readonly label: string;
	readonly start: number;
	readonly end: number;
}

const hitsOf = ({ text, marks }: ScanLine): Hit[] => {
	const hits: Hit[] = [];
	if (/[:：]/.test(text)) {
		for (const match of text.matchAll(inline)) {
			const label = squeeze(match[0]).replace(ignorable, '');
			const kind = kinds.get(label);
			if (kind) hits.push({ kind, label, start: match.index, end: match.index + match[0].length });
		}
	}
	if (/[【[]/.test(text)) {
		for (const match of text.matchAll(boxed)) {
			const label = squeeze(match[1] ?? '');
			const kind = kinds.get(label);
			const [start, end] = [match.index, match.index + match[0].length];
			if (kind && !hits.some((hit) => start < hit.end && hit.start < end))
				hits.push({ kind, label, start, end });
		}
	}
	// `<li><em>发文机关</em>市政府</li>`: the element says what the missing colon would.
	for (const mark of marks) {
		const kind = labelKind(mark);
		const label = mark.replace(/[\s\u3000\u00a0]+/g, ' ').trim();
		if (!kind || label === '') continue;
		const start = text.indexOf(label);
		if (start < 0 || hits.some((hit) => start < hit.end && hit.start < start + label.length)) continue;
		hits.push({ kind, label: squeeze(label).replace(ignorable, ''), start, end: start + label.length });
	}
	return hits.sort((a, b) => a.start - b.start);
};

const clean = (value: string): string => {
	const bare = value.replace(/^[\s:：|｜]+|[\s|｜;；,，【[（(]+$/g, '').trim();
	// The bracket around a whole row of labels closes behind its last value.
	const text = /[【[（(]/.test(bare) ? bare : bare.replace(/\s?[】\]）)]$/, '');
	return isNothing(text) || /^[【[（(]\s*[】\])）]?$/.test(text) ? '' : text;
};

/** The element whose further lines may hold the value of a label that fills a line: the smallest one around it that has more lines, within its row. */
const scopeEnd = (scan: Scan, line: number): number => {
	let element = scan.lines[line]?.block;
	while (element) {
		const range = scan.ranges.get(element);
		if (!range) return line + 1;
		if (range.to > line + 1) return range.to;
		if (range.from < line) return line + 1;
		if (/^(?:tr|dl|table|ul|body)$/.test(element.name)) return line + 1;
		element = element.parent as typeof element | undefined;
	}
	return line + 1;
};

/** Cells of a row that have a text. */
const textCells = (scan: Scan, row: Element): number =>
	(row.children as Element[]).filter((cell) => {
		const at = scan.ranges.get(cell);
		return at !== undefined && at.to > at.from;
	}).length;

/** A row of labels with a row of values under it. */
const columnRow = (scan: Scan, line: number): LabelValue[] | undefined => {
	const cell = scan.lines[line]?.block;
	const row = cell?.parent;
	if (!cell || !/^t[dh]$/.test(cell.name) || !row || !('name' in row) || row.name !== 'tr') return undefined;
	const range = scan.ranges.get(row);
	if (!range || range.from !== line || range.to - line < 3) return undefined;
	for (let i = line; i < range.to; i++) if (!labelKind(scan.lines[i]?.text ?? '')) return undefined;
	const next = scan.lines[range.to]?.block.parent as Element | null | undefined;
	const values = next ? scan.ranges.get(next) : undefined;
	if (!next || !values || values.from !== range.to || next.name !== 'tr') return undefined;
	const cells = (next.children as Element[]).filter(({ name }) => name === 'td' || name === 'th');
	if (cells.length !== range.to - line) return undefined;
	// Further rows of as many values make a list of it.
	const further = scan.lines[values.to]?.block.parent as Element | null | undefined;
	if (
		further?.name === 'tr' &&
		further.parent === next.parent &&
		!labelKind(scan.lines[values.to]?.text ?? '') &&
		textCells(scan, further) === cells.length
	)
		return undefined;
	return cells.map((valueCell, i) => {
		const label = squeeze(scan.lines[line + i]?.text ?? '').replace(ignorable, '');
		const at = scan.ranges.get(valueCell);
		const value =
			at && at.to > at.from
				? clean(
						scan.lines
							.slice(at.from, at.to)
							.map(({ text }) => text)
							.join(' '),
					)
				: '';
		return { kind: kinds.get(label) as LabelKind, label, value, line: line + i, end: values.to };
	});
};

/** Every label and value of the lines from `from` to `to`, in their order. */
export const readLabels = (scan: Scan, from: number, to: number): LabelValue[] => {
	const found: LabelValue[] = [];
	for (let i = from; i < to; i++) {
		const line = scan.lines[i] as ScanLine;
		const { text } = line;
		if (text.length < 2 || text.length > 800) continue;
		const kind = labelKind(text);
		if (kind === 'other' && !/[:：]/.test(text)) continue;
		if (kind !== undefined) {
			const columns = columnRow(scan, i);
			if (columns) {
				found.push(...columns);
				i = (columns[0]?.end ?? i + 1) - 1;
				continue;
			}
			const label = squeeze(text).replace(ignorable, '');
			const until = scopeEnd(scan, i);
			const next = scan.lines[i + 1];
			const empty =
				i + 1 >= until || !next || labelKind(next.text) !== undefined || hitsOf(next)[0]?.start === 0;
			const value = empty || next.text.length > 300 ? '' : clean(next.text);
			found.push({
				kind,
				label,
				value,
				line: i,
				end: value === '' ? i + 1 : i + 2,
				...(line.scripted ? { scripted: line.scripted } : {}),
			});
			if (value !== '') i++;
			continue;
		}
		const hits = hitsOf(line);
		for (const [n, hit] of hits.entries()) {
			const raw = text.slice(hit.end, hits[n + 1]?.start ?? text.length);
			const stop = hit.kind === 'title' ? -1 : raw.search(unknownLabel);
			let value = clean(stop >= 0 ? raw.slice(0, stop) : raw);
			let end = i + 1;
			// The label ends its line and the value stands in a block of its own.
			const next = scan.lines[i + 1];
			if (
				value === '' &&
				raw.trim() === '' &&
				n === hits.length - 1 &&
				next &&
				i + 1 < to &&
				i + 1 < scopeEnd(scan, i) &&
				next.text.length <= 300 &&
				labelKind(next.text) === undefined &&
				hitsOf(next).length === 0
			) {
				value = clean(next.text);
				end = i + 2;
			}
			found.push({
				kind: hit.kind,
				label: hit.label,
				value,
				line: i,
				end,
				...(line.scripted ? { scripted: line.scripted } : {}),
			});
			if (end > i + 1) i = end - 1;
		}
	}
	return found;
};

/** Whether these labels make a table or list of metadata: an index number, or three kinds that only such tables have. A form to search by has no values. */
export const isMetadataTable = (labels: readonly LabelValue[]): boolean => {
	const seen = new Set<LabelKind>();
	const filled = new Set<LabelKind>();
	for (const { kind, value } of labels) {
		if (!tabular.has(kind)) continue;
		seen.add(kind);
		if (value !== '') filled.add(kind);
	}
	return (seen.size >= 3 && filled.size >= 2) || (filled.has('index') && seen.size >= 2);
};
