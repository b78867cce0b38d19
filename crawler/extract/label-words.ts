import { squeeze } from './dom.ts';

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

/** What each word stands for. */
export const kinds = new Map<string, LabelKind>();
for (const [kind, words] of Object.entries(vocabulary))
	for (const word of words.split(' ')) kinds.set(word, kind as LabelKind);

/** What pages write around labels. */
export const ignorable = /[\s:：【】[\]（）()|｜·•■◆●▪>＞*※]+/g;

/** What a label stands for, blanks, brackets and colons aside. */
export const labelKind = (text: string): LabelKind | undefined =>
	text.length > 24 ? undefined : kinds.get(squeeze(text).replace(ignorable, ''));
