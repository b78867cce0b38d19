import { createUrls } from '../dashboard/urls.ts';
import type { Links } from '../reports/notices/words.ts';

/** Addresses on the dashboard, where it has a public one. */
export const linksOf = (publicUrl: string | undefined): { readonly links?: Links } => {
	if (publicUrl === undefined) return {};
	const urls = createUrls(publicUrl.replace(/\/$/, ''), () => '');
	return {
		links: {
			overview: () => urls.overview(),
			site: (site, month) => urls.site(site, { month }),
			finding: urls.finding,
		},
	};
};
