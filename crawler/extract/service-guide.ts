import { squeeze } from './dom.ts';
import type { Range, Scan } from './scan.ts';

/** What a guide must hold, beside the name of the matter, which is its title: how its part is called, and what speaks of it anywhere in the text. */
const elements: readonly { readonly name: string; readonly label: RegExp; readonly words: RegExp }[] = [
	{
		name: '设定依据',
		label: /(?:设定|办理|法律|法定|政策|实施|受理|审批)依据/u,
		words: /依据|根据《|法律法规/u,
	},
	{
		name: '申请条件',
		label: /(?:申请|受理|办理|申报|许可|准予)条件|(?:服务|办理|适用)对象|适用范围/u,
		words: /条件|对象|适用范围|申请人|可以申请/u,
	},
	{
		name: '办理材料',
		label: /(?:办理|申请|所需|提交|申报|办事|应交)材料|材料清单|所需资料/u,
		words: /材料|资料|证件|身份证|申请表/u,
	},
	{
		name: '办理地点',
		label: /(?:办理|受理|办事|办公|窗口|联系)(?:地点|地址|窗口|场所)/u,
		words: /地点|地址|窗口|服务中心|大厅|网上办理|线上办理|网址/u,
	},
	{
		name: '办理时间',
		label: /(?:办理|受理|办公|工作|服务|办事|上班)时间|(?:办理|办结|承诺|法定)(?:时限|期限)/u,
		words: /时间|时限|期限|工作日|即办|当场办/u,
	},
	{
		name: '联系电话',
		label: /(?:联系|咨询|服务|监督|投诉)(?:电话|方式|渠道|途径)/u,
		words: /电话|联系方式|热线|12345|\d{3,4}[-－—]\d{7,8}/u,
	},
	{
		name: '办理流程',
		label: /(?:办理|办事|受理|审批|服务|申请)(?:流程|程序|步骤)|流程图/u,
		words: /流程|程序|步骤|办理方式/u,
	},
];

const guideTitle = /(?:办事|服务|办理|申请|申报|申领|受理)指南|办事流程|一次性告知/u;
const noGuide = /公开指南|招生指南|旅游|投资指南|消费指南|编制|评价|目录|清单|汇总|解读|通知$|公告$|办法$/u;

/** The head of a part: numbered, in brackets, with a colon or alone on its line. */
const head = /^[\s【[（(一二三四五六七八九十、.．\d）)]*(.{3,10}?)\s*(?:[】\])）:：]|$)/u;

/** When, by whom and how often the page was put up and read: not what the guide says. */
const particulars = /(?:发布|更新|公开)(?:时间|日期)|来源\s*[:：]|浏览(?:次数|量)|点击(?:数|量|次数)|字体/u;

/** Heads of its parts that make a guide of a text whose title does not say so; and of a short one, or one that the window's title alone calls so. */
const leastHeads = 3;
const leastShort = 2;
/** Characters of a text that says what is to be done; beside a shorter one the rest may stand in a picture or behind a link. */
const leastText = 120;

interface About {
	readonly title: string;
	/** What the window is called. */
	readonly pageTitle: string;
	readonly attachments: number;
	readonly body: Range;
}

/** The elements that the guide to a matter lacks, by name; undefined where the page is none, or holds too little text to tell. */
export const missingOfGuide = (
	{ lines, media }: Scan,
	{ from, to }: Range,
	{ title, pageTitle, attachments, body }: About,
): string[] | undefined => {
	const written = squeeze(title);
	if (noGuide.test(written)) return undefined;
	const texts = lines
		.slice(from, to)
		.map(({ text }) => text)
		.filter((text) => text.length > 120 || !particulars.test(text));
	const heads = elements.filter(({ label }) =>
		texts.some((text) => {
			const found = head.exec(text.slice(0, 40))?.[1];
			return found !== undefined && label.test(squeeze(found));
		}),
	);
	const least = guideTitle.test(written) ? 1 : guideTitle.test(squeeze(pageTitle)) ? leastShort : leastHeads;
	const text = texts.join('\n');
	const mayGoOn =
		media.some(({ line }) => line >= body.from && line <= to) ||
		lines.slice(body.from, to).some(({ links }) => links.length > 0);
	const isShort = text.length < leastText;
	if (heads.length < least || attachments > 0 || (isShort && (mayGoOn || heads.length < leastShort)))
		return undefined;
	return elements.filter(({ words }) => !words.test(text)).map(({ name }) => name);
};
