import type { Context, View } from '../context.ts';
import { readDocuments } from '../site-query.ts';
import { documentsView } from '../views/documents.ts';
import { pagesOf } from '../views/pager.ts';
import { checkNames } from './names.ts';
import { frameOf, sitePageOf } from './site-frame.ts';

const size = 25;

/** The documents that a site's last whole audit read. Undefined where nobody knows the site. */
export const siteDocumentsPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls } = context;
	const asked = readDocuments(params);
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const { month: _, page: wanted = 1, ...query } = asked;
	const first = await store.documents({ site: id, ...query, page: wanted, size });
	const page = Math.min(wanted, pagesOf(first?.count ?? 0, size));
	const found = page === wanted ? first : await store.documents({ site: id, ...query, page, size });
	return sitePageOf(context, frame, {
		tab: 'documents',
		body: documentsView(
			{
				site: id,
				state: { ...asked, month: frame.month, page },
				...(found ? { found } : {}),
				size,
				isAudited: frame.trend.length > 0,
				nameOf: checkNames(context),
			},
			urls,
		),
	});
};
