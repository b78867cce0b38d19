import type { Exposure } from '../model.ts';
import type { Pages } from './pages.ts';

/** The pages that show numbers of private persons. */
export const findExposures = (pages: Pages): Exposure[] =>
	pages.all.flatMap(({ finalUrl, facts }) =>
		facts.personalData
			? [{ url: finalUrl, title: facts.heading ?? facts.title, numbers: facts.personalData }]
			: [],
	);
