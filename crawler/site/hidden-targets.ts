import type { HiddenTarget, Referrer } from '../model.ts';
import type { HiddenLink } from '../page-facts.ts';
import type { Pages } from './pages.ts';

const maxReferrers = 20;
/** Of the links of one block, so many are kept beside the first. */
const maxOthers = 20;

interface Block {
	readonly first: HiddenLink;
	readonly others: Map<string, HiddenLink>;
	readonly pages: Set<string>;
	readonly foundOn: Referrer[];
}

const hostOf = (url: string): string => new URL(url).hostname;

/** What was put in at once: the same way of hiding, on the same pages. */
const blockOf = ({ first, pages, foundOn }: Block): string =>
	[first.by, foundOn[0]?.page, pages.size].join('\n');

/** Hidden links by the block that they were put in with: one host's on whatever pages, and those that stand on the same pages. */
export const hiddenTargets = ({ all }: Pages): HiddenTarget[] => {
	const byHost = new Map<string, Block>();
	for (const { finalUrl: page, facts } of all) {
		for (const link of facts.hiddenLinks ?? []) {
			const key = `${link.by} ${hostOf(link.url)}`;
			const block: Block = byHost.get(key) ?? {
				first: link,
				others: new Map(),
				pages: new Set(),
				foundOn: [],
			};
			byHost.set(key, block);
			if (link.url !== block.first.url && block.others.size < maxOthers) block.others.set(link.url, link);
			if (block.pages.has(page)) continue;
			block.pages.add(page);
			if (block.foundOn.length < maxReferrers) block.foundOn.push({ page, text: link.text });
		}
	}
	return [...Map.groupBy(byHost.values(), blockOf).values()].flatMap((blocks) => {
		const [block, ...more] = blocks;
		if (!block) return [];
		const others = [...block.others.values(), ...more.flatMap((one) => [one.first, ...one.others.values()])];
		return {
			...block.first,
			...(others.length > 0 && { others: others.slice(0, maxOthers) }),
			foundOn: block.foundOn,
			foundOnCount: block.pages.size,
		};
	});
};
