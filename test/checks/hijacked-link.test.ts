import { expect, test } from 'vitest';
import check from '../../checks/rules/hijacked-link.ts';
import { foulOf } from '../../crawler/foul-titles.ts';
import { at } from '../support/site.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: { 'no page that was asked for is foul': { pages: {} } },
	faulty: {
		'a page that has become one of gambling: a person must confirm it': {
			pages: {},
			hijacked: [
				{
					url: 'http://old.example.com/',
					kind: 'gambling',
					title: '某某体育投注平台',
					foundOn: [{ page: at('/a'), text: '合作网站' }],
					foundOnCount: 1,
				},
			],
			at: ['http://old.example.com/'],
			certainty: 'review',
			says: '“合作网站”的页面从标题看已变成赌博页面',
		},
	},
});

test.each([
	['某某娱乐城真人视讯', 'gambling'],
	['在线投注平台-官方网站', 'gambling'],
	['成人视频在线', 'porn'],
	['您访问的域名正在出售', 'parking'],
	['example.com is for sale', 'parking'],
	['公安机关严厉打击网上赌博平台', undefined],
	['中国福利彩票发行管理中心', undefined],
	['国家体育总局体育彩票管理中心', undefined],
	['某某市体育局', undefined],
	['江畔新闻网', undefined],
	['域名注册服务机构查询', undefined],
])('%s: %s', (title, kind) => expect(foulOf(title)).toBe(kind));
