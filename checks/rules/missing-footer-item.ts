import { defineCheck } from '../check.ts';
import { type FooterItem, footerItems } from '../facts/footer.ts';

/** Badges are put in by scripts of other sites, which only a browser runs. */
const badges: ReadonlySet<FooterItem> = new Set(['police', 'gov-badge', 'find-errors']);
/** With fewer items, a part of the footer may have been taken for all of it. */
const leastMet = 3;

export default defineCheck({
	id: 'missing-footer-item',
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
			const isNear = item === 'host-unit' && footer.namesKeeper === true;
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
});
