import check from '../../checks/rules/repealed-basis.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于规范供水合同的通知';
const citing = (sentence: string, writtenOn: string, name = title, more: object = {}): string =>
	official(name, {
		number: `临政办发〔${writtenOn.slice(0, 4)}〕12号`,
		writtenOn,
		body: ['各县（区）人民政府：', sentence, '请各地各部门认真组织实施，并将有关情况及时报告市政府办公室。'],
		...more,
	});
const contracts =
	'根据《中华人民共和国合同法》和《城市供水条例》的规定，结合本市实际，现就供水合同有关事项通知如下。';

testCheck(check, {
	clean: {
		'a law that is repealed only tomorrow': {
			pages: {
				'/a': citing('根据《中华人民共和国增值税暂行条例》，现就发票管理有关事项通知如下。', '2025-12-31'),
			},
			asOf: '2026-11-15',
		},
		'written before the repeal': { '/a': citing(contracts, '2020-12-01') },
		'written on the day of the repeal': { '/a': citing(contracts, '2021-01-01') },
		'a law that was only amended': {
			'/a': citing('根据《中华人民共和国行政处罚法》的规定，现就供水检查有关事项通知如下。', '2026-03-02'),
		},
		'a decision to abolish names what it abolishes': {
			'/a': citing(
				'根据《中华人民共和国合同法》废止后的清理要求，现决定废止有关文件。',
				'2026-03-02',
				'临江市人民政府关于废止部分文件的决定',
			),
		},
		'a mention that is no basis': {
			'/a': citing('《中华人民共和国合同法》废止以后，供水合同适用民法典的规定，请做好衔接。', '2026-03-02'),
		},
		'the clause itself says that the law is void': {
			'/a': citing('此前根据《中华人民共和国合同法》（已废止）签订的供水合同继续履行。', '2026-03-02'),
		},
		'a sentence that forbids it': {
			'/a': citing('不得再依据《中华人民共和国合同法》规范供水合同，请各单位对照民法典执行。', '2026-03-02'),
		},
		'the words that are changed': {
			'/a': citing(
				'将第一条中“根据《中华人民共和国合同法》”修改为“根据《中华人民共和国民法典》”。',
				'2026-03-02',
			),
		},
		'a law of the place bears a like name': {
			'/a': citing('根据《临江市信访条例》的规定，现就供水信访有关事项通知如下。', '2026-03-02'),
		},
		'a superior’s document': {
			'/a': citing(contracts, '2026-03-02', '国务院办公厅关于规范供水合同的通知', {
				issuer: '国务院办公厅',
				number: '国办发〔2026〕3号',
			}),
		},
		'a copy in the gazette': {
			'/a': citing(contracts, '2026-03-02', title, { crumbs: ['政务公开', '政府公报'] }),
		},
	},
	faulty: {
		'a text that is changed and printed anew': {
			pages: {
				'/a': citing(contracts, '2026-03-02', '临江市人民政府关于修改《临江市供水合同管理办法》的决定'),
			},
			at: ['/a'],
			keys: ['中华人民共和国合同法'],
			certainty: 'review',
		},
		'written after the repeal': {
			pages: { '/a': citing(contracts, '2026-03-02') },
			at: ['/a'],
			keys: ['中华人民共和国合同法'],
			says: '已自2021年1月1日起失去效力',
		},
		'the second law of the clause': {
			pages: {
				'/a': citing(
					'依据《中华人民共和国民法典》、《中华人民共和国物权法》等法律，现就供水合同有关事项通知如下。',
					'2026-03-02',
				),
			},
			at: ['/a'],
			keys: ['中华人民共和国物权法'],
		},
		'a regulation with the number of the order': {
			pages: {
				'/a': citing(
					'根据《信访条例》（国务院令第431号）的规定，现就供水信访有关事项通知如下。',
					'2026-03-02',
				),
			},
			at: ['/a'],
			keys: ['信访条例'],
		},
		'a regulation by its short name': {
			pages: { '/a': citing('根据《信访条例》的规定，现就供水信访有关事项通知如下。', '2026-03-02') },
			at: ['/a'],
			keys: ['信访条例'],
			certainty: 'review',
		},
		...Object.fromEntries(
			[
				['2015年，市水务局依据《中华人民共和国合同法》签订了供水合同，现就续签事项通知如下。', title],
				['当时依据《中华人民共和国合同法》约定的违约金，继续按约定执行，不得擅自变更。', title],
				['根据1999年施行的《中华人民共和国合同法》的规定，现就供水合同遗留事项通知如下。', title],
				['依据《中华人民共和国合同法》（1999年）的规定，现就供水合同遗留事项通知如下。', title],
				[contracts, '关于临江市2019年供水合同专项审计情况的通报'],
				[contracts, '关于对临江市自来水公司违约行为作出行政处罚的决定'],
				[contracts, '临江市供水合同历史遗留问题处置意见'],
			].map(([sentence = '', name = '']) => [
				`what was done under the law while it was in force: ${name === title ? sentence.slice(0, 12) : name}`,
				{
					pages: { '/a': citing(sentence, '2026-03-02', name) },
					at: ['/a'],
					keys: ['中华人民共和国合同法'],
					certainty: 'review' as const,
				},
			]),
		),
		'words of the past in what is meant for today': {
			pages: {
				'/a': citing(
					'为规范供水合同签订行为，在“十四五”期间保护历史文化街区，根据《中华人民共和国合同法》，现就有关事项通知如下。',
					'2026-03-02',
					'临江市人民政府办公室关于印发《临江市历史文化街区供水合同管理办法》的通知',
				),
			},
			at: ['/a'],
			keys: ['中华人民共和国合同法'],
		},
		'a year that is the text’s own': {
			pages: { '/a': citing(`2026年，${contracts}`, '2026-03-02') },
			at: ['/a'],
			keys: ['中华人民共和国合同法'],
		},
		'rules of the State Council by their whole name': {
			pages: {
				'/a': citing(
					'根据《国务院关于行政区划管理的规定》，现就变更街道名称有关事项通知如下。',
					'2026-03-02',
					'临江市人民政府办公室关于变更街道名称的通知',
				),
			},
			at: ['/a'],
			keys: ['国务院关于行政区划管理的规定'],
		},
		'rules of the State Council by what they are about': {
			pages: {
				'/a': citing(
					'根据国务院《关于行政区划管理的规定》，现就变更街道名称有关事项通知如下。',
					'2026-03-02',
					'临江市人民政府办公室关于变更街道名称的通知',
				),
			},
			at: ['/a'],
			keys: ['关于行政区划管理的规定'],
			certainty: 'review',
		},
		'a decision in a single case': {
			pages: { '/a': citing(contracts, '2026-03-02', '临江市人民政府关于供水合同争议的处理决定') },
			at: ['/a'],
			keys: ['中华人民共和国合同法'],
			certainty: 'review',
		},
	},
});
