import { defineCheck } from '../check.ts';
import { type FooterItem, footerItems } from '../facts/footer.ts';

/** Badges are put in by scripts of other sites, which only a browser runs. */
const badges: ReadonlySet<FooterItem> = new Set(['police', 'gov-badge', 'find-errors']);
/** With fewer items, a part of the footer may have been taken for all of it. */
const leastMet = 3;

export default defineCheck({
	id: 'missing-footer-item',
	group: 'site',
	name: '页脚要素缺失',
	decides:
		'首页页脚缺少主办单位、联系方式、网站标识码、ICP备案编号、公安机关备案标识、网站地图、党政机关网站标识、“我为政府网站找错”入口之一。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）及附件《网页设计规范》',
	repair:
		'在全站公用的页脚模板中补上缺少的要素：文字要素直接写明，备案编号分别链接到工业和信息化部、公安部备案网站，党政机关网站标识和找错入口按主管部门提供的代码嵌入。',
	severity: 'minor',
	needs: ['home', 'identity'],
	*find({ home, identity }) {
		const { footer, isDrawn, url } = home;
		for (const [item, name] of Object.entries(footerItems) as [FooterItem, string][]) {
			if (footer.items.includes(item)) continue;
			const isHidden = !isDrawn && (badges.has(item) || footer.items.length < leastMet);
			const isNear =
				(item === 'host-unit' && footer.namesKeeper === true) ||
				(item === 'contact' && footer.onlyFax === true);
			yield {
				subject: identity.url,
				key: item,
				...((isHidden || isNear) && { certainty: 'review' }),
				message: `首页页脚没有${name}，请在页脚模板中补上。`,
				snippet: footer.text,
				foundOn: [url],
			};
		}
	},
	examples: {
		wrong: [
			'页脚没有网站标识码，也没有“我为政府网站找错”。',
			'党政机关网站标识的代码被注释掉，读者看不到。',
			'只写“版权所有：临江市人民政府”，没有写主办单位（待核对）。',
			'只有传真号码，没有电话、信箱或“联系我们”（待核对）。',
			'标识由脚本显示，而页面没有在浏览器里打开过（待核对）。',
		],
		right: [
			'“主办：临江市人民政府”“联系我们”“备案序号：……”：换了说法。',
			'用图片、点击事件或官方脚本显示的标识。',
			'网站地图在导航里；页脚在框架页里。',
			'首页没有读到页脚：不作判定。',
		],
	},
});
