import { describe, expect, test } from 'vitest';
import { page } from '../../support/pages.ts';
import { type SmallSite, siteOf } from '../../support/site.ts';

const entries = `<ul>${['一', '二', '三'].map((nth, i) => `<li><a href="/t/${i}.html">2025年度工作情况之${nth}</a><span>2026-01-1${i}</span></li>`).join('')}</ul>`;
const links = (...to: [address: string, name: string][]): string =>
	`<ul>${to.map(([address, name]) => `<li><a href="${address}">${name}</a></li>`).join('')}</ul>`;
const bare = (title: string, main: string): string =>
	`<title>${title}</title><body><div>${main}</div></body>`;

/** Kind and owner of each column, by path. */
const columnsOf = (small: SmallSite): Record<string, string> =>
	Object.fromEntries(
		siteOf(small)
			.site.columns.filter(({ kind }) => kind !== 'other')
			.map(({ url, kind, organ }) => {
				const { pathname, search } = new URL(url);
				return [pathname + search, `${kind}${organ ? ` of ${organ}` : ''}`];
			}),
	);

describe('a column is a department’s', () => {
	test('by the breadcrumb, and the government’s own where that names only the government', () => {
		const pages = {
			'/gk/nb/': page('年度报告', entries, { crumbs: ['政府信息公开', '年度报告'] }),
			'/gk/jyj-nb/': page('年度报告', entries, { crumbs: ['政府信息公开', '市教育局', '年度报告'] }),
			'/gk/own/': page('公开年报', entries, { crumbs: ['临江市人民政府', '公开年报'] }),
			'/gk/bwj/': page('市政府办公室文件', entries, { crumbs: ['市政府办公室文件'] }),
		};
		expect(columnsOf({ pages })).toEqual({
			'/gk/nb/': 'annual-report',
			'/gk/jyj-nb/': 'annual-report of 市教育局',
			'/gk/own/': 'annual-report',
			'/gk/bwj/': 'policy',
		});
	});

	test('by the folder of its entrance', () => {
		const pages = {
			'/': bare('临江市人民政府', links(['/bm/slj/', '水利局'], ['/gk/nb/', '公开年报'])),
			'/bm/slj/': bare('部门信息公开', links(['/bm/slj/nb/', '公开年报'], ['/bm/slj/zn/', '公开指南'])),
			'/bm/slj/nb/': bare('公开年报', entries),
			'/gk/nb/': bare('公开年报', entries),
		};
		expect(columnsOf({ pages })).toEqual({
			'/bm/slj/nb/': 'annual-report of 水利局',
			'/gk/nb/': 'annual-report',
		});
	});

	test('since only the department’s own page leads to it, where addresses are numbers', () => {
		const pages = {
			'/': bare('临江市人民政府', links(['/d.asp?id=7', '财政局'], ['/l.asp?id=1', '公开年报'])),
			'/d.asp?id=7': bare('部门', links(['/l.asp?id=71', '公开年报'], ['/l.asp?id=1', '市政府年报'])),
			'/l.asp?id=71': bare('年报', entries),
			'/l.asp?id=1': bare('年报', entries),
		};
		expect(columnsOf({ pages })).toEqual({
			'/l.asp?id=71': 'annual-report of 财政局',
			'/l.asp?id=1': 'annual-report',
		});
	});
});

test('the operator’s column wins for its kind; below it discovery goes on, beside it the kind is nobody else’s', () => {
	const pages = {
		'/zc/': page('文件中心', entries, { crumbs: ['文件中心'] }),
		'/zc/bm/': page('部门文件', entries, { crumbs: ['文件中心', '部门文件'] }),
		'/old/': page('政策文件', entries, { crumbs: ['政策文件'] }),
		'/tz/': page('通知公告', entries, { crumbs: ['通知公告'] }),
	};
	expect(columnsOf({ pages, columns: [{ kind: 'policy', url: '/zc/' }] })).toEqual({
		'/zc/': 'policy',
		'/zc/bm/': 'policy',
		'/tz/': 'notice',
	});
});
