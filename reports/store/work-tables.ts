import type { Generated } from 'kysely';
import type { TaskWay } from '../tasks.ts';

/** Tables of the work list, as the latest migration leaves them. */

/** How often what is kept of a site was told anew: whoever worked something out from it can tell that it still holds. */
export interface ChangesTable {
	site_id: string;
	n: Generated<number>;
	/** The report that its work list was told by. */
	worked: number | null;
}

/** What one repair fixes, by the last whole audit of a site. */
export interface TasksTable {
	n: Generated<number>;
	site_id: string;
	/** The same from audit to audit. */
	key: string;
	check_id: string;
	/** What its findings have in common. */
	way: TaskWay;
	/** JSON: the words for its title. */
	what: string;
	severity: 'veto' | 'major' | 'minor';
	/** Certain ones that stood. */
	findings: number;
	/** Those besides that a person has to look at. */
	review: number;
	/** Those of both that stand by the last word on them. */
	standing: Generated<number>;
	pages: number;
	/** `9999-12-31` where there is none. */
	due_on: string;
	/** Points that it wins back; null where the site has no number. */
	inspection: number | null;
	disclosure: number | null;
	/** Both together, and above them the vetoes that it lifts: see `rankOf`. */
	worth: number;
	/** Points that its findings cost before any cap, in both scores. */
	cost: number;
	/** JSON list of the vetoes that would hold no more; an object where others await a person: see `liftsIn`. */
	vetoes: string;
}

/** What maintainers said of repairs, each step for ever. */
export interface RepairingStepsTable {
	n: Generated<number>;
	site_id: string;
	/** The finding's id. */
	finding: string;
	step: 'begin' | 'revoke' | 'end';
	by: string;
	at: string;
	reason: string | null;
	/** Of `begin`: the day on which it is to be done. */
	until: string | null;
}

export interface WorkTables {
	changes: ChangesTable;
	tasks: TasksTable;
	repairing_steps: RepairingStepsTable;
}
