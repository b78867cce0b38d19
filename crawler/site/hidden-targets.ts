import type { HiddenTarget, Referrer } from '../model.ts';
import type { Pages } from './pages.ts';

const maxReferrers = 20;

/** Hidden links by where they lead: one that was put into a template stands on every page. */
export const hiddenTargets = ({ all }: Pages): HiddenTarget[] => {
	const found = new Map<string, HiddenTarget & { foundOn: Referrer[]; foundOnCount: number }>();
	for (const { finalUrl: page, facts } of all) {
		for (const link of facts.hiddenLinks ?? []) {
			const target = found.get(link.url) ?? { ...link, foundOn: [], foundOnCount: 0 };
			found.set(link.url, target);
			if (target.foundOn.at(-1)?.page === page) continue;
			target.foundOnCount++;
			if (target.foundOn.length < maxReferrers) target.foundOn.push({ page, text: link.text });
		}
	}
	return [...found.values()];
};
