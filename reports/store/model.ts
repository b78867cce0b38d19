import type { SiteConfig } from '../../crawler/site-config.ts';
import type { Report, SeenResponse } from '../model.ts';
import type { Proof, RecheckResult } from '../recheck.ts';

/** What the store is asked for and answers: plain data that survives `JSON.stringify`. */

/** Who names a site: the configuration, the register that was imported, or only a report that lies in the folder. */
export type Origin = 'config' | 'register' | 'report';

/** A site of the register: the contract's fields, and what an audit of it may override. */
export interface RegisteredSite
	extends Pick<
		SiteConfig,
		'id' | 'name' | 'url' | 'type' | 'level' | 'district' | 'maintainer' | 'schedule'
	> {
	/** 网站标识码: ten digits, or `bm` and eight. */
	readonly siteIdCode?: string;
}

export interface KnownSite extends RegisteredSite {
	readonly origin: Origin;
	/** When it first stood here, ISO; runs of the schedule before it are not caught up. */
	readonly knownSince: string;
}

/** What an import changed. */
export interface Imported {
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
}

/** The sums of one audit, written when it ended. Counts of findings are of those that this audit saw. */
export interface Sums {
	readonly period: string;
	/** YYYY-MM-DD. */
	readonly asOf: string;
	/** ISO with +08:00. */
	readonly startedAt: string;
	readonly finishedAt: string;
	readonly complete: boolean;
	readonly stopReason: string | null;
	readonly verdict: 'qualified' | 'unqualified' | 'not-assessed';
	/** 网站检查, scaled to 100; null where not assessed. */
	readonly inspection: number | null;
	/** Points observed, out of 100. */
	readonly inspectionObserved: number;
	/** 政务公开; null where nothing was observed. */
	readonly disclosure: number | null;
	readonly disclosureObserved: number;
	readonly vetoesHeld: number;
	readonly vetoesAwaiting: number;
	/** Share of the known pages that was seen, 0 to 1. */
	readonly coverage: number;
	/** Certain findings that stand, by severity. */
	readonly veto: number;
	readonly major: number;
	readonly minor: number;
	/** Findings that a person has to look at. */
	readonly review: number;
	/** Certain and doubtful ones alike, by state. */
	readonly new: number;
	readonly open: number;
	readonly regressed: number;
	readonly fixed: number;
	/** From an earlier report; this audit could not look again. */
	readonly carried: number;
	/** By what people said: contested and not yet decided, and let go. */
	readonly disputed: number;
	readonly waived: number;
}

/** A month's sums, and how far they are from the month before in which the site was audited. */
export interface MonthSums extends Sums {
	/** Points more (or less) than in the last audited month before; null where one of the two has no number. */
	readonly inspectionChange: number | null;
	readonly disclosureChange: number | null;
}

/** One month of a site: sums, and the parts of the report that pages show. */
export interface SiteMonth {
	readonly sums: MonthSums;
	readonly scores: Report['scores'];
	readonly checks: Report['checks'];
	readonly coverage: Report['coverage'];
	readonly columns: Report['columns'];
	readonly run: Report['run'];
	readonly profile: Report['profile'];
	readonly upcoming?: Report['upcoming'];
	/** The report's file, relative to the folder of reports. */
	readonly file: string;
	/** Findings by check, those with most certain ones first. */
	readonly byCheck: readonly CheckSums[];
}

/** Findings of one check in one report. */
export interface CheckSums {
	readonly check: string;
	/** Stand and are certain. */
	readonly certain: number;
	/** Stand and wait for a person. */
	readonly review: number;
	readonly fixed: number;
	/** Not looked at again by this audit. */
	readonly carried: number;
}

export type ProbeState = 'ok' | 'failed' | 'wall' | 'unconfirmed' | 'ours';

/** One probe of a homepage. */
export interface StoredProbe {
	readonly site: string;
	/** Of the homepage. */
	readonly url: string;
	/** The instant that it was meant for, ISO: a site has one probe for it. */
	readonly slot: string;
	/** When it began, ISO. */
	readonly at: string;
	readonly state: ProbeState;
	readonly status?: number;
	/** Milliseconds: looking up the name, connecting, encrypting; all until the final page began to come. */
	readonly dnsMs?: number;
	readonly connectMs?: number;
	readonly tlsMs?: number;
	readonly firstByteMs?: number;
	readonly words?: string;
}

export type FindingState = Report['findings'][number]['state'];

export type FindingNow = FindingState | 'gone';

/** What the last second look at a finding found. */
export interface LastLook {
	readonly result: RecheckResult;
	/** ISO with +08:00. */
	readonly at: string;
}

/** A finding as one report tells it. */
export type StoredFinding = Report['findings'][number] & {
	readonly site: string;
	/** State after the site's last complete audit, or a second look since; `gone`: no report tells it any more, and none called it fixed. */
	readonly now: FindingNow;
	/** The last second look at it since the site's last complete audit; absent where there was none. */
	readonly recheck?: LastLook;
};

export interface FindingsQuery {
	readonly site: string;
	readonly period: string;
	readonly check?: string;
	/** `standing`: neither repaired nor let go, and seen by that audit, as sums count them. */
	readonly state?: FindingState | 'standing';
	readonly severity?: StoredFinding['severity'];
	readonly certainty?: StoredFinding['certainty'];
	/** YYYY-MM-DD: only those whose term is over on that day though they still stand, as the overview counts them. */
	readonly overdueOn?: string;
	/** Only what a person has to decide: leads that stand, and disputes. */
	readonly isAwaiting?: boolean;
	/** Only those that this task of the work list has. */
	readonly task?: number;
	/** Part of the message or of the subject's address. */
	readonly search?: string;
	readonly page?: number;
	readonly size?: number;
}

/** The findings of a list right before and right behind one. */
export interface Neighbours {
	readonly previous?: string;
	readonly next?: string;
}

export interface Findings {
	/** Gravest first: certain, then severity, then check and subject. */
	readonly rows: readonly StoredFinding[];
	readonly count: number;
}

/** What one audit said of a finding. */
export interface Sighting {
	readonly period: string;
	readonly asOf: string;
	readonly finishedAt: string;
	readonly complete: boolean;
	/** `gone`: a whole audit no longer met its subject, so the report has no word of it. */
	readonly state: FindingState | 'gone';
	readonly carried: boolean;
}

/** One finding over time. */
export interface FindingLife {
	/** As the latest report that has it tells it, or that of the month asked for. */
	readonly finding: StoredFinding;
	/** Month of that report. */
	readonly period: string;
	/** Oldest first. */
	readonly history: readonly Sighting[];
	/** How the addresses answered that it rests on, by that report. */
	readonly responses: Readonly<Record<string, SeenResponse>>;
	/** Second looks between the audits, oldest first. */
	readonly rechecks: readonly StoredRecheck[];
	/** Its task in the work list, if it has one. */
	readonly task?: number;
}

/** A second look at one finding. */
export interface StoredRecheck {
	/** ISO with +08:00. */
	readonly at: string;
	/** Who asked for it. */
	readonly by: string;
	readonly result: RecheckResult;
	/** What is now there, or why nobody knows: a Chinese sentence. */
	readonly words: string;
	/** Addresses that were asked, and what they answered. */
	readonly proof: readonly Proof[];
}

/** Findings that can be looked at again, and the audit that told them. */
export interface Recheckable {
	/** ISO. */
	readonly auditStartedAt: string;
	/** The audit's report, relative to the folder of reports. */
	readonly file: string;
	readonly findings: readonly StoredFinding[];
}
