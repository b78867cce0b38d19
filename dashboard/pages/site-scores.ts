import type { Context, View } from '../context.ts';
import type { Refused } from '../forms.ts';
import { idOf } from '../query.ts';
import { siteScoresView } from '../views/site-scores.ts';
import { checkNames } from './names.ts';
import { frameOf, scoredBy, sitePageOf, unaudited } from './site-frame.ts';

/** How both scores of a month came about, down to the findings, and what people entered; `refused`: what one of its forms sent and could not be kept. Undefined where nobody knows the site. */
export const siteScoresPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
	refused?: Refused,
): Promise<View | undefined> => {
	const { store, urls, reader } = context;
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const scored = scoredBy(context, frame);
	const decisions = await store.decisions(id, { period: frame.month });
	const saved = params.get('saved');
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
						...{ decisions, refused },
						saved: decisions.findLast(({ about, subject }) => `${about}/${subject}` === saved),
						nameOf: checkNames(context),
					},
					urls,
				)
			: await unaudited(context, frame),
	});
};
