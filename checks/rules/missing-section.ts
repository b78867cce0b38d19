import { defineCheck } from '../check.ts';

/** Every section that a disclosure platform must have, in the order of the norm; the request channel is a duty of the regulation. */
const sections = {
	guide: '政府信息公开指南',
	system: '政府信息公开制度',
	statutory: '法定主动公开内容',
	'annual-report': '政府信息公开年报',
	request: '依申请公开',
} as const;
type Section = keyof typeof sections;

/** What stands under 法定主动公开内容; a platform that shows so many of them has the content, if not the name. */
const statutory = ['organization', 'personnel', 'plan', 'policy', 'regulation', 'data'] as const;
const mostOfStatutory = 3;

/** Sections that must have been met before the lack of another is plain. */
const leastMet = 2;

export default defineCheck({
	id: 'missing-section',
	group: 'platform',
	name: '信息公开专栏板块缺失',
	decides: '政府信息公开专栏缺少指南、制度、法定主动公开内容、年报四个板块之一，或没有依申请公开渠道。',
	basis:
		'《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条、第二十四条、第二十七条；《政府信息公开平台规范》（国办公开办函〔2019〕61号）',
	repair:
		'在政府信息公开专栏首页开设缺少的板块，使用规范名称（政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报、依申请公开），并放入相应内容。',
	severity: 'major',
	restsOn: ['platform'],
	needs: ['platform', 'identity'],
	*find({ platform, identity }) {
		const { url, cut, shows } = platform;
		const isMet = (section: string): boolean => {
			const as = shows[section as Section]?.as;
			return as === 'column' || as === 'link';
		};
		const met = Object.keys(sections).filter(isMet);
		for (const [section, name] of Object.entries(sections)) {
			const near = shows[section as Section];
			// The board is a heading over the columns below it.
			const isBoard = section === 'statutory' && near?.as === 'entry' && near.url === url;
			if (isMet(section) || isBoard) continue;
			const hasContent =
				section === 'statutory' && statutory.filter((kind) => shows[kind]).length >= mostOfStatutory;
			const plain = !hasContent && url !== undefined && !cut && met.length >= leastMet && near === undefined;
			const note = near
				? `，只见到${near.as === 'organ' ? '部门的' : ''}“${near.text}”`
				: url === undefined
					? '，也没有找到专栏首页'
					: '';
			yield {
				subject: identity.url,
				key: section,
				...(!plain && { certainty: 'review' }),
				message: `政府信息公开专栏没有“${name}”板块${note}，请在专栏首页开设并放入内容。`,
				snippet: `已有板块：${met.map((one) => sections[one as Section]).join('、') || '无'}`,
				...(url && { foundOn: [url] }),
			};
		}
	},
	examples: {
		wrong: [
			'信息公开专栏首页有指南、法定内容和年报，没有“政府信息公开制度”。',
			'专栏里没有“依申请公开”的入口。',
			'没有“指南”板块，指南只是通知里的一篇文章（待核对）。',
			'全站没有找到专栏首页（待核对）。',
		],
		right: [
			'叫“公开指南”“主动公开目录”“信息公开年度报告”“我要申请”：名称不同，板块在。',
			'依申请公开链接到省里的统一平台。',
			'专栏在另一个网站，被防护拦截，或脚本没有加载出来：不作判定。',
		],
	},
});
