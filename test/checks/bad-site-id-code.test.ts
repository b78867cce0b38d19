import check from '../../checks/rules/bad-site-id-code.ts';
import { testCheck } from '../support/test-check.ts';

const home = (footer: string, tag?: string): Record<string, string> => ({
	'/': `<!doctype html><html><head><title>临江市人民政府</title>${tag === undefined ? '' : `<meta name="SiteIDCode" content="${tag}">`}</head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div><div class="main"><p>欢迎</p></div><div class="footer"><p>主办单位：临江市人民政府办公室</p>${footer}</div></body></html>`,
});
const link = (code: string): string =>
	`<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${code}">找错</a>`;

testCheck(check, {
	clean: {
		'an area code that is no longer in use': home(
			`<p>网站标识码：5333210054</p>${link('5333210054')}`,
			'5333210054',
		),
		'one code in all three places': home(`<p>网站标识码：3210000001</p>${link('3210000001')}`, '3210000001'),
		'a code in one place alone': home('<p>网站标识码：3210000001</p>'),
		'a ministry’s code': home('<p>网站标识码：bm01000001</p>', 'BM01000001'),
		'the number that follows it is another': home(
			'<p>网站标识码：3210000001 <a href="/ga">32100002000001号</a></p>',
			'3210000001',
		),
		'an empty tag is missing, not wrong': home('<p>网站标识码：3210000001</p>', ''),
		'a code handed to a script': home(
			'<p>网站标识码 3210000001</p><script id="_jiucuo_" sitecode="3210000001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>',
		),
	},
	faulty: {
		'the tag names another site': {
			pages: home('<p>网站标识码：3210000001</p>', '3210000002'),
			at: ['/'],
			says: 'SiteIDCode 标签为3210000002',
		},
		'the link for finding errors names another site': {
			pages: home(`<p>网站标识码：3210000001</p>${link('3210000009')}`),
			at: ['/'],
			says: '不一致',
		},
		'a digit is missing': {
			pages: home('<p>网站标识码：321000001</p>'),
			at: ['/'],
			says: '格式不对',
		},
	},
});
