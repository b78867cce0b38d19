import type { Archive } from './archive/archive.ts';
import { mayBeFrame } from './frontier/families.ts';
import { isListed } from './frontier/frontier.ts';
import type { SeenPage } from './page-facts.ts';
import { isSameText } from './text-mark.ts';
import { crawlKey } from './url.ts';

/** What a path tells its page by: its last number, or else the name of its file. */
const nameOf = (path: string): string =>
	/(\d+)\D*$/.exec(path)?.[1] ?? (path.split('/').at(-1) ?? '').replace(/^(?:index|default)\.\w+$/, '');

/** The address asks for what `base` asks for and for more (`print=1`), or has another path to the same name: `/wap/`, capital letters. */
const mayShow = (view: URL, base: URL): boolean => {
	if (view.host !== base.host) return false;
	if (view.pathname === base.pathname)
		return (
			view.search.length > base.search.length &&
			[...base.searchParams].every(([name, value]) => view.searchParams.getAll(name).includes(value))
		);
	const [here, there] = [view, base].map(({ pathname }) => nameOf(pathname.toLowerCase()));
	return view.search === base.search && here !== '' && here === there;
};

const headingOf = ({ facts }: SeenPage): string =>
	facts.document?.title?.value ?? facts.heading ?? facts.title;

/** One text under one title, letter by letter or as its conversion into traditional characters. */
const isSame = (a: SeenPage, b: SeenPage): boolean => {
	const [here, there] = [a.facts.mark, b.facts.mark];
	if (!here || !there || headingOf(a).length !== headingOf(b).length) return false;
	return isSameText(here, there) === true;
};

/**
 * Texts that are seen again: to be printed, in large letters, for phones, in traditional characters, under capital letters. By the
 * address of such a view, that of the page on which it was found; what a list names is a page of its own.
 */
export const viewsOf = (archive: Archive, pages: readonly SeenPage[]): Map<string, string> => {
	// What scripts fill looks the same for every text as long as it is empty.
	const texts = pages.filter(({ facts }) => facts.shape === 'article' && !mayBeFrame(facts));
	const byKey = new Map(texts.map((page) => [crawlKey(page.url), page]));
	const views = new Map<string, string>();
	for (const page of texts) {
		const { url } = page;
		const entry = archive.entry(crawlKey(url));
		if (!entry || isListed(entry)) continue;
		for (const other of [entry.foundOn, url.toLowerCase(), url.replace(/\?.*$/, '')]) {
			const base = other === '' || other === url ? undefined : byKey.get(crawlKey(other));
			if (!base || base === page || views.has(base.url)) continue;
			if (!mayShow(new URL(url), new URL(base.url)) || !isSame(page, base)) continue;
			views.set(url, base.url);
			break;
		}
	}
	return views;
};
