import type { Check, Fault } from '../checks/check.ts';
import type { Statutes } from '../checks/facts/statutes.ts';
import type { Crawled } from '../crawler/model.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { describeColumns, describeDocuments } from './describe.ts';
import { anchorsOf, faultOf, findingId, leftOver, lifeOf } from './history.ts';
import type { Judged } from './judged.ts';
import { marksOf } from './marks.ts';
import type { CheckOutcome, Finding, Report, Upcoming } from './model.ts';
import { byCodeUnit, byFault } from './order.ts';
import { hashOf, type Profile } from './profile.ts';
import { type Repairing, withRepairing } from './repairing.ts';
import { responsesOf } from './responses.ts';
import { isInForce, type Rulings, ruled, rulingIn, toldOf } from './rulings.ts';
import { type ByHand, scoreDisclosure, scoreInspection } from './score.ts';
import { shanghaiTime } from './time.ts';

/** What one check said. */
export interface CheckResult {
	readonly check: Check;
	readonly outcome: 'assessed' | 'not-assessed';
	/** Why it was not assessed, in Chinese. */
	readonly reason?: string;
	readonly faults: readonly Fault[];
}

export interface ReportInput {
	readonly config: SiteConfig;
	readonly crawled: Crawled;
	/** One for each check. */
	readonly results: readonly CheckResult[];
	readonly profile: Profile;
	/** What was known of national law. */
	readonly statutes?: Pick<Statutes, 'asOf'>;
	/** The last complete report before this run. */
	readonly previous?: Report;
	/** Findings by id that an earlier report called fixed, and that the last one has no word of. */
	readonly fixedBefore?: ReadonlyMap<string, Finding>;
	/** What people said of the site's findings. Default: what the previous report tells of it. */
	readonly rulings?: Rulings;
	/** By a finding's id: who says that it is being repaired. Default: what the previous report tells of it. */
	readonly repairing?: ReadonlyMap<string, Repairing>;
	/** What falls due soon. */
	readonly upcoming?: readonly Upcoming[];
	/** What people entered of the site's month. */
	readonly byHand?: ByHand;
}

/** Findings of the run, each fault once; sorted by check, subject and key. */
const findingsOf = ({ config, crawled, results, previous, fixedBefore, profile }: ReportInput): Finding[] => {
	const { site } = crawled;
	const anchorOf = anchorsOf(site.documents);
	const told = results.flatMap(({ check, faults }) =>
		faults.map((fault) => {
			const id = findingId(config.id, check.id, fault.key, anchorOf(fault.subject));
			return { id, isPast: check.isPast ?? false, ...describe(check, fault) };
		}),
	);
	const lives = livesBefore(previous, new Set(told.map(({ id }) => id)));
	const findings = new Map<string, Finding>();
	for (const { isPast, ...described } of told) {
		const { id, certainty } = described;
		const { dueOn, ...life } = lifeOf(
			site.asOf,
			lives(described) ?? fixedBefore?.get(id),
			profile.repairDays,
		);
		// A lead that nobody has confirmed has no deadline yet, and what nobody can undo has none at all.
		const due = certainty === 'review' || isPast || dueOn === undefined ? {} : { dueOn };
		const finding: Finding = { ...described, ...life, ...due };
		const twin = findings.get(id);
		findings.set(id, twin ? joined(twin, finding) : finding);
	}
	return [...findings.values()].sort(byFault);
};

/** What the last report says of a finding: by its id, or, where its anchor changed, of the same fault under an id that is told no more. */
const livesBefore = (previous: Report | undefined, told: ReadonlySet<string>) => {
	const byId = new Map(previous?.findings.map((finding) => [finding.id, finding]));
	const left = previous?.findings.filter(({ id }) => !told.has(id)) ?? [];
	const byFault = new Map(left.map((finding) => [faultOf(finding), finding]));
	return (finding: Pick<Finding, 'id' | 'check' | 'key' | 'subject'>): Finding | undefined =>
		byId.get(finding.id) ?? byFault.get(faultOf(finding));
};

const describe = (check: Check, fault: Fault) => {
	const subject = withoutFragment(fault.subject);
	const foundOn = (fault.foundOn?.length ? fault.foundOn : [subject]).slice(0, 20).map(withoutFragment);
	return {
		check: check.id,
		subject,
		...(fault.key === undefined ? {} : { key: fault.key }),
		severity: check.severity,
		certainty: fault.certainty ?? 'certain',
		message: fault.message,
		foundOn,
		foundOnCount: Math.max(fault.foundOnCount ?? fault.foundOn?.length ?? 1, foundOn.length),
		basis: check.basis,
		evidence: evidenceOf(fault),
	} as const;
};

const evidenceOf = ({ snippet, marked }: Fault): Finding['evidence'] => {
	if (!snippet) return {};
	const marks = marksOf(snippet, marked);
	return { snippet, ...(marks.length > 0 ? { marks } : {}) };
};

const withoutFragment = (url: string): string => (/^https?:/i.test(url) ? url.replace(/#.*$/s, '') : url);

/** A check told one fault twice, under two spellings of an address: the certain one is kept, with the pages of both. */
const joined = (a: Finding, b: Finding): Finding => {
	const [kept, other] = a.certainty === 'review' && b.certainty === 'certain' ? [b, a] : [a, b];
	const foundOn = [...new Set([...kept.foundOn, ...other.foundOn])].slice(0, 20);
	return { ...kept, foundOn, foundOnCount: Math.max(kept.foundOnCount, other.foundOnCount, foundOn.length) };
};

/** It judges by the visits between the audits, whatever a crawl saw. */
export const restsOnVisits = ({ needs }: Pick<Check, 'needs'>): boolean => needs.includes('probes');

const outcomesOf = ({ crawled, results }: ReportInput): CheckOutcome[] => {
	const isBlind = crawled.coverage.share === 0;
	return results
		.map(({ check, outcome, reason }): CheckOutcome => {
			if (outcome === 'assessed' && (!isBlind || restsOnVisits(check))) return { id: check.id, outcome };
			return { id: check.id, outcome: 'not-assessed', reason: reason ?? '没有看到网站的任何页面' };
		})
		.sort((a, b) => byCodeUnit(a.id, b.id));
};

const adoptedHosts = ({ hosts }: Crawled): Pick<Report['site'], 'hosts'> =>
	hosts && hosts.adopted.length > 0
		? {
				hosts: hosts.adopted.map(({ host, by, linkedAs }) => ({
					host,
					recognisedBy: linkedAs === '' ? by : `${by}，链接“${linkedAs}”`,
				})),
			}
		: {};

/** A report as the program alone told it. */
const asTold = (report: Report): Report => ({ ...report, findings: report.findings.map(toldOf) });

/** What a report tells of people's rulings that still holds on a day. */
const rulingsIn = (report: Report | undefined, asOf: string): Rulings =>
	new Map(
		report?.findings.flatMap((finding) => {
			const { id, ruling } = finding;
			if (!ruling || !isInForce(ruling, asOf)) return [];
			return [id, faultOf(finding)].map((name) => [name, ruling] as const);
		}),
	);

/** What a report tells of repairs. */
const repairingIn = (report: Report | undefined): ReadonlyMap<string, Repairing> =>
	new Map(
		report?.findings.flatMap(({ id, repairing }) => (repairing ? [[id, repairing] as const] : [])) ?? [],
	);

/** What people said before holds for what stands; one that comes back after its repair is told anew. */
const asRuled = ({
	rulings,
	previous,
	crawled,
	profile,
	results,
}: ReportInput): ((finding: Finding) => Finding) => {
	const inForce = rulings ?? rulingsIn(previous, crawled.site.asOf);
	const past = new Set(results.filter(({ check }) => check.isPast).map(({ check }) => check.id));
	const terms = { repairDays: profile.repairDays, isPast: (check: string) => past.has(check) };
	return (finding) =>
		finding.state === 'regressed' ? finding : ruled(finding, rulingIn(inForce, finding), terms);
};

const reportOf = (given: ReportInput): Report => {
	const input = { ...given, ...(given.previous ? { previous: asTold(given.previous) } : {}) };
	const { config, crawled, profile, previous, byHand, upcoming = [] } = input;
	const { site, run, coverage, lanes } = crawled;
	const checks = outcomesOf(input);
	const asRuledNow = asRuled(given);
	const repairing = given.repairing ?? repairingIn(given.previous);
	const rule = (finding: Finding): Finding => withRepairing(asRuledNow(finding), repairing.get(finding.id));
	const isBlind = coverage.share === 0;
	const results = isBlind ? input.results.filter(({ check }) => restsOnVisits(check)) : input.results;
	const findings = findingsOf({ ...input, results }).map(rule);
	// A site that shut us out was not audited: an earlier audit of the month goes on speaking for it.
	const shutOut = isBlind
		? { complete: false, stopReason: run.stopReason ?? '网站拦下了抓取，什么也没有看到' }
		: {};
	const documents = describeDocuments(site);
	const judged: Judged = {
		run: { ...run, ...shutOut },
		coverage,
		site: {
			id: config.id,
			name: config.name || site.identity.name,
			url: withoutFragment(site.identity.url),
			type: config.type,
		},
		checks,
		columns: describeColumns(site, profile.terms),
		documents,
		findings,
	};
	// Those carried over from the last report cost no points: this run did not see them.
	const carried = previous ? leftOver(previous, findings, { ...crawled, checks }).map(rule) : [];
	return {
		schemaVersion: '1',
		site: { ...judged.site, ...adoptedHosts(crawled) },
		period: site.asOf.slice(0, 7),
		asOf: site.asOf,
		run: {
			...run,
			...shutOut,
			startedAt: shanghaiTime(run.startedAt),
			finishedAt: shanghaiTime(run.finishedAt),
		},
		scores: {
			inspection: scoreInspection(judged, profile, byHand),
			disclosure: scoreDisclosure(judged, profile, byHand),
		},
		checks,
		coverage: { share: coverage.share, notSeen: coverage.notSeen.map((part) => ({ ...part })) },
		...(lanes && lanes.length > 0 ? { lanes: lanes.map((decision) => ({ ...decision })) } : {}),
		profile: {
			name: profile.name,
			hash: hashOf(profile),
			...(input.statutes ? { statutesAsOf: input.statutes.asOf } : {}),
		},
		columns: judged.columns,
		documents,
		findings: [...findings, ...carried],
		...(upcoming.length > 0 && coverage.share > 0 ? { upcoming: [...upcoming] } : {}),
		...responsesOf([...findings, ...carried], crawled.answers, previous),
	};
};

/** A snippet that was cut may begin or end with half of a character, which is none anywhere else. Every place in it stays. */
const wellFormed = <T>(value: T): T => {
	if (typeof value === 'string') return value.toWellFormed() as T;
	if (Array.isArray(value)) return value.map(wellFormed) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part)])) as T;
};

/** The contract's report of one audit. The same input gives the same report. */
export const buildReport = (given: ReportInput): Report => wellFormed(reportOf(given));
