import type { Gathered, Site, Unavailable } from './model.ts';
import { findAnnualReports } from './site/annual-reports.ts';
import { buildColumns, siteNames } from './site/columns.ts';
import { buildConsultations } from './site/consultations.ts';
import { groupCopies } from './site/copies.ts';
import { findPageDisguises } from './site/disguises.ts';
import { finishDocuments } from './site/documents.ts';
import { findDoubts } from './site/doubts.ts';
import { draftDocuments } from './site/drafts.ts';
import { findExposures } from './site/exposures.ts';
import { findGuide } from './site/guide.ts';
import { guidesOf } from './site/guides.ts';
import { hiddenTargets } from './site/hidden-targets.ts';
import { readHomepage } from './site/home.ts';
import { buildInterpretations } from './site/interpretations.ts';
import { itemsOfColumns } from './site/items.ts';
import { buildMessages } from './site/messages.ts';
import { migrationDays } from './site/migration.ts';
import { indexPages } from './site/pages.ts';
import { findPlatform } from './site/platform.ts';
import { probesToJudge } from './site/probes.ts';
import { countTags } from './site/tags.ts';
import { findPageTypos } from './site/typos.ts';
import { muchHidden } from './site/unseen.ts';
import { readUpdates } from './site/updates.ts';
import { joinStatements } from './site/validity.ts';
import { findYearly } from './site/yearly.ts';

/** Puts a crawl's pages together: items to their columns, documents to their copies and interpretations. Pure. */
export const buildSite = (gathered: Gathered): { site: Site; unavailable: Unavailable } => {
	const { config, asOf } = gathered;
	const pages = indexPages(gathered);
	const { groups, listings } = buildColumns(gathered, pages);
	const copies = groupCopies(draftDocuments(pages, listings));
	const moved = migrationDays(copies.flat());
	const interpretations = buildInterpretations(pages, listings, copies, moved);
	const statements = joinStatements(pages, copies, listings, asOf);
	const documents = finishDocuments(copies, { statements, interpretations, moved, asOf });
	const home = gathered.pages[0];
	const { platform, doubt } = findPlatform(gathered, pages, groups);
	const fresh = readUpdates(gathered, home && pages.at(home.url), pages, groups, listings);
	const homepage = readHomepage(gathered, pages);
	const unasked = { unknown: '本次没有探测' };
	const { https, ipv6 } = gathered.reach ?? { https: unasked, ipv6: unasked };
	const doubtOfSight = gathered.stopped
		? `抓取提前结束（${gathered.stopped}）`
		: muchHidden(gathered, pages, '年度报表和评估结果');
	const guide = findGuide(pages, groups, listings);
	const probed = probesToJudge(gathered.probes, asOf);
	const { annualReports, doubt: doubtOfReports } = findAnnualReports(
		pages,
		groups,
		siteNames(gathered),
		platform.shows['annual-report'],
	);
	const noReports = doubtOfReports ?? (annualReports.hasColumn && !gathered.stopped ? undefined : doubt);
	return {
		site: {
			asOf,
			identity: {
				id: config.id,
				name: config.name || home?.facts.meta.sitename || home?.facts.title || '',
				url: config.url,
				type: config.type,
			},
			columns: groups.map(({ column }) => column),
			items: itemsOfColumns(groups, pages),
			documents,
			interpretations,
			messages: buildMessages(groups, pages),
			guides: guidesOf(pages),
			...buildConsultations(pages, listings, documents),
			targets: gathered.targets,
			errorPages: gathered.errorPages,
			strays: gathered.strays,
			platform,
			annualReports,
			exposures: findExposures(pages, gathered.files),
			home: homepage.home,
			updates: fresh.updates,
			yearly: findYearly(pages),
			guide: guide ?? { url: config.url, items: [], hasMedia: false },
			https: 'unknown' in https ? { state: 'served' } : https,
			ipv6: 'unknown' in ipv6 ? { hasAddress: true } : ipv6,
			search: { hasEntry: homepage.home.footer.search === true },
			tags: countTags(pages, groups, listings, home),
			hijacked: gathered.hijacked,
			hidden: hiddenTargets(pages),
			typos: findPageTypos(pages),
			disguises: findPageDisguises(pages),
			...(gathered.stopped !== undefined && { isPartial: true as const }),
			...('probes' in probed && { probes: probed.probes }),
		},
		unavailable: {
			...('doubt' in probed && { probes: probed.doubt }),
			...findDoubts(gathered, pages, groups, documents, {
				...(doubt && { platform: doubt }),
				...('unknown' in https && { https: https.unknown }),
				...('unknown' in ipv6 && { ipv6: ipv6.unknown }),
				...(doubtOfSight && { yearly: doubtOfSight }),
				...(!guide && { guide: '没有读到政府信息公开指南的正文' }),
				...(fresh.doubt && { updates: fresh.doubt }),
				...(homepage.doubt && { home: homepage.doubt }),
				...(noReports && { annualReports: noReports }),
			}),
		},
	};
};
