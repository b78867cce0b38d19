import check from '../../checks/rules/incomplete-service-guide.ts';
import { page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const parts: Record<string, string> = {
	设定依据: '《临江市养犬管理条例》第十条。',
	申请条件: '年满十八周岁，在本市有固定住所。',
	办理材料: '申请表、身份证、犬只免疫证明。',
	办理地点: '临江市政务服务中心二楼六号窗口。',
	办理时间: '每个工作日上午九点至下午五点。',
	联系电话: '0511-81234567',
	办理流程: '提交、审核、发证。',
};
const filler =
	'养犬登记是为了规范养犬行为，维护市容环境卫生和公共秩序，请市民按规定文明养犬，遇有疑问可以到社区了解，也可以请社区工作者协助，共同维护良好的生活环境。'.repeat(
		2,
	);
const guide = (names: readonly string[], title = '养犬登记办事指南', more = ''): Record<string, string> => ({
	'/bs/1.html': page(
		title,
		`<h1>${title}</h1><div class="content"><p>${filler}</p>${names.map((name) => `<p>${name}：${parts[name]}</p>`).join('')}${more}</div>`,
		{ crumbs: ['办事服务', '办事指南'] },
	),
});
const all = Object.keys(parts);

testCheck(check, {
	clean: {
		'all elements': guide(all),
		'three are missing': guide(['设定依据', '申请条件', '办理材料', '办理流程']),
		'told in other words': guide(
			['申请条件'],
			'养犬登记办事指南',
			'<p>请带身份证到政务大厅六号窗口办理，三个工作日发证，咨询请拨 12345。</p>',
		),
		'the rest is in a file': guide(
			['申请条件'],
			'养犬登记办事指南',
			'<p>附件：<a href="/f/1.pdf">养犬登记办事指南.pdf</a></p>',
		),
		'a picture beside a few words': {
			'/bs/1.html': page(
				'养犬登记办事指南',
				'<h1>养犬登记办事指南</h1><div class="content"><p>设定依据：《临江市养犬管理条例》</p><p>办理流程：见下图。</p><img src="/lc.png" width="800" height="600"></div>',
				{ crumbs: ['办事服务', '办事指南'] },
			),
		},
		'the guide to open government is another': guide(['办理时间'], '临江市政府信息公开指南'),
		'a text that is none': guide(['办理时间'], '市政务服务中心开展文明养犬宣传'),
	},
	faulty: {
		'four elements are missing': {
			pages: guide(['设定依据', '申请条件', '办理流程']),
			at: ['/bs/1.html'],
			certainty: 'review',
			says: '看不到办理材料、办理地点、办理时间、联系电话',
		},
		'in a few words, with nothing else on the page': {
			pages: {
				'/bs/1.html': page(
					'养犬登记办事指南',
					'<h1>养犬登记办事指南</h1><div class="content"><table><tr><td>设定依据</td><td>《临江市养犬管理条例》</td></tr><tr><td>申请条件</td><td>有固定住所</td></tr></table></div>',
					{ crumbs: ['办事服务', '办事指南'] },
				),
			},
			at: ['/bs/1.html'],
			certainty: 'review',
			says: '看不到办理材料、办理地点、办理时间、联系电话、办理流程',
		},
		'under the name of the matter, where the window’s title says what it is': {
			pages: {
				'/bs/1.html': page(
					'养犬登记证核发办事指南',
					'<h1>养犬登记证核发</h1><div class="content"><p>设定依据：《临江市养犬管理条例》</p><p>办理流程：窗口申请</p><p>发布时间：2026-03-02</p></div>',
					{ crumbs: ['办事服务', '办事指南'] },
				),
			},
			at: ['/bs/1.html'],
			certainty: 'review',
		},
		'by its parts, whatever its title': {
			pages: guide(['设定依据', '申请条件', '办理流程'], '养犬登记'),
			at: ['/bs/1.html'],
			certainty: 'review',
		},
		'the profile asks for every element': {
			pages: guide(all.filter((name) => name !== '办理流程')),
			terms: { guideLacks: 1 },
			at: ['/bs/1.html'],
			certainty: 'review',
		},
	},
});
