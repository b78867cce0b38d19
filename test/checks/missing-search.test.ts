import check from '../../checks/rules/missing-search.ts';
import { testCheck } from '../support/test-check.ts';

const home = (top: string): Record<string, string> => ({
	'/': `<!doctype html><html><head><title>临江市人民政府</title></head><body><div class="top">${top}</div><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div><div class="main"><p>欢迎</p></div><div class="footer"><p>主办单位：临江市人民政府办公室</p></div></body></html>`,
});

testCheck(check, {
	faulty: {
		'neither field nor link': { pages: home(''), at: ['/'] },
		'a field that own scripts may draw': {
			pages: home('<script src="/js/top.js"></script>'),
			at: ['/'],
			certainty: 'review',
		},
	},
	clean: {
		'a field for words': { pages: home('<form action="/s"><input type="text" name="q"></form>') },
		'a link to a search on another host': {
			pages: home('<a href="https://so.example.gov.cn/s?siteCode=1"><img src="/a.png" alt="搜索"></a>'),
		},
		'a button': { pages: home('<div class="search-btn"></div>') },
	},
	unassessed: {
		'no footer to tell the page by': {
			pages: { '/': '<html><body><a href="/a/">新闻</a></body></html>' },
			why: '页脚',
		},
	},
});
