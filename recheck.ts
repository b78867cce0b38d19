import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AuditOptions } from './audit.ts';
import type { Check } from './checks/check.ts';
import type { Statutes } from './checks/facts/statutes.ts';
import { loadChecks } from './checks/registry.ts';
import { runCheck } from './checks/run.ts';
import { isDamage } from './crawler/archive/damage.ts';
import type { Gathered, ProbeDay, Site } from './crawler/model.ts';
import { createGuard } from './crawler/net/guard.ts';
import { NotArchivedError, openRevisit, type Revisit } from './crawler/revisit.ts';
import { buildSite } from './crawler/site.ts';
import type { SiteConfig } from './crawler/site-config.ts';
import type { CheckResult } from './reports/build.ts';
import { groundsOf } from './reports/grounds.ts';
import { familyOf } from './reports/judged.ts';
import type { Finding } from './reports/model.ts';
import { loadProfile, type Profile } from './reports/profile.ts';
import { decide, type Recheck } from './reports/recheck.ts';
import { lookOf } from './reports/sight.ts';
import { loadStatutes } from './reports/statutes.ts';
import { type ToldIn, toldBy } from './reports/told.ts';

export interface RecheckOptions extends Omit<AuditOptions, 'onProgress' | 'onWarning'> {
	/** Folder of reports and archives. */
	readonly out: string;
	/** The day to judge by, YYYY-MM-DD. */
	readonly asOf: string;
	/** File of statute data over the program's own. */
	readonly statutes?: string;
	/** Start of the complete audit that told the findings, ISO: its archive is what is looked at anew. */
	readonly auditStartedAt: string;
	readonly findings: readonly Finding[];
	/** The days of the homepage that may speak for the day to judge by. Default: none. */
	readonly probes?: readonly ProbeDay[];
}

/** Findings cannot be looked at again; the message says why. */
export class RecheckError extends Error {
	override readonly name = 'RecheckError';
}

/** Pages that hold a link are asked for in so many rounds of twenty. */
const maxRounds = 3;

/**
 * Looks at findings again: asks now for what they rest on, puts that over what the audit's archive has, and runs the checks
 * concerned. Neither archive nor reports change. Throws `RecheckError` where that cannot be done.
 */
export const recheckSite = async (config: SiteConfig, options: RecheckOptions): Promise<Recheck[]> => {
	const file = path.join(options.out, config.id, 'archive.db');
	if (!existsSync(file))
		throw new RecheckError(`网站 ${config.id} 没有抓取存档（${file}），不能复查，请先审计一次`);
	const [profile, statutes] = await Promise.all([
		loadProfile(config.profile ?? 'national'),
		loadStatutes(options.statutes),
	]);
	const checks = concerned(await loadChecks(), options.findings);
	const guard = createGuard(options.network, {
		connectTimeoutSeconds: config.limits.timeoutSeconds,
		...(options.resolve ? { resolve: options.resolve } : {}),
	});
	let revisit: Revisit | undefined;
	try {
		revisit = open(config, { ...options, guard, file });
		const { findings, probes } = options;
		return await lookAgain(revisit, { findings, checks, profile, statutes, probes });
	} catch (error) {
		if (!isDamage(error)) throw error;
		throw new RecheckError(
			`网站 ${config.id} 的存档 ${file} 已损坏或被别的程序改动，不能复查，请先审计一次：它会被移开，从头抓取`,
			{
				cause: error,
			},
		);
	} finally {
		try {
			await revisit?.close();
		} finally {
			await guard.close();
		}
	}
};

const open = (
	config: SiteConfig,
	options: RecheckOptions & { guard: ReturnType<typeof createGuard>; file: string },
): Revisit => {
	const { guard, file, asOf, auditStartedAt, log, hosts, retrySeconds, environment = {} } = options;
	try {
		return openRevisit(config, {
			guard,
			file,
			asOf,
			startedAt: auditStartedAt,
			log: log.child({ site: config.id }),
			browser: async () => (await import('./crawler/browser/find.ts')).findBrowser({ environment }),
			...(hosts ? { hosts } : {}),
			...(retrySeconds ? { retrySeconds } : {}),
		});
	} catch (error) {
		if (error instanceof NotArchivedError)
			throw new RecheckError(`网站 ${config.id} 的存档里没有发现这些问题的那次审计，不能复查，请先审计一次`, {
				cause: error,
			});
		if (error instanceof Error && /正被另一次审计使用/.test(error.message))
			throw new RecheckError(`网站 ${config.id} 正在审计或复查，等它结束再复查`, { cause: error });
		throw error;
	}
};

/** The checks that told the findings, and those that may tell the same in other words. */
const concerned = (checks: readonly Check[], findings: readonly Finding[]): Check[] => {
	const told = new Set(findings.map(({ check }) => check));
	const families = new Set([...told].map(familyOf));
	families.delete(undefined);
	return checks.filter(({ id }) => told.has(id) || families.has(familyOf(id)));
};

interface Judging {
	readonly findings: readonly Finding[];
	readonly checks: readonly Check[];
	readonly profile: Profile;
	readonly statutes: Statutes;
	readonly probes: readonly ProbeDay[] | undefined;
}

interface Judged {
	readonly site: Site;
	readonly results: readonly CheckResult[];
	readonly told: ToldIn;
}

const judge = (gathered: Gathered, { checks, profile, statutes, probes }: Judging): Judged => {
	const { site, unavailable } = buildSite({ ...gathered, ...(probes ? { probes } : {}) });
	const results = checks.map(
		(check): CheckResult => ({
			check,
			...runCheck(check, site, unavailable, profile.terms, statutes),
		}),
	);
	return { site, results, told: toldBy(site, results) };
};

const lookAgain = async (revisit: Revisit, judging: Judging): Promise<Recheck[]> => {
	const { findings, checks } = judging;
	const previous = { coverage: revisit.coverage() };
	const before = judge(revisit.gathered(), judging);
	const checkOf = (id: string): Pick<Check, 'restsOn' | 'needs'> =>
		checks.find((check) => check.id === id) ?? { needs: [] };
	/** Nobody looks again at what visits between the audits tell: they went on meanwhile. */
	const isOfVisits = ({ check }: Finding): boolean => checkOf(check).needs.includes('probes');
	const grounds = findings.map((finding) => groundsOf(finding, checkOf(finding.check), before.site));
	await revisit.see(
		grounds.flatMap(({ urls }) => urls),
		{ follow: Math.max(0, ...grounds.map(({ follow }) => follow)) },
	);
	if (grounds.some(({ reach }) => reach)) await revisit.probe();

	let gathered = revisit.gathered();
	let after = judge(gathered, judging);
	for (let round = 0; round < maxRounds; round++) {
		const holders = findings
			.flatMap((finding) => {
				const fault = after.told(finding, revisit.seen(finding.subject)?.finalUrl);
				return fault ? [...(round === 0 ? finding.foundOn : []), ...(fault.foundOn ?? [])] : [];
			})
			.filter((url) => !revisit.seen(url));
		if (holders.length === 0) break;
		await revisit.see(holders);
		gathered = revisit.gathered();
		after = judge(gathered, judging);
	}
	const run = {
		site: after.site,
		run: { complete: true },
		coverage: revisit.coverage(),
		unseen: gathered.unseen,
		seen: new Set(gathered.pages.flatMap(({ url, finalUrl }) => [url, finalUrl])),
	};
	const look = lookOf(run, previous, () => undefined);
	return findings.map((finding) =>
		decide(finding, {
			told: after.told(finding, revisit.seen(finding.subject)?.finalUrl),
			wasTold: isOfVisits(finding) || before.told(finding) !== undefined,
			blind: after.results.find(({ check }) => check.id === finding.check)?.reason,
			seen: revisit.seen,
			look: () => look(finding),
			site: after.site,
		}),
	);
};
