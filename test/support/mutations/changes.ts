/** Ways to change a town that was drawn. */
import { siteOfTown, type Town } from './town.ts';

/** The town with a page changed. */
export const rewritten = (town: Town, path: string, change: (html: string) => string): Town => {
	const html = siteOfTown(town).pages[path];
	if (html === undefined) throw new Error(`the town has no ${path}`);
	const changed = change(html);
	if (changed === html) throw new Error(`${path} is not changed`);
	return { ...town, pages: { ...town.pages, [path]: changed } };
};
export const without =
	(part: string | RegExp) =>
	(html: string): string =>
		html.replace(part, '');

export const beside = (town: Town, more: Town['beside']): Town => ({
	...town,
	beside: { ...town.beside, ...more },
});
