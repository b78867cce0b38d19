import check from '../../checks/rules/incomplete-guide.ts';
import { home, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const lines = {
	classification:
		'本机关主动公开的信息分类如下：机构职能、政策文件、规划计划、统计信息、行政许可和财政信息。',
	arrangement: '编排体系由索引号、名称、内容概述和生成日期组成，方便公民、法人和其他组织检索和利用。',
	access: '获取方式：公民、法人和其他组织可以在本网站或者市档案馆、图书馆查阅已经主动公开的信息。',
	organ: '政府信息公开工作机构：临江市人民政府办公室，负责受理向本机关提出的政府信息公开申请。',
	address: '办公地址：临江市江口大道1号，邮政编码332000，可以当面递交或者邮寄书面申请材料。',
	hours: '办公时间：工作日上午8:30至12:00，下午14:30至17:30，法定节假日除外，请合理安排行程。',
	phone: '联系电话：0799-8210001，用于咨询申请的办理进度，不受理电话申请，请申请人予以理解。',
	fax: '传真号码：0799-8210002，通过传真提交申请的，请在显著位置注明政府信息公开申请字样。',
	internet: '互联网联系方式：电子邮箱 xxgk@linjiang.gov.cn，也可以在线填写申请表提交申请。',
} as const;
const guide = (left: readonly string[], more = ''): Record<string, string> => ({
	'/': home({ '/zwgk/zn/': '政府信息公开指南' }),
	'/zwgk/zn/': page(
		'政府信息公开指南',
		`<h1>政府信息公开指南</h1><div class="content">${Object.entries(lines)
			.map(([item, line]) => (left.includes(item) ? '' : `<p>${line}</p>`))
			.join(
				'',
			)}<p>${'公民认为行政机关不依法履行公开义务的，可以向上级行政机关举报。'.repeat(3)}</p>${more}</div>`,
		{ crumbs: ['政务公开', '政府信息公开指南'] },
	),
});

testCheck(check, {
	clean: {
		'all that Article 12 asks for': guide([]),
		'one number for both': guide(['phone', 'fax'], '<p>电话（传真）：0799-8210001</p>'),
		'numbers with and without a hyphen': guide(['phone'], '<p>咨询：（0799）8210001</p>'),
		'a short one that says it all': {
			'/': home({ '/zwgk/zn/': '政府信息公开指南' }),
			'/zwgk/zn/': page(
				'政府信息公开指南',
				'<h1>政府信息公开指南</h1><div class="content"><p>一、信息分为三类，按索引号、名称编排，在本网站查阅。</p><p>二、工作机构：局办公室，地址：江口大道1号，办公时间：上午8:30至12:00，电话：0799-8210001，传真：0799-8210002，邮箱：xxgk@linjiang.gov.cn。</p></div>',
				{ crumbs: ['政务公开', '政府信息公开指南'] },
			),
		},
	},
	faulty: {
		'no fax': { pages: guide(['fax']), at: ['/zwgk/zn/'], keys: ['fax'], says: '传真' },
		'a number for fax is no telephone': { pages: guide(['phone']), at: ['/zwgk/zn/'], keys: ['phone'] },
		'how entries are arranged is for a person to read': {
			pages: guide(['arrangement']),
			at: ['/zwgk/zn/'],
			certainty: 'review',
			says: '编排体系',
		},
		'a picture may hold the rest': {
			pages: guide(['fax'], '<img src="/images/lc.png" width="600" height="900">'),
			at: ['/zwgk/zn/'],
			certainty: 'review',
			says: '传真号码',
		},
	},
	unassessed: {
		'a guide that was not read': {
			pages: { '/': home({ '/zwgk/zn/': '政府信息公开指南' }) },
			why: '没有读到',
		},
		'a guide that is a file': {
			pages: {
				'/': home({ '/zwgk/zn/': '政府信息公开指南' }),
				'/zwgk/zn/': page('政府信息公开指南', '<h1>政府信息公开指南</h1><a href="/zn.pdf">下载</a>', {
					crumbs: ['政务公开', '政府信息公开指南'],
				}),
			},
			why: '没有读到',
		},
	},
});
