import { defineCheck } from '../check.ts';

const pageNames = { home: '首页', column: '栏目页', document: '内容页' } as const;

export default defineCheck({
	id: 'missing-meta-tag',
	group: 'site',
	name: '网页标签缺失',
	decides: '首页、栏目页、内容页的 meta 标签缺少规范要求的名称，或内容为空。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）附件《网页设计规范》：页面标签',
	repair:
		'在该类页面的模板头部补上缺少的 meta 标签，内容由发布系统自动填写：首页三个站点标签，栏目页加四个栏目标签，内容页再加 ArticleTitle、PubDate、ContentSource。',
	severity: 'minor',
	needs: ['tags', 'identity'],
	*find({ tags, identity }, { metaTagShare, metaTagDoubt, metaTagSample }) {
		for (const { page, tag, pages, lacking, examples } of tags) {
			if (lacking === 0 || lacking < pages * metaTagDoubt) continue;
			const plain = page === 'home' || (pages >= metaTagSample && lacking >= pages * metaTagShare);
			const count = page === 'home' ? '' : `（${pages}个页面中有${lacking}个）`;
			yield {
				subject: identity.url,
				key: `${page}:${tag}`,
				...(!plain && { certainty: 'review' }),
				message: `${pageNames[page]}缺少 ${tag} 标签或其内容为空${count}，请在模板的 head 中补上 <meta name="${tag}">。`,
				snippet: `已查 ${pages} 个${pageNames[page]}的 <head>，${lacking} 个没有 <meta name="${tag}"> 或其内容为空`,
				marked: `<meta name="${tag}">`,
				foundOn: examples,
				foundOnCount: lacking,
			};
		}
	},
	examples: {
		wrong: [
			'首页没有 SiteIDCode 标签，或内容是空的、“null”。',
			'六个内容页中有四个没有 ContentSource。',
			'个别页面缺少，或同类页面太少（待核对）。',
		],
		right: [
			'标签名大小写不同：sitename、pubdate；发布时间写在 Maketime 里。',
			'由其他网站提供的页面。',
			'规范没有要求的标签，例如 Keywords。',
		],
	},
});
