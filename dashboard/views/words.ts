import { plain } from '../../reports/formats/text.ts';
import type { Finding, Inspection, Report, ReportColumn, Veto } from '../../reports/model.ts';
import type { AuditProgress, AuditState } from '../../reports/store/audit-model.ts';
import type { Sighting } from '../../reports/store/model.ts';
import { states } from '../../reports/words.ts';
import { sharedMessages as words } from '../messages/shared.ts';

/** What further values of the store are called, and in which tone they are told. */

export const verdictTones = {
	qualified: 'good',
	unqualified: 'bad',
	'not-assessed': 'warn',
	unaudited: 'calm',
} as const satisfies Record<Inspection['verdict'] | 'unaudited', string>;

export const vetoStates: Record<Veto['state'], string> = words.vetoStates;
export const vetoTones = {
	holds: 'bad',
	clear: 'good',
	'not-assessed': 'calm',
	'awaits-person': 'warn',
} as const satisfies Record<Veto['state'], string>;

export const severityTones = {
	veto: 'bad',
	major: 'warn',
	minor: 'calm',
} as const satisfies Record<Finding['severity'], string>;

/** Of a finding over time; `gone` is what no report tells any more, and none called repaired. */
export const lifeStates: Record<Sighting['state'], string> = { ...states, gone: words.gone };
export const stateTones = {
	new: 'warn',
	open: 'warn',
	regressed: 'bad',
	fixed: 'good',
	waived: 'calm',
	disputed: 'calm',
	gone: 'calm',
} as const satisfies Record<Sighting['state'], string>;
export const { carried, incomplete, causes } = words;

export const contents: Record<NonNullable<ReportColumn['content']>, string> = words.contents;

export const notSeen: Record<Report['coverage']['notSeen'][number]['why'], string> = words.notSeen;

export const phases: Record<AuditProgress['phase'], string> = words.phases;
export const auditStates: Record<AuditState, string> = words.auditStates;
/** A profile as a report names it. */
export const profileName = (name: string): string => words.profile(plain(name));
