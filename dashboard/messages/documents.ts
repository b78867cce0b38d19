/** Words of a site's documents. */

/** Where a fact was read, by the word before the colon. */
const places: Readonly<Record<string, string>> = {
	meta: '网页标签',
	table: '信息表',
	title: '网页标题',
	heading: '页内标题',
	text: '正文',
	signature: '落款',
	note: '题注',
	url: '网址',
	label: '标注',
	list: '列表',
	picture: '图片说明',
	column: '所在栏目',
	page: '本页',
	breadcrumb: '当前位置',
	script: '页面脚本',
};

export const documentMessages = {
	colon: '：',
	never: '这个网站还没有审计过，审计后可以在这里查它的文件。',
	notKept: '还没有记下这个网站的文件：下次完整审计后可以在这里查。',
	basis: (asOf: string): string => `依据判断基准日 ${asOf} 的审计；每次完整审计后更新。`,
	notWhole: '这次审计不完整，文件可能不全。',
	none: '这次审计没有读到文件。',
	nothing: '没有符合条件的文件。',
	count: (count: string): string => `共 ${count} 份`,
	what: '文件',
	filter: '查文件',
	search: '标题或文号',
	searchFor: '如 12号、营商环境',
	role: '种类',
	validity: '效力',
	found: '只看有问题的',
	all: '全部',
	show: '查找',
	clear: '清除条件',
	roles: { policy: '政策文件', interpretation: '政策解读' },
	validities: { valid: '有效', expired: '已过有效期', abolished: '已废止', unknown: '未注明' },
	untitled: '（没有标题）',
	findings: (count: string): string => `${count} 个问题`,
	details: '各项信息和出处',
	facts: {
		title: '标题',
		documentNumber: '文号',
		issuer: '发文机关',
		writtenOn: '成文日期',
		publishedOn: '发布日期',
		publicMarker: '公开标注',
		documentType: '文种',
		indexNumber: '索引号',
		topicCategory: '主题分类',
		source: '来源',
		publicAttribute: '公开属性',
		validityLabel: '有效性标注',
	},
	table: (title: string): string => `${title}的各项信息`,
	fact: '项目',
	value: '内容',
	from: '读自',
	sure: '可信程度',
	certain: '确定',
	likely: '可能，待核对',
	notRead: '没有读到',
	unknownPlace: '未记录',
	/** Such as `table:成文日期`. */
	place: (from: string): string => {
		const [, kind = '', name = ''] = /^([a-z]+)(?::(.*))?$/s.exec(from) ?? [];
		const place = places[kind];
		if (!place) return from;
		return name ? `${place}“${name}”` : place;
	},
	validityOf: '效力',
	because: (words: string): string => `原文：“${words}”`,
	attachments: (count: number): string => `附件（${count}）`,
	interpretations: (count: number): string => `解读（${count}）`,
	explains: (count: number): string => `解读的文件（${count}）`,
	about: (shown: number, all: string): string =>
		`审计时的问题（${all} 个${shown < Number(all.replaceAll(',', '')) ? `，列出前 ${shown} 个` : ''}）`,
} as const;
