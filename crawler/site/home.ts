import type { Gathered, Homepage } from '../model.ts';
import type { FooterFacts, SeenPage } from '../page-facts.ts';
import type { Pages } from './pages.ts';

/** Frames that hold a footer are named so, or stand where one does. */
const footerFrame = /foot|bottom|copyright|banquan/i;

/** A frameset or a page that only leads on shows nothing of its own. */
const isSeenProperly = ({ facts }: SeenPage): boolean => facts.shape !== 'redirect' && facts.links.length > 0;

const together = (outer: FooterFacts, inner: FooterFacts): FooterFacts => ({
	...inner,
	...outer,
	items: [...new Set([...outer.items, ...inner.items])],
	...((outer.text ?? inner.text) !== undefined && { text: `${outer.text ?? ''} ${inner.text ?? ''}`.trim() }),
});

/** The site's first page, with the frames that hold its footer; in place of it, why it cannot be judged. */
export const readHomepage = (
	{ config, pages: seen }: Gathered,
	pages: Pages,
): { home: Homepage; doubt?: string } => {
	const page = seen[0] && pages.at(seen[0].url);
	const blank = { url: config.url, footer: { items: [], text: '' }, isDrawn: false };
	if (!page) return { home: blank, doubt: '没有看到首页' };
	const { facts, lane } = page;
	if (!isSeenProperly(page)) return { home: blank, doubt: '首页只是跳转或引导，没有看到内容' };

	const frames = facts.links.filter(
		({ as, url, place }) => as === 'frame' && (place === 'footer' || footerFrame.test(url)),
	);
	const inner = frames.map(({ url }) => pages.at(url)?.facts.footer);
	const footer = inner.reduce<FooterFacts | undefined>(
		(all, one) => (all && one ? together(all, one) : (all ?? one)),
		facts.footer,
	);
	if (inner.includes(undefined)) return { home: blank, doubt: '首页的页脚在框架页中，没有读到' };
	if (!footer || footer.text === undefined || footer.items.length === 0)
		return { home: blank, doubt: '没有在首页找到页脚' };
	const home: Homepage = {
		url: page.finalUrl,
		footer: { ...footer, text: footer.text },
		isDrawn: lane === 'browser' ? facts.cutBy === undefined : !facts.scripted,
		...(facts.meta.siteidcode !== undefined && { siteIdCode: facts.meta.siteidcode }),
	};
	return { home };
};
