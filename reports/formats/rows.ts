import { setImmediate as breathe } from 'node:timers/promises';
import type { Check } from '../../checks/check.ts';
import type { KnownSite } from '../store/model.ts';
import type { OverviewChoice, OverviewQuery, OverviewRow } from '../store/overview-model.ts';
import type { Store } from '../store.ts';
import type { FindingRow } from './table-columns.ts';

/** What of a month is wanted: of all sites, or of those that fit as in the overview, in its order. */
export interface Selection extends OverviewChoice, Pick<OverviewQuery, 'period' | 'today' | 'sites'> {
	/** Id of the one site that is wanted; nothing else is asked then. Default: all. */
	readonly site?: string;
}

/** What an export says of a check. */
export type NamedCheck = Pick<Check, 'name' | 'group' | 'isHarmful'>;

export type Source = Pick<Store, 'overviewRows' | 'judgedMonths' | 'site' | 'exportFindings' | 'monthState'>;

/** Sites asked of the store at once: nobody of this process is to wait for more. */
const atOnce = 200;

/** Sites with their sums of the month, some hundred at a time. */
export async function* scorePages(
	store: Source,
	{ site, ...query }: Selection,
): AsyncGenerator<readonly OverviewRow[]> {
	if (site !== undefined) {
		const { period, today } = query;
		const found = await store.overviewRows({ period, ...(today ? { today } : {}), sites: [site] });
		const known = found.length > 0 ? undefined : await store.site(site);
		// It may be one that nobody names, without a report in that month.
		yield known ? [{ site: known }] : found;
		return;
	}
	for (let page = 1; ; page++) {
		const rows = await store.overviewRows({ ...query, page, size: atOnce });
		yield rows;
		await breathe();
		if (rows.length < atOnce) return;
	}
}

/** The same, one by one. */
export async function* scoreRows(store: Source, selection: Selection): AsyncGenerator<OverviewRow> {
	for await (const rows of scorePages(store, selection)) yield* rows;
}

/** Whether any of the sites was audited in the month. */
export const isAnyAudited = async (store: Source, selection: Selection): Promise<boolean> => {
	for await (const { sums } of scoreRows(store, selection)) if (sums) return true;
	return false;
};

/** The sites that were audited, asked before their findings: a store may answer nothing else while it gives them out. */
const auditedSites = async (store: Source, selection: Selection): Promise<KnownSite[]> => {
	const sites: KnownSite[] = [];
	for await (const { site, sums } of scoreRows(store, selection)) if (sums) sites.push(site);
	return sites;
};

/** Findings of the sites, one site after the other. Checks are told by their ids; one that is missing is called by its id. */
export async function* findingRows(
	store: Source,
	selection: Selection,
	checks: ReadonlyMap<string, NamedCheck>,
): AsyncGenerator<FindingRow> {
	for (const site of await auditedSites(store, selection))
		for await (const finding of store.exportFindings(selection.period, site.id)) {
			const check = checks.get(finding.check);
			yield {
				finding,
				site,
				checkName: check?.name ?? finding.check,
				isHarmful: check?.isHarmful ?? false,
			};
		}
}
