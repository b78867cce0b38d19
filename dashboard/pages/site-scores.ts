import type { Context, View } from '../context.ts';
import { idOf } from '../query.ts';
import { siteScoresView } from '../views/site-scores.ts';
import { checkNames } from './names.ts';
import { frameOf, scoredBy, sitePageOf, unaudited } from './site-frame.ts';

/** How both scores of a month came about, down to the findings, and what people entered. Undefined where nobody knows the site. */
export const siteScoresPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls, reader } = context;
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const scored = scoredBy(context, frame);
	return sitePageOf(context, frame, {
		tab: 'scores',
		hrefOf: (to) => urls.site(id, to ? { month: to } : {}, 'vetoes').replace(/#.*/, ''),
		body: scored
			? siteScoresView(
					{
						...frame,
						...scored,
						report: scored.month,
						month: frame.month,
						reader,
						opened: idOf(params.get('by')),
						decisions: await store.decisions(id, { period: frame.month }),
						nameOf: checkNames(context),
					},
					urls,
				)
			: await unaudited(context, frame),
	});
};
