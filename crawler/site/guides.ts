import type { ServiceGuide } from '../model.ts';
import type { Pages } from './pages.ts';

/** The guides among the pages; those whose text may only be drawn by script in part are as they were drawn. */
export const guidesOf = ({ all }: Pages): ServiceGuide[] =>
	all.flatMap(({ finalUrl: url, facts: { document, heading, title } }) =>
		document?.guideLacks
			? [{ url, title: document.title?.value ?? heading ?? title, lacks: document.guideLacks }]
			: [],
	);
