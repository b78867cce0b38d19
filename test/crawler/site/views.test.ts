import { expect, test } from 'vitest';
import type { View } from '../../../crawler/page-facts.ts';
import { list } from '../../support/pages.ts';
import { at, type SmallSite, siteOf } from '../../support/site.ts';

const view = (name: string, count: number, more: Partial<View> = {}): View => ({
	name,
	above: [],
	items: Array.from({ length: count }, (_, n) => ({
		url: at(`/doc/${name.length}${n}.html`),
		title: `关于${name}第${n + 1}号事项的通知`,
		date: `2026-0${n + 1}-10`,
	})),
	complete: true,
	...more,
});

const columnsOf = (views: readonly View[], columns: NonNullable<SmallSite['columns']> = []): string[] =>
	siteOf({
		pages: { '/gkml/': list('政府信息公开', []) },
		seen: { '/gkml/': { lane: 'browser', walked: 'to-end', views } },
		columns,
	})
		.site.columns.filter(({ view }) => view)
		.map(({ url, title, kind, items, complete, content, lastPublishedOn }) =>
			[url, title, kind, items, complete ? 'whole' : 'cut', content, lastPublishedOn ?? '-'].join(' '),
		);

test('what an application shows at a click is a column, with the entries that were read', () => {
	expect(
		columnsOf([
			view('人事任免', 3),
			view('规划计划', 2, { complete: false }),
			view('信息公开指南', 0, { text: true }),
			view('政策文件', 0),
			view('公开年报', 0, { complete: false }),
		]),
	).toEqual([
		`${at('/gkml/')} 人事任免 personnel 3 whole list 2026-03-10`,
		`${at('/gkml/')} 规划计划 plan 2 cut list 2026-02-10`,
		`${at('/gkml/')} 信息公开指南 guide 0 whole text -`,
		`${at('/gkml/')} 政策文件 policy 0 whole empty -`,
		`${at('/gkml/')} 公开年报 annual-report 0 cut unloaded -`,
	]);
});

test('the operator’s own column wins over a view of its kind', () => {
	expect(columnsOf([view('人事任免', 3)], [{ kind: 'personnel', url: '/rs/' }])).toEqual([
		`${at('/gkml/')} 人事任免 other 3 whole list 2026-03-10`,
	]);
});

test('a column without a kind of its own is of the kind that its branch names', () => {
	const below = (name: string, ...above: string[]): View => view(name, 1, { above });
	expect(
		columnsOf([
			below('乡村振兴', '法定主动公开内容', '重点领域'),
			below('规划计划', '法定主动公开内容'),
			below('乡村振兴'),
		]).map((column) => column.split(' ').slice(1, 3)),
	).toEqual([
		['乡村振兴', 'statutory'],
		['规划计划', 'plan'],
		['乡村振兴', 'other'],
	]);
});
