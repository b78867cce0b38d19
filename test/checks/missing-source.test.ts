import check from '../../checks/rules/missing-source.ts';
import { page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const sourced = (info: string, { head = '', crumbs = ['政务公开', '政策文件'] } = {}): string =>
	page(
		title,
		`<h1>${title}</h1><div class="info">${info}</div><div class="content"><p>临政办发〔2026〕12号</p><p>各县（区）人民政府：</p><p>为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。</p></div>`,
		{ crumbs, head },
	);

testCheck(check, {
	clean: {
		named: { '/a': sourced('发布时间：2026-03-02 来源：市政府办公室 浏览：0') },
		'no such label': { '/a': sourced('发布时间：2026-03-02 浏览：0') },
		'a picture in its place': {
			'/a': sourced('发布时间：2026-03-02 来源：<img src="/logo.png" alt="本站">'),
		},
		'a link in its place': { '/a': sourced('发布时间：2026-03-02 来源：<a href="/">临江市人民政府</a>') },
		'a tag names what a script may show': {
			'/a': sourced('发布时间：2026-03-02 来源：', {
				head: '<meta name="ContentSource" content="市政府办公室">',
			}),
		},
		'a copy in the gazette': {
			'/a': sourced('发布时间：2026-03-02 来源：', { crumbs: ['政务公开', '政府公报'] }),
		},
	},
	faulty: {
		'empty at the end of the line': {
			pages: { '/a': sourced('发布时间：2026-03-02 来源：') },
			at: ['/a'],
			says: '“来源”一栏是空的',
		},
		'empty between two others': {
			pages: {
				'/a': sourced('<span>发布时间：2026-03-02</span> <span>信息来源：</span> <span>浏览：0</span>'),
			},
			at: ['/a'],
		},
	},
});
