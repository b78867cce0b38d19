import { createHash } from 'node:crypto';
import { addDays, workingDaysBetween } from '../checks/facts/calendar.ts';
import type { Document } from '../crawler/model.ts';
import { canonicalAddress } from './address.ts';
import { familyOf } from './judged.ts';
import type { CheckOutcome, Finding, Report } from './model.ts';
import { lookOf, type Seen } from './sight.ts';

/** Working days in which a finding is to be repaired, where the profile says nothing else. */
export const repairDays = 7;

/** 文号 however it is bracketed, spaced or padded. */
export const plainNumber = (number: string): string =>
	number
		.replace(/[\s\u3000]/g, '')
		.replace(/[[［(（【〔{]/g, '〔')
		.replace(/[\]］)）】〕}]/g, '〕')
		.replace(/〕第?0*(\d+)号/, '〕$1号');

const identityOf = ({ facts }: Document): string | undefined => {
	if (!facts.documentNumber) return undefined;
	const issuer = facts.issuer?.value.replace(/[\s\u3000]/g, '') ?? '';
	return `${issuer}|${plainNumber(facts.documentNumber.value)}`;
};

/**
 * What a finding is anchored to: issuer and 文号 where its subject is a document that has one, since these survive a moved page,
 * else the canonical address. Two documents under one number are told apart by their addresses.
 */
export const anchorsOf = (documents: readonly Document[]): ((subject: string) => string) => {
	// A copy in the gazette, which comes later, must not take the original's anchor away.
	const originals = documents.filter(({ place }) => place !== 'gazette');
	const byIdentity = Map.groupBy(originals, (document) => identityOf(document) ?? '');
	const anchors = new Map<string, string>();
	for (const [identity, [document, ...others]] of byIdentity) {
		if (identity === '' || !document || others.length > 0) continue;
		for (const url of [document.url, ...document.copies]) anchors.set(canonicalAddress(url), identity);
	}
	return (subject) => {
		const address = canonicalAddress(subject);
		return anchors.get(address) ?? address;
	};
};

/** The same for the same fault on the same subject in every run. */
export const findingId = (site: string, check: string, key: string | undefined, anchor: string): string => {
	const parts = [site, check, key === undefined ? null : canonicalAddress(key), anchor];
	// A letter first: spreadsheets take sixteen digits for a number, and `12e3456…` too.
	return `f${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 15)}`;
};

/** What a finding is about, whatever its anchor: a document whose 文号 is read for the first time keeps its faults. */
export const faultOf = ({ check, key, subject }: Pick<Finding, 'check' | 'key' | 'subject'>): string =>
	JSON.stringify([check, key === undefined ? null : canonicalAddress(key), canonicalAddress(subject)]);

/** The day on which a term of working days ends; undefined where a year of it has no official calendar. */
export const dueAfter = (from: string, days = repairDays): string | undefined => {
	for (let day = 1; day <= days * 5; day++) {
		const worked = workingDaysBetween(from, addDays(from, day));
		if (worked === undefined) return undefined;
		if (worked >= days) return addDays(from, day);
	}
	return undefined;
};

type Life = Pick<Finding, 'state' | 'firstSeen' | 'lastSeen' | 'dueOn'>;

/** Most findings of a run begin on its day. */
const knownDue = new Map<string, Pick<Finding, 'dueOn'>>();

const due = (from: string, days: number): Pick<Finding, 'dueOn'> => {
	const key = `${from} ${days}`;
	const known = knownDue.get(key);
	if (known) return known;
	const dueOn = dueAfter(from, days);
	const life = dueOn === undefined ? {} : { dueOn };
	knownDue.set(key, life);
	return life;
};

/** The life of a finding that this run saw, by the report before it. */
export const lifeOf = (asOf: string, before: Finding | undefined, days = repairDays): Life => {
	if (!before) return { state: 'new', firstSeen: asOf, lastSeen: asOf, ...due(asOf, days) };
	const { firstSeen, state, certainty, dueOn } = before;
	if (state === 'fixed') return { state: 'regressed', firstSeen, lastSeen: asOf, ...due(asOf, days) };
	// Nobody was held to a lead: once it is certain, its term begins.
	const term = certainty === 'review' ? due(asOf, days) : dueOn ? { dueOn } : due(firstSeen, days);
	return { state: 'open', firstSeen, lastSeen: asOf, ...term };
};

/** What a run saw, and which checks could judge it. */
export interface Sight extends Seen {
	readonly checks: readonly CheckOutcome[];
}

/**
 * What becomes of the last report's findings that this run does not tell again. `fixed` where the subject was seen and is right.
 * Still `open`, and carried over, where it could not be looked at. Left out where a whole run no longer met the subject: it is gone;
 * and where the run tells the same fault in other words, such as a dead link that was an error page.
 */
export const leftOver = (previous: Report, findings: readonly Finding[], sight: Sight): Finding[] => {
	const assessed = new Set(sight.checks.filter(({ outcome }) => outcome === 'assessed').map(({ id }) => id));
	const anchorOf = anchorsOf(sight.site.documents);
	const byAnchor = new Map(
		sight.site.documents.map(({ url }) => [anchorOf(url), canonicalAddress(url)] as const),
	);
	const wasThere = anchorsOfReport(previous);
	const look = lookOf(sight, previous, (subject) => byAnchor.get(wasThere(subject)));

	const told = new Set(findings.map(({ id }) => id));
	const faults = new Set(findings.map(faultOf));
	const inFamily = ({ check, subject }: Finding): string | undefined => {
		const family = familyOf(check);
		return family && `${family} ${canonicalAddress(subject)}`;
	};
	const families = new Set(findings.map(inFamily));
	const isReplaced = (finding: Finding): boolean => {
		const family = inFamily(finding);
		return family !== undefined && families.has(family);
	};

	return previous.findings.flatMap((finding): Finding[] => {
		if (told.has(finding.id) || faults.has(faultOf(finding)) || finding.state === 'fixed') return [];
		const seen = assessed.has(finding.check) ? look(finding) : 'unknown';
		if (seen === 'gone') return [];
		const { carried: _, ...before } = finding;
		if (seen === 'right') return isReplaced(finding) ? [] : [{ ...before, state: 'fixed' }];
		// It is neither new nor back a second time.
		return [{ ...before, state: 'open', carried: true }];
	});
};

/** Anchors of a report's own documents: a page that moved is found by its number. */
const anchorsOfReport = ({ documents }: Report): ((subject: string) => string) => {
	const byAddress = new Map(
		documents.flatMap(({ url, issuer, documentNumber }) =>
			documentNumber
				? [
						[
							canonicalAddress(url),
							`${issuer?.replace(/[\s\u3000]/g, '') ?? ''}|${plainNumber(documentNumber)}`,
						],
					]
				: [],
		),
	);
	return (subject) => byAddress.get(canonicalAddress(subject)) ?? canonicalAddress(subject);
};
