import type { Generated } from 'kysely';
import type { ReportDocument } from '../model.ts';
import type { RecheckResult } from '../recheck.ts';
import type { Step } from '../rulings.ts';
import type { MonthStep } from './decision-model.ts';
import type { FindingNow, FindingState, Origin, ProbeState, Sums } from './model.ts';
import type { NoticeTables } from './notice-tables.ts';
import type { OperationTables } from './operation-tables.ts';
import type { UserTables } from './user-tables.ts';
import type { WorkTables } from './work-tables.ts';

/** Tables as the latest migration leaves them. Flags are 0 or 1, times ISO in UTC, days YYYY-MM-DD. */

export interface SitesTable {
	id: string;
	name: string;
	url: string;
	type: 'portal' | 'department';
	level: 'province' | 'city' | 'county' | 'township' | null;
	district: string | null;
	site_id_code: string | null;
	maintainer: string | null;
	schedule: string | null;
	origin: Origin;
	known_since: string;
	/** When the configuration ceased to name it, ISO; null where it, the register or nobody ever did. */
	gone_since: string | null;
	/** What the register says of it, as JSON; null where only the configuration or a report names it. */
	registered: string | null;
	/** Place in the order of the configuration and, after it, of the register. */
	position: number;
	/** Place by the name's pinyin. */
	name_order: number;
}

/** The sums of an audit. */
export interface SumsColumns {
	site_id: string;
	period: string;
	as_of: string;
	started_at: string;
	finished_at: string;
	complete: number;
	stop_reason: string | null;
	verdict: Sums['verdict'];
	inspection: number | null;
	inspection_observed: number;
	disclosure: number | null;
	disclosure_observed: number;
	vetoes_held: number;
	vetoes_awaiting: number;
	coverage: number;
	veto: number;
	major: number;
	minor: number;
	review: number;
	new: number;
	open: number;
	regressed: number;
	fixed: number;
	carried: number;
	disputed: Generated<number>;
	waived: Generated<number>;
}

export interface ReportsTable extends SumsColumns {
	n: Generated<number>;
	/** Relative to the folder of reports. */
	file: string;
}

/** Apart from the sums, so that a list of sites reads short rows alone. */
export interface PartsTable {
	report: number;
	/** JSON, compressed: scores, checks, coverage, columns, run, profile. */
	parts: Uint8Array;
}

/** The sums of the report that speaks for a site in a month, a copy: a list of sites reads no other table. */
export interface MonthsTable extends SumsColumns {
	report: number;
	/** Points more than in the month before that has a number. */
	inspection_change: number | null;
	disclosure_change: number | null;
	/** By what it is ranked; null where it is not. */
	standing: number | null;
}

/** Terms of what stands and is certain, by the reports that speak for months. */
export interface DuesTable {
	report: number;
	/** The last day to repair it. */
	due_on: string;
	findings: number;
}

/** One finding over all reports. */
export interface FindingsTable {
	n: Generated<number>;
	site_id: string;
	id: string;
	check_id: string;
	/** After the last complete audit, or a second look since. */
	state: FindingNow;
	/** What the report recorded last says of it. */
	detail: number | null;
	/** Of the work list; null where nobody can repair it, or no whole audit tells it. */
	task: Generated<number | null>;
	/** JSON: who says that it is being repaired; null where nobody does. */
	repairing: Generated<string | null>;
	/** The day on which that is to be done. */
	repairing_until: Generated<string | null>;
}

/** What reports say of a finding; the same words are kept once, however many reports repeat them. */
export interface DetailsTable {
	n: Generated<number>;
	finding: number;
	/** A document that moves keeps its findings. */
	subject: string;
	key: string | null;
	severity: 'veto' | 'major' | 'minor';
	certainty: 'certain' | 'review';
	message: string;
	basis: string;
	/** JSON. */
	evidence: string;
	/** JSON list of addresses. */
	found_on: string;
	found_on_count: number;
	/** Of all of that: tells whether a report says something else. */
	hash: string;
}

/** A report's findings, in its own order of gravity. */
export interface SightingsTable {
	report: number;
	rank: number;
	finding: number;
	detail: number;
	state: FindingState;
	carried: number;
	due_on: string | null;
	first_seen: string;
	last_seen: string;
	/** As a person left it; null where nobody said anything, and the words' own holds. */
	certainty: 'certain' | 'review' | null;
	/** JSON: what a person said of it. */
	ruling: string | null;
}

/** A report's findings by check. */
export interface CheckSumsTable {
	report: number;
	check_id: string;
	certain: number;
	review: number;
	fixed: number;
	carried: number;
}

/** Steps that people took, each for ever. */
export interface DecisionsTable {
	n: Generated<number>;
	site_id: string;
	/** Of findings: the first month that it holds for; else the month that it is about. */
	period: string;
	about: 'finding' | 'veto' | 'points';
	/** The finding's id, the veto, or the indicator. */
	subject: string;
	step: Step | 'enter';
	by: string;
	at: string;
	reason: string | null;
	until: string | null;
	points: number | null;
}

/** Steps of a month on its way to be frozen, and back. */
export interface MonthStepsTable {
	n: Generated<number>;
	period: string;
	step: MonthStep;
	by: string;
	at: string;
	reason: string | null;
	until: string | null;
}

/** Profiles that reports were scored with, by their hash. */
export interface ProfilesTable {
	hash: string;
	/** JSON, compressed. */
	body: Uint8Array;
}

/** Single probes of homepages; those of days long gone are thinned out. */
export interface ProbesTable {
	site_id: string;
	/** Of the homepage: a site that moves begins anew. */
	url: string;
	/** The instant that it was meant for, ISO. */
	slot: string;
	/** In Shanghai. */
	day: string;
	/** When it began, ISO. */
	at: string;
	state: ProbeState;
	status: number | null;
	/** Milliseconds, as are the next three. */
	dns_ms: number | null;
	connect_ms: number | null;
	tls_ms: number | null;
	first_byte_ms: number | null;
	words: string | null;
}

/** What came of a day's probes. */
export interface ProbeDaysTable {
	site_id: string;
	url: string;
	day: string;
	ok: number;
	failed: number;
	wall: number;
	unconfirmed: number;
	ours: number;
	/** Median over those that opened, milliseconds. */
	first_byte_ms: number | null;
	/** JSON. */
	failures: string;
}

/** Second looks at findings, between the audits. */
export interface RechecksTable {
	n: Generated<number>;
	finding: number;
	at: string;
	asked_by: string;
	result: RecheckResult;
	words: string;
	/** JSON. */
	proof: string;
}

/** How the addresses answered that a report's findings rest on: read for one finding at a time, and seldom. */
export interface ResponsesTable {
	report: number;
	/** JSON, compressed. */
	responses: Uint8Array;
}

/** One row: how often months or sites were changed. */
export interface RevisionTable {
	n: number;
}

/** The documents of a site's last audit, the newest first: what they are searched by. */
export interface DocumentsTable {
	report: number;
	rank: number;
	/** Title and 文号, as `searchable` leaves them. */
	words: string;
	role: 'policy' | 'interpretation';
	validity: ReportDocument['validity'];
	/** Findings about it that stood when it was audited. */
	findings: number;
}

/** The same with all that is known of them, so many in one part. */
export interface DocumentFactsTable {
	report: number;
	part: number;
	/** JSON, compressed. */
	facts: Uint8Array;
}

export interface Tables extends NoticeTables, OperationTables, UserTables, WorkTables {
	documents: DocumentsTable;
	document_facts: DocumentFactsTable;
	decisions: DecisionsTable;
	month_steps: MonthStepsTable;
	profiles: ProfilesTable;
	sites: SitesTable;
	reports: ReportsTable;
	parts: PartsTable;
	months: MonthsTable;
	dues: DuesTable;
	revision: RevisionTable;
	findings: FindingsTable;
	details: DetailsTable;
	sightings: SightingsTable;
	check_sums: CheckSumsTable;
	probes: ProbesTable;
	probe_days: ProbeDaysTable;
	rechecks: RechecksTable;
	responses: ResponsesTable;
}
