import { describe, expect, test } from 'vitest';
import emptyColumn from '../../../checks/rules/empty-column.ts';
import staleColumn from '../../../checks/rules/stale-column.ts';
import { runCheck } from '../../../checks/run.ts';
import { national } from '../../../reports/profiles/national.ts';
import { page } from '../../support/pages.ts';
import { type SmallSite, siteOf } from '../../support/site.ts';

const entries = (...titles: string[]): string =>
	`<ul>${titles.map((title, i) => `<li><a href="/info/${i}.html">${title}</a><span>2025-0${i + 1}-11</span></li>`).join('')}</ul>`;
const papers = entries(
	'青溪县人民政府关于印发供水管理办法的通知',
	'青溪县人民政府关于印发供热管理办法的通知',
	'关于印发学校招生实施方案的通知',
	'关于印发河道采砂管理规定的通知',
	'青溪县人民政府关于印发节水细则的通知',
);
const readings = entries(
	'《供水管理办法》政策解读',
	'《供热管理办法》政策解读',
	'一图读懂学校招生',
	'《河道采砂管理规定》解读',
	'节水细则图解',
);
const mixed = entries(
	'全县工作会议召开',
	'县领导调研重点项目',
	'全县造林工作启动',
	'便民服务进社区',
	'我县开展安全检查',
);

const sureOf = (pages: SmallSite['pages']) => {
	const { site, unavailable } = siteOf({ pages });
	const [column] = site.columns;
	const said = [staleColumn, emptyColumn].flatMap(
		(check) => runCheck(check, site, unavailable, national.terms).faults,
	);
	return {
		kind: column?.kind,
		sure: column?.sure,
		certain: said.filter(({ certainty = 'certain' }) => certainty === 'certain').length,
		review: said.filter(({ certainty }) => certainty === 'review').length,
	};
};

const link = (path: string, text: string): string =>
	`<title>临江市人民政府</title><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="${path}">${text}</a></li><li><a href="/b/">关于本站</a></li></ul></div>`;

describe('the kind of a column is', () => {
	test.each<[what: string, pages: SmallSite['pages'], found: ReturnType<typeof sureOf>]>([
		[
			'certain where tags, title and entries agree',
			{ '/zc/': page('政策文件', papers, { crumbs: ['政策文件'] }) },
			{ kind: 'policy', sure: 'certain', certain: 1, review: 0 },
		],
		[
			'certain where names agree and the entries say nothing',
			{ '/xw/': page('部门动态', mixed, { crumbs: ['部门动态'] }) },
			{ kind: 'news', sure: 'certain', certain: 1, review: 0 },
		],
		[
			'certain by the menu alone',
			{ '/': link('/zc/', '政策文件'), '/zc/': page('', papers) },
			{ kind: 'policy', sure: 'certain', certain: 1, review: 0 },
		],
		[
			'likely where the entries belie the name',
			{ '/zc/': page('政策文件', readings, { crumbs: ['政策文件'] }) },
			{ kind: 'policy', sure: 'likely', certain: 0, review: 1 },
		],
		[
			'likely where nothing but the address speaks',
			{ '/tzgg/': page('', mixed) },
			{ kind: 'notice', sure: 'likely', certain: 0, review: 1 },
		],
		[
			'likely where the entries of a nameless list speak',
			{ '/list7/': page('', papers) },
			{ kind: 'policy', sure: 'likely', certain: 0, review: 1 },
		],
		[
			'certain where address and entries agree',
			{ '/zcwj/': page('', papers) },
			{ kind: 'policy', sure: 'certain', certain: 1, review: 0 },
		],
		[
			'certain where it stands in the tree of what has to be disclosed',
			{
				'/gk/': page(
					'政府信息公开',
					'<div class="tree"><ul><li><a href="/gk/nr/">法定主动公开内容</a><ul><li><a href="/gk/cz/">财政预决算</a></li></ul></li></ul></div>',
				),
				'/gk/cz/': page('财政预决算', mixed),
			},
			{ kind: 'statutory', sure: 'certain', certain: 1, review: 0 },
		],
		[
			'certain where the column above says so',
			{ '/xw/': page('城南片区', mixed, { crumbs: ['部门动态', '城南片区'] }) },
			{ kind: 'news', sure: 'certain', certain: 1, review: 0 },
		],
	])('%s', (_what, pages, found) => {
		expect(sureOf(pages)).toEqual(found);
	});
});
