import { readAuditLog } from '../../reports/audit-log.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { idOf } from '../query.ts';
import { readLog } from '../site-query.ts';
import { auditLogView } from '../views/audit-log.ts';
import { pagesOf } from '../views/pager.ts';
import { siteAuditsView } from '../views/site-audits.ts';
import { frameOf, sitePageOf, unaudited } from './site-frame.ts';

const maxAudits = 50;
const linesAtOnce = 200;

/** A site's audits, how the month's own went, and how often its homepage opened. Undefined where nobody knows the site. */
export const siteAuditsPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls, reader } = context;
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const { month, site, found } = frame;
	const audits = await store.audits({ site: id, limit: maxAudits });
	// What nobody names any more is not audited.
	const isAsked = may(reader, 'operate', id) && site.origin !== 'report';
	return sitePageOf(context, frame, {
		tab: 'audits',
		hrefOf: (to) => urls.siteAudits(id, to),
		body: siteAuditsView(
			{
				site: id,
				audits,
				...(isAsked ? { operator: { name: reader.name, isSignedIn: reader.isSignedIn } } : {}),
				...(found ? { report: found } : { unaudited: await unaudited(context, frame) }),
				probes: await store.probeDays(site, `${month}-01`, `${month}-31`),
			},
			urls,
		),
	});
};

/** What one audit logged. Undefined where the site had none of that number. */
export const auditLogPage = async (
	context: Context,
	site: string,
	audit: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls, now, out } = context;
	const told = /^\d{1,15}$/.test(audit) && idOf(audit) ? await store.audit(Number(audit)) : undefined;
	const frame = told?.site === site ? await frameOf(context, site, new URLSearchParams()) : undefined;
	if (!told || !frame) return undefined;
	const { isWhole = false, page: wanted = 1 } = readLog(params);
	const from = told.startedAt ?? told.queuedAt;
	const log =
		out === undefined
			? undefined
			: await readAuditLog(out, site, { from, to: told.finishedAt ?? now().toISOString() });
	const entries = (log?.entries ?? []).filter(({ level }) => isWhole || level !== 'debug');
	const page = Math.min(wanted, pagesOf(entries.length, linesAtOnce));
	return sitePageOf(context, frame, {
		tab: 'audits',
		body: auditLogView(
			{
				audit: told,
				...(log ? { log } : {}),
				entries: entries.slice((page - 1) * linesAtOnce, page * linesAtOnce),
				count: entries.length,
				state: { isWhole, page },
				size: linesAtOnce,
			},
			urls,
		),
	});
};
