import { describe, expect, it } from 'vitest';
import { kindOfColumn } from '../../../crawler/extract/columns.ts';

const byName: Record<string, string> = {
	政策文件: 'policy',
	政府文件: 'policy',
	市政府文件: 'policy',
	市政府办公室文件: 'policy',
	部门文件: 'policy',
	政策法规: 'policy',
	其他文件: 'policy',
	规范性文件: 'regulation',
	行政规范性文件: 'regulation',
	政府规章: 'regulation',
	政策解读: 'interpretation',
	图解: 'interpretation',
	一图读懂: 'interpretation',
	政策文件解读: 'interpretation',
	新闻发布会: 'interpretation',
	规范性文件解读: 'interpretation',
	解读回应: 'interpretation',
	政府信息公开指南: 'guide',
	公开指南: 'guide',
	信息公开指南: 'guide',
	政府信息公开制度: 'system',
	公开制度: 'system',
	法定主动公开内容: 'statutory',
	公开年报: 'annual-report',
	政府信息公开年报: 'annual-report',
	政府信息公开工作年度报告: 'annual-report',
	信息公开年度报告: 'annual-report',
	依申请公开: 'request',
	意见征集: 'consultation',
	征集调查: 'consultation',
	网上调查: 'consultation',
	民意征集: 'consultation',
	人事信息: 'personnel',
	人事任免: 'personnel',
	规划计划: 'plan',
	规划信息: 'plan',
	政府公报: 'gazette',
	废止失效文件: 'abolition',
	失效文件: 'abolition',
	废止失效文件清单: 'abolition',
	走进临江: 'overview',
	市情概况: 'overview',
	临江概况: 'overview',
	机构职能: 'organization',
	机构设置: 'organization',
	内设机构: 'organization',
	领导信息: 'leaders',
	领导之窗: 'leaders',
	市长之窗: 'leaders',
	统计数据: 'data',
	数据发布: 'data',
	统计公报: 'data',
	数据开放: 'data',
	咨询留言: 'message',
	市长信箱: 'message',
	互动交流: 'message',
	办事服务: 'service',
	办事指南: 'service',
	今日临江: 'news',
	部门动态: 'news',
	工作动态: 'news',
	政务要闻: 'news',
	通知公告: 'notice',
	公示公告: 'notice',
	'政策解读 更多>>': 'interpretation',
	依申请公开指南: 'request',
};

describe('a name alone', () => {
	for (const [text, kind] of Object.entries(byName)) {
		it(`${text}: ${kind}`, () =>
			expect(kindOfColumn({ names: [{ text, from: 'nav' }] })).toEqual({
				kind,
				recognisedBy: `nav:${text}`,
			}));
	}
	for (const text of [
		'首页',
		'网站地图',
		'政府工作报告',
		'财政预决算',
		'政府网站工作年度报表',
		'信息公开意见箱',
		'重点领域信息公开',
		'关于印发全市优化营商环境实施方案和有关规划计划的通知',
	]) {
		it(`${text}: nothing certain`, () =>
			expect(kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind ?? 'other').toBe('other'));
	}
});

describe('several names', () => {
	const cases: Record<string, { names: [from: string, text: string][]; says: string | undefined }> = {
		'the exact ColumnName beats a repeated ColumnType': {
			names: [
				['ColumnType', '政策文件'],
				['ColumnName', '政策解读'],
			],
			says: 'ColumnName:政策解读',
		},
		'the ColumnType decides where the name says nothing': {
			names: [
				['ColumnType', '政策文件'],
				['ColumnName', '最新公开'],
			],
			says: 'ColumnType:政策文件',
		},
		'several types in one tag are the platform’s': {
			names: [
				['ColumnType', '信息公开，政策文件'],
				['ColumnName', '近期信息公开'],
				['breadcrumb', '人事信息'],
			],
			says: 'breadcrumb:人事信息',
		},
		'the address where nothing else is known': {
			names: [
				['nav', '更多'],
				['address', 'https://www.example.gov.cn/zwgk/zcjd/'],
			],
			says: 'address:https://www.example.gov.cn/zwgk/zcjd/',
		},
		'a column of no known kind': { names: [['ColumnName', '营商环境']], says: 'ColumnName:营商环境' },
		'no column at all': { names: [['title', '某市人民政府']], says: undefined },
		'order of the evidence, not of the list': {
			names: [
				['title', '通知公告'],
				['breadcrumb', '政府公报'],
			],
			says: 'breadcrumb:政府公报',
		},
	};
	for (const [name, { names, says }] of Object.entries(cases)) {
		it(name, () =>
			expect(kindOfColumn({ names: names.map(([from, text]) => ({ from, text })) })?.recognisedBy).toBe(says),
		);
	}
});
