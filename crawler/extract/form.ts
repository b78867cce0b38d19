import type { DocumentForm } from '../page-facts.ts';
import { squeeze } from './dom.ts';

const interpretation =
	/^(?:【?(?:政策|图文|图片|文字|视频|专家|权威|部门|文件|一图|动漫|媒体|负责人|政策图|重磅)?(?:解读|图解|简读|读懂|速览)】?)|解读[》】）)”"]?$|解读来了|解读[：:—|（(〔\-之一二三四五六七八]|(?:政策|文件|图文|图片|专家|部门|文字|视频|权威|主要内容|内容)解读|的解读|一图(?:读懂|看懂|了解|速览|解|带你)|一张图|图解|图说|长图|答记者问|记者问|(?:问题|疑问|疑难)(?:解答|答复口径)(?:[（(].*)?$|(?:》|办法|规定|意见|细则|措施|条例|政策)(?:的)?(?:解析|释疑|释义)(?:[（(].*)?$|问答|\d问(?:\d*答|$|[：:])|[一二三四五六七八九十]问(?:[一二三四五六七八九十]+答|$|[：:])|新闻发布会|政策吹风会|吹风会|热点问答|政策释义|条文释义|起草说明|(?:》|办法|规定|意见|方案|措施|细则|通知)的?(?:制定|编制|修订|起草)?说明$|读懂|答疑|明白卡|明白纸|动漫(?:解读|说)|H5|在线访谈/i;
/** Titles that speak of interpretation as a task are no interpretation. */
const aboutInterpreting =
	/(?:解读|问答|新闻发布会?|发布)(?:工作|实施|机制|制度|质量|水平|活动|回应|方案|能力|任务|清单|计划|流程|办法|指南|规定|的(?:通知|意见|实施|办法|规定|方案|函|公告))[^？?]*|关于[^《]{0,30}(?:举行|召开|举办)[^》]{0,30}(?:发布会|吹风会|访谈).{0,10}(?:通知|公告|预告)/;
/** What reports on a gathering, or announces one: 举办政策解读培训班, 新闻发布会预告. */
const gathering =
	/(?:举办|举行|开展|召开|组织|参加).{0,30}(?:解读|问答|新闻发布|发布会|访谈|吹风会).{0,16}(?:培训班?|活动|讲座|竞赛|比赛|推进会|座谈会|现场会|部署会|工作会议?)$|(?:发布会|吹风会|访谈|直播)(?:的)?(?:预告|公告|通知)$|预告[:：]/;
const documentEnd =
	/(?:的)?(?:通知|决定|意见|批复|公告|通告|通报|函|令|办法|细则|规定)(?:[（(][^（）()]{0,40}[）)])?$/;

/** Whether a title, with the name of the column where it is known, is that of an interpretation. */
export const isInterpretationTitle = (title: string, column = ''): boolean => {
	const written = squeeze(title);
	if (gathering.test(written)) return false;
	if (interpretation.test(written)) return !(aboutInterpreting.test(written) && documentEnd.test(written));
	return (
		/解读|图解|问答/.test(column) &&
		!/公开|文件|工作/.test(column.replace(/政策文件解读|文件解读/, '')) &&
		!documentEnd.test(written)
	);
};

const forms: readonly (readonly [DocumentForm, RegExp])[] = [
	[
		'abolition',
		/废止|宣布失效|失效|清理(?:结果|情况|.{0,200}(?:规章|文件))|继续有效|(?:延长|延续|继续执行|展延).{0,60}(?:有效期|期限|执行|施行)|有效期.{0,10}(?:延长|延续|续期)|停止(?:执行|施行)/,
	],
	['forward', /^(?:.{0,40}(?:关于)?(?:转发|批转|转载)|转发|批转)/],
	['reply', /批复$|批复[（(]|复函$|答复函?$|答复意见|的复函/],
	['appointment', /任免|任职|免职|任命|免去|挂职|聘任|解聘|职务(?:的)?(?:通知|决定)|任前公示|干部任/],
	[
		'commendation',
		/表彰|表扬|嘉奖|奖励(?:的)?(?:决定|通报|通知)|授予|命名.{0,30}(?:决定|通报|通知)|先进(?:集体|个人|单位).{0,20}(?:决定|通报|通知|名单)|获奖|记功/,
	],
	['holiday', /(?:放假|节假日|元旦|春节|清明|劳动节|五一|端午|中秋|国庆).{0,14}(?:放假|安排|值班)|放假/],
	[
		'body',
		/(?:成立|调整|设立|组建|撤销).{0,40}(?:领导小组|委员会|指挥部|工作组|专班|办公室|联席会议|机构|议事协调)|(?:领导小组|指挥部|联席会议|委员会)(?:组成)?(?:人员|成员)|机构编制|工作分工|分工的通知/,
	],
	['meeting', /会议纪要|纪要$|召开.{0,40}会议|会议(?:的)?(?:通知|预告)|(?:常务|全体)会议/],
	// 执法公示办法 is a rule, 做好收费公示的通知 an order.
	[
		'publicity',
		/(?<!(?:做好|规范|加强|推行|推进|完善|落实|建立|健全|实行)[^，《》]{0,24})公示(?!制|办法|规定|细则|规则|工作|平台|栏|牌|管理|系统|标准|暂行|实施|行动)/,
	],
	[
		'report',
		/年度报告|年报|统计公报|预算(?:公开|报告|情况)?|决算|工作报告|年度报表|情况的?报告|统计数据|绩效评价报告|执行情况/,
	],
];

const generalWords =
	/(?:办法|规定|细则|条例|规则|若干(?:政策|措施|规定|意见)|(?:政策|扶持|支持|惠企|激励|工作)?措施|政策|实施意见|管理规范|裁量(?:权)?(?:基准|标准)|守则|制度|准则|规程)/;
const generalEnd = new RegExp(
	`${generalWords.source}(?:[（(][^（）()]{0,20}[）)])?[》〉”"]?(?:的(?:通知|公告|通告|决定|命令|函))?(?:[（(][^（）()]{0,40}[）)])?$`,
);
const planEnd =
	/(?:方案|规划|计划|要点|预案|纲要|行动|任务分解|清单|目录|安排|路线图|分工)(?:[（(][^（）()]{0,30}[）)])?[》〉”"]?(?:的(?:通知|公告|通告|决定|函))?(?:[（(][^（）()]{0,40}[）)])?$/;
const opinionEnd =
	/意见(?:[（(][^（）()]{0,20}[）)])?[》〉”"]?(?:的(?:通知|公告|函))?(?:[（(][^（）()]{0,40}[）)])?$/;

/** What kind of text it is, by its title and its number. */
export const formOf = (title: string, number: string | undefined, statute: boolean): DocumentForm => {
	const written = squeeze(title);
	// The names of cited documents do not make the form of the one that cites them, but those of what it issues do.
	const outer = written.replace(/《[^》]{0,300}》/g, '《》');
	if (statute) return 'statute';
	for (const [form, pattern] of forms)
		if (pattern.test(form === 'report' || form === 'abolition' || form === 'commendation' ? outer : written))
			return form;
	if (number !== undefined && /令/.test(number)) return 'decree';
	if (/令$|令[（(]?第/.test(outer)) return 'decree';
	// 暂时调整实施某条例有关规定的决定 changes rules and is none.
	if (generalEnd.test(written) && !/(?:有关|部分|相关|若干)规定的(?:决定|通知|公告|批复)/.test(written))
		return 'measure';
	if (planEnd.test(written)) return 'plan';
	if (opinionEnd.test(written)) return /实施(?:细则|意见)|若干意见/.test(written) ? 'measure' : 'opinion';
	if (/(?:通知|公告|通告|函|通报|决定|议案|令)(?:[（(][^（）()]{0,40}[）)])?$/.test(written)) return 'notice';
	return 'other';
};

/** 规 in the series of a number marks a 行政规范性文件: 临政规〔2026〕1号, 浙民规发〔…〕, 沪府规. */
export const isNormativeNumber = (number: string): boolean =>
	/规(?:[字发办函]|范)?[〔[［﹝（(【](?:19|20)\d{2}|规[字发]?\d*〔|(?:政|府|办|发|民|人社|财|教|建|卫|环|交|农|商|科|文|住建)规[〔[［﹝（(]/.test(
		number,
	) && !/规划|自规|法规|自然资规?划/.test(number);
