import { defineCheck } from '../check.ts';

/** Ten digits; ministries have two letters and eight. The area part may be an old one, so it is never looked up. */
const form = /^(?:\d{10}|bm\d{8})$/i;

export default defineCheck({
	id: 'bad-site-id-code',
	group: 'site',
	name: '网站标识码不一致',
	decides:
		'首页页脚的网站标识码、SiteIDCode 标签、“我为政府网站找错”链接中的标识码不一致，或不符合编码格式。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：政府网站标识码',
	repair:
		'以全国政府网站信息报送系统中本网站的标识码为准，统一页脚文字、SiteIDCode 标签和找错链接的 site_code；标识码为10位数字，国务院部门为bm加8位数字。',
	severity: 'minor',
	needs: ['home', 'identity'],
	*find({ home, identity }) {
		const { siteIdCode: tag, footer } = home;
		const places = {
			页脚: footer.siteIdCode,
			'SiteIDCode 标签': tag?.trim() || undefined,
			找错链接: footer.linkedCode,
		};
		const codes = Object.entries(places).flatMap(([place, code]) => (code ? [{ place, code }] : []));
		const shown = codes.map(({ place, code }) => `${place}为${code}`).join('，');
		const malformed = codes.filter(({ code }) => !form.test(code));
		const distinct = new Set(codes.map(({ code }) => code.toLowerCase()));
		if (distinct.size <= 1 && malformed.length === 0) return;
		const message =
			malformed.length > 0
				? `网站标识码格式不对（${shown}），应为10位数字，请更正。`
				: `网站标识码前后不一致（${shown}），请统一为本网站的标识码。`;
		const wrong = malformed.length > 0 ? malformed : codes;
		yield { subject: identity.url, message, snippet: shown, marked: wrong.map(({ code }) => code) };
	},
	examples: {
		wrong: [
			'页脚写 3210000001，SiteIDCode 标签却是 3210000002。',
			'网站标识码只有 9 位。',
			'找错链接的 site_code 是另一个网站的。',
		],
		right: [
			'三处相同；或只有一处写了标识码。',
			'国务院部门的 bm12345678。',
			'行政区划调整后沿用旧的标识码：不与现行区划代码比对。',
			'SiteIDCode 标签是空的：由“网页标签缺失”判定。',
		],
	},
});
