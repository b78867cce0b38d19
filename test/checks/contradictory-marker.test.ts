import check from '../../checks/rules/contradictory-marker.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const marked = (more: object): string =>
	official(title, { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', ...more });

testCheck(check, {
	clean: {
		'a way to apply beside the text': {
			'/a': marked({
				more: '<div class="side"><p><a href="/ysqgk/">依申请公开</a></p><p>不予公开的情形</p></div>',
			}),
		},
		'a rule that names the kinds': {
			'/a': marked({
				body: ['各县（区）人民政府：', '一、不予公开的公文不得上网。', '二、内部使用的文件由专人保管。'],
			}),
		},
		'for the public': { '/a': marked({ marker: '（此件公开发布）', table: { 公开属性: '主动公开' } }) },
		'neither marker nor field': { '/a': marked({}) },
		'the words in running text': {
			'/a': marked({
				body: [
					'各县（区）人民政府，市各委办局：',
					'拟制公文时应当明确公开属性，确定为依申请公开的，在附注处标注“（此件依申请公开）”，不予公开的说明理由。',
				],
			}),
		},
		'a field that offers the choice': { '/a': marked({ table: { 公开方式: '主动公开/依申请公开' } }) },
		'a copy in the gazette': {
			'/a': marked({ marker: '（此件不予公开）', crumbs: ['政务公开', '政府公报'] }),
		},
	},
	faulty: {
		...Object.fromEntries(
			['（此件不公开）', '（此件内部使用）', '（此件免予公开）'].map((marker) => [
				`its marker says ${marker}`,
				{ pages: { '/a': marked({ marker }) }, at: ['/a'] },
			]),
		),
		'its marker says 依申请公开': {
			pages: { '/a': marked({ marker: '（此件依申请公开）' }) },
			at: ['/a'],
			says: '（此件依申请公开）',
		},
		'its marker says 不予公开, blanks and full width aside': {
			pages: { '/a': marked({ marker: '( 此 件 不予公开 )' }) },
			at: ['/a'],
		},
		'its table says 依申请公开': {
			pages: { '/a': marked({ table: { 公开属性: '依申请公开' } }) },
			at: ['/a'],
			says: '“公开属性”一栏',
		},
		'a marker of each kind: one may be another document’s': {
			pages: {
				'/a': marked({
					marker: '（此件公开发布）</p><p>附件：来文</p><p>2026年2月1日</p><p>（此件依申请公开）',
				}),
			},
			at: ['/a'],
			certainty: 'review',
		},
	},
});
