import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'missing-search',
	group: 'site',
	name: '没有站内搜索',
	decides: '首页没有站内搜索框，也没有搜索入口；搜索结果是否准确不在判定之列。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“站内搜索”',
	repair: '在首页显著位置提供站内搜索框，能按标题搜到本站已发布的信息。',
	severity: 'minor',
	needs: ['home', 'search', 'identity'],
	*find({ home, search, identity }) {
		if (search.hasEntry) return;
		yield {
			subject: identity.url,
			...(!home.isDrawn && { certainty: 'review' }),
			message: '首页没有站内搜索框或搜索入口，请在首页显著位置提供站内搜索。',
			snippet: '已查首页及其框架页：没有输入框，也没有带“搜索”“检索”字样的按钮或链接',
			foundOn: [home.url],
		};
	},
	examples: {
		wrong: ['首页没有搜索框，也没有通往搜索页的链接。', '首页由脚本显示，没有在浏览器里打开过（待核对）。'],
		right: ['首页有输入框，或一个放大镜按钮。', '搜索在另一个域名上。', '搜得准不准：不在判定之列。'],
	},
});
