/** Texts of a small county's site. */

/** The body of a document, a notice, any text. */
export const chapter = (name: string): readonly string[] => [
	'各乡镇人民政府，县直有关单位：',
	`为进一步规范${name}，保障群众合法权益，结合本县实际，现就有关事项作如下安排，请认真组织实施。`,
	'各单位要加强组织领导，明确责任分工，细化工作举措，确保各项任务落到实处，重要情况及时报告县政府。',
];

/** Sections of the disclosure platform, beside the columns of the menu. */
export const sections: readonly (readonly [path: string, name: string])[] = [
	['/zfxxgk/zn/', '政府信息公开指南'],
	['/zfxxgk/zd/', '政府信息公开制度'],
	['/zfxxgk/fd/', '法定主动公开内容'],
	['/zfxxgk/sq/', '依申请公开'],
	['/zfxxgk/gb/', '政府公报'],
	['/zfxxgk/gfx/', '行政规范性文件'],
	['/zfxxgk/fz/', '废止失效文件清单'],
];

/** What the regulation makes public, where no column of the menu holds it. */
export const duties: readonly (readonly [path: string, name: string])[] = [
	['/zfxxgk/fd/cf/', '行政处罚'],
	['/zfxxgk/fd/cz/', '财政预算决算'],
	['/zfxxgk/fd/sf/', '行政事业性收费'],
	['/zfxxgk/fd/cg/', '政府集中采购'],
	['/zfxxgk/fd/xm/', '重大建设项目'],
	['/zfxxgk/fd/ms/', '教育医疗就业'],
	['/zfxxgk/fd/yj/', '应急管理'],
	['/zfxxgk/fd/aq/', '安全生产监督检查'],
	['/zfxxgk/fd/zd/', '征地拆迁'],
	['/zfxxgk/fd/jz/', '社会救助'],
];

/** Columns that are one text, and what they tell. */
export const texts: Readonly<Record<string, readonly string[]>> = {
	'/gk/': [
		'清溪县位于清江中游，辖十二个乡镇，县域面积一千二百平方公里，户籍人口三十六万人，森林覆盖率百分之六十二。',
		'县内有省道两条，农产品以茶叶、柑橘和高山蔬菜为主。',
	],
	'/ld/': [
		'县长林远：主持县人民政府全面工作，负责审计方面的工作。',
		'副县长周宁：负责常务工作，分管发展改革、财政、统计、应急管理。',
	],
	'/jg/': [
		'县人民政府办公室负责协助县政府领导组织起草、审核以县政府名义发布的公文，督促检查县政府决定事项的落实，指导全县政府信息公开工作。',
		'办公地址：清溪县人民路1号；办公时间：工作日8:30至17:30；联系电话：0519-82000002。',
	],
	'/ly/': [
		'您可以在此向县人民政府提出咨询、意见和建议，承办单位将在五个工作日内答复。',
		'留言时请写明姓名和联系方式，我们将为您保密。',
	],
	'/zfxxgk/zn/': [
		'为方便公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》编制本指南。',
		'一、信息分类：主动公开的信息分为机构、文件、规划、人事、统计等类。',
		'二、编排体系：各类信息按类别、名称、内容概述、生成日期编排，编有索引号。',
		'三、获取方式：可以在本网站、县档案馆和县图书馆查阅，也可以依申请获取。',
		'四、工作机构：清溪县人民政府办公室。办公地址：清溪县人民路1号。办公时间：工作日8:30至17:30。',
		'联系电话：0519-82000002。传真号码：0519-82000004。互联网联系方式：电子邮箱xxgk@qingxi.example。',
	],
	'/zfxxgk/sq/': [
		'公民、法人或者其他组织可以向县人民政府办公室申请获取政府信息，可以当面提交、邮寄或者在线提交申请表。',
		'县人民政府办公室自收到申请之日起二十个工作日内予以答复。',
	],
};

/** What a guide to a matter must hold. */
export const guide = (matter: string): readonly string[] => [
	`设定依据：《清溪县${matter}管理办法》。`,
	'申请条件：在本县有住所的个人和单位。',
	'办理材料：申请表一份、身份证明复印件一份、场所证明一份。',
	'办理地点：清溪县人民路2号县政务服务中心三楼综合窗口。',
	'办理时间：工作日8:30至17:30，自受理之日起五个工作日内办结。',
	'联系电话：0519-82000003。',
	'办理流程：申请、受理、审核、决定、送达，可以在线办理，也可以到窗口办理。',
];

/** Documents of 2026 that need no interpretation: number, day, what they are about. */
export const lists: readonly (readonly [number: number, day: string, about: string])[] = [
	[1, '2026-01-06', '县级非物质文化遗产代表性项目'],
	[2, '2026-01-08', '农业产业化重点龙头企业'],
	[3, '2026-01-09', '普惠性民办幼儿园'],
	[4, '2026-02-05', '重点排污单位'],
	[5, '2026-03-03', '防汛抗旱责任人'],
	[6, '2026-03-16', '文物保护单位'],
	[8, '2026-06-10', '古树名木'],
	[9, '2026-07-02', '应急避难场所'],
	[10, '2026-07-08', '农村公路路长'],
];
