import type { ColumnKind } from '../site-config.ts';

/** How columns are called; the longest name found in a text decides, of two equally long the later one. */
export const columnWords: Readonly<Partial<Record<ColumnKind, string>>> = {
	news: '工作简报 新闻速递 媒体看 媒体关注 要闻 新闻 动态 工作动态 部门动态 政务动态 区县动态 县区动态 基层动态 乡镇动态 街道动态 时政要闻 政务要闻 本地要闻 图片新闻 新闻中心 新闻资讯 政务资讯 新闻动态 部门信息 工作信息 今日 领导活动 政务活动 媒体聚焦 媒体报道 国务院要闻 部门快讯 快讯 头条 政务快讯 视频新闻 工作进展',
	notice:
		'公示栏 通知公告 公示公告 公告公示 通告公示 通知 公告 公示 通告 公告栏 公告通知 公示公告栏 通知通告 重要通知 政务公告 招标公告 采购公告',
	policy:
		'文件公开 政策清单 政策一览 政策文件 政府文件 市政府文件 市政府办公室文件 政府办公室文件 政府办文件 办公室文件 部门文件 政策法规 其他文件 其它文件 政策 文件 公文 市发文件 政策发布 最新政策 政策库 文件库 政策文件库 本级政策 本级文件 上级文件 上级政策 惠企政策 惠民政策 县政府文件 区政府文件 政策汇编 现行有效文件 其他政策文件 政府公文',
	regulation:
		'规章文本 规范性文件 行政规范性文件 规章 政府规章 地方性法规 法律法规 法规规章 规章库 政府令 部门规章 法规文件 行政法规 市政府规章 规范性文件库 规范性文件公开 现行规章 法规',
	interpretation:
		'一图看懂 政策说明 政策解读 解读 图解 图解政策 一图读懂 文字解读 图文解读 图片解读 视频解读 音频解读 专家解读 媒体解读 部门解读 负责人解读 领导解读 政策图解 文件解读 新闻发布会 发布会 政策问答 解读回应 解读材料 政策文件解读 动漫解读 回应关切 上级解读 上级政策解读 政策吹风会 简明问答',
	guide: '信息公开指南 政府信息公开指南 公开指南 政务公开指南',
	system:
		'政府信息公开条例 公开保密审查制度 公开制度 信息公开制度 政府信息公开制度 政务公开制度 公开规定 公开法规 信息公开规定 公开条例 公开法规制度',
	statutory:
		'主动公开标准目录 法定主动公开内容 法定主动公开 主动公开内容 主动公开 法定公开内容 主动公开目录 公开目录 信息公开目录 政府信息公开目录 主动公开信息 基本目录',
	'annual-report':
		'信息公开工作年报 公开年报 信息公开年报 政府信息公开年报 信息公开年度报告 公开年度报告 年度报告 年报 工作年度报告 政府信息公开工作年度报告 政府信息公开年度报告 信息公开工作年度报告 公开工作年度报告',
	request:
		'在线申请公开 依申请公开 依申请 申请公开 公开申请 信息公开申请 依申请公开指南 在线申请公开 依申请公开目录',
	consultation:
		'意见征询 征集结果 调查问卷 意见征集 征集调查 民意征集 网上调查 在线调查 征集 问卷调查 民意调查 调查征集 意见反馈 结果反馈 征集反馈 网上征集 意见征求 征求意见 决策预公开 重大决策预公开 民意征集结果 在线征集',
	personnel:
		'任免信息 招聘信息 公开招聘 招考信息 人事变动 人事公示 招录信息 人才招聘 人事工作 公务员管理 人事动态 人事 人事信息 人事任免 任免 任前公示 干部任免 人事管理 公务员招考 招考录用 公务员招录 事业单位招聘 人事招考 招录招聘 人员招聘 考试录用 人事考试 任职公示',
	plan: '规划文本 规划信息 规划计划 规划 计划 发展规划 专项规划 总体规划 国民经济和社会发展规划 规划纲要 区域规划 计划总结 工作计划 五年规划 规划与计划 年度计划 计划规划',
	gazette: '公报查询 政府公报 公报 市政府公报 行署公报 人民政府公报 公报目录 电子公报 历史公报',
	abolition:
		'废止 废止或失效 废改立 废止失效文件 失效文件 废止文件 失效废止文件 废止失效 文件废止 已废止文件 废止和失效文件 失效废止 废止失效文件清单 文件清理 清理结果 规范性文件清理 政策文件清理 废止修改 宣布失效 历史文件',
	overview:
		'州情 旗情 镇情 概况 概况信息 市情 县情 区情 市情概况 城市概况 基本概况 部门概况 走进 单位概况 自然地理 历史沿革 行政区划 历史文化 概览 地区概况 人口民族 市情简介 简介 认识',
	organization:
		'部门职责 工作职责 职责职能 所属单位 派出机构 科室设置 内设科室 机关科室 机关处室 单位职责 政府工作部门 机关简介 机构职能 机构设置 内设机构 组织机构 机构概况 单位职能 部门职能 机构信息 工作机构 政府机构 机构职责 职能职责 直属机构 下属单位 直属单位 机构简介 主要职责 机关职能 机构编制',
	leaders:
		'长之窗 书记之窗 主任之窗 班子成员 机构领导 领导信息 领导之窗 市长之窗 政府领导 领导班子 领导简介 领导介绍 领导成员 领导分工 领导 市长专栏 县长之窗 区长之窗 市政府领导 行署领导 市领导 领导机构 领导讲话 市长 局领导',
	data: '统计资料 统计快报 数据发布 统计数据 数据开放 统计信息 统计公报 数据 统计 政府数据 统计分析 统计年鉴 数据解读 经济数据 统计月报 月度数据 年度数据 开放数据 信息统计 数据公开 经济运行',
	message:
		'公众互动 互动平台 投诉举报 来信回复 问题解答 我要投诉 咨询解答 网上投诉 民生热线 回复选登 答复选登 咨询留言 市长信箱 互动交流 领导信箱 咨询投诉 我要咨询 在线咨询 留言 信箱 县长信箱 区长信箱 局长信箱 书记信箱 网上信访 政民互动 留言选登 来信选登 信件选登 信件公开 留言公开 咨询建议 咨询 投诉建议 写信 我要写信 网民留言 专员信箱 公众留言 在线访谈 访谈 常见问题 民生关注 意见建议 意见箱 热点问答 12345',
	service:
		'服务大厅 办事流程 办件公示 政务大厅 证照办理 便民查询 办理事项 办事服务 政务服务 网上办事 办事指南 服务事项 便民服务 在线办事 公共服务 办事大厅 服务指南 服务 办事 服务清单 办事统计 办件统计 表格下载 样表下载',
};

/** Words that mean a kind only where they are the whole name. */
export const wholeNames: Readonly<Partial<Record<ColumnKind, string>>> = {
	news: '国务院信息 本地信息 图片报道',
	policy: '发文 政策措施 上级发文 本级发文',
	system: '配套制度 相关制度',
	statutory: '公开内容 公开事项',
	'annual-report': '公开报告',
	request: '在线申请 我要申请 网上申请 申请公开 公开申请',
	consultation: '公众参与 我要参与',
	overview: '基本情况 基本信息 地理位置 人文历史 城市名片',
	data: '人口普查 数说',
	service: '下载中心 我要办事',
};

/** Names that sound like a kind and are another matter: they recognise nothing by themselves. */
export const otherMatters =
	'政府工作报告 工作报告 部门预算 部门决算 财政预决算 预算决算 财政预算 财政资金 财政信息 重点领域信息公开 重点领域 政务公开 政府信息公开 信息公开 政府信息公开专栏 行政许可 行政处罚 行政执法 双随机 权责清单 权力清单 责任清单 建议提案 提案办理 政府采购 应急管理 重大项目 重大建设项目 专题专栏 服务公开 执行公开 结果公开 管理公开 决策公开 新闻发言人 信息公开意见箱 信息公开平台 网站地图 信息公开工作 基层政务公开 民生实事 信用信息 统一社会信用 网站工作年度报表 政府网站年度报表 政府网站工作年度报表 工作年度报表 领导小组 数据安全 服务承诺 志愿服务 志愿者服务 社会服务 服务热线 服务窗口 党务公开 批准服务 批准服务信息 养老服务 法律服务 公共法律服务 家政服务 留言统计 双公示 年报公示 企业年报公示 重点工作进展 公共文化服务 法治政府建设年度报告 文件通知检索 资讯 旅游资讯 公开电话 联系方式';

/** What addresses abbreviate: first letters of the pinyin. */
export const addressWords: Readonly<Record<string, ColumnKind>> = {
	zcwj: 'policy',
	zfwj: 'policy',
	bmwj: 'policy',
	szfwj: 'policy',
	szfbgswj: 'policy',
	zcfg: 'policy',
	qtwj: 'policy',
	gfxwj: 'regulation',
	xzgfxwj: 'regulation',
	zfgz: 'regulation',
	flfg: 'regulation',
	zcjd: 'interpretation',
	zcwjjd: 'interpretation',
	jdhy: 'interpretation',
	ytdd: 'interpretation',
	tjzc: 'interpretation',
	xxgkzn: 'guide',
	gkzn: 'guide',
	zfxxgkzn: 'guide',
	xxgkzd: 'system',
	gkzd: 'system',
	zfxxgkzd: 'system',
	fdzdgknr: 'statutory',
	fdzdgk: 'statutory',
	zdgk: 'statutory',
	xxgkml: 'statutory',
	xxgknb: 'annual-report',
	gknb: 'annual-report',
	zfxxgknb: 'annual-report',
	xxgkndbg: 'annual-report',
	zfxxgkndbg: 'annual-report',
	ysqgk: 'request',
	ysq: 'request',
	yjzj: 'consultation',
	myzj: 'consultation',
	zjdc: 'consultation',
	dczj: 'consultation',
	wsdc: 'consultation',
	zxdc: 'consultation',
	rsxx: 'personnel',
	rsrm: 'personnel',
	ghjh: 'plan',
	ghxx: 'plan',
	fzgh: 'plan',
	zfgb: 'gazette',
	fzsxwj: 'abolition',
	sxwj: 'abolition',
	fzwj: 'abolition',
	sxfzwj: 'abolition',
	jgzn: 'organization',
	jgsz: 'organization',
	nsjg: 'organization',
	ldxx: 'leaders',
	ldzc: 'leaders',
	szzc: 'leaders',
	tjsj: 'data',
	sjfb: 'data',
	tjxx: 'data',
	tjgb: 'data',
	szxx: 'message',
	zxly: 'message',
	bsfw: 'service',
	zwfw: 'service',
	gzdt: 'news',
	bmdt: 'news',
	zwyw: 'news',
	zwdt: 'news',
	tzgg: 'notice',
	gsgg: 'notice',
	ggtz: 'notice',
	gggs: 'notice',
	tggs: 'notice',
};
