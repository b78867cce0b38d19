import type { Sums } from './model.ts';

/** Audits as the store keeps them. */

export type AuditState = 'queued' | 'running' | 'done' | 'failed';

/** How far a running audit is. */
export interface AuditProgress {
	readonly phase: 'crawl' | 'links' | 'judge' | 'pictures' | 'done';
	readonly pages: number;
	/** Addresses known and not yet settled. */
	readonly queued: number;
	readonly rendered: number;
	/** Pages a second over the last half minute. */
	readonly perSecond: number;
	/** Until the crawl is expected to end; absent where that cannot be told. */
	readonly secondsLeft?: number;
	readonly errors: number;
	/** That its process holds, without the browser's; absent in reports of older versions. */
	readonly memoryBytes?: number;
}

/** One audit, wanted, under way or over. */
export interface Audit {
	readonly id: number;
	readonly site: string;
	readonly siteName: string;
	readonly state: AuditState;
	/** `schedule`: its time had come; `asked`: somebody asked for it on the dashboard; `hand`: somebody called the command. */
	readonly cause: 'schedule' | 'asked' | 'hand';
	/** The day to judge by. */
	readonly asOf: string;
	/** ISO; of scheduled ones, the time that had come. */
	readonly dueAt?: string;
	/** All ISO. */
	readonly queuedAt: string;
	readonly startedAt?: string;
	readonly finishedAt?: string;
	/** Last sign of life of a running one. */
	readonly seenAt?: string;
	/** Machine and process that run it. */
	readonly host?: string;
	readonly pid?: number;
	/** Another one each time that it is taken: of those who took it, the last one holds it. */
	readonly lease?: string;
	/** When whoever holds it took it, by that one's own clock: what it wrote since tells a time after this. ISO. */
	readonly heldSince?: string;
	readonly progress?: AuditProgress;
	/** Of a failed one, and of one that waits for another try: why, a Chinese sentence. */
	readonly error?: string;
	/** Tries that failed. */
	readonly tries: number;
	/** ISO; a queued one that failed is tried again then. */
	readonly notBefore?: string;
	/** Who asked for it on the dashboard, or for its next try. */
	readonly askedBy?: string;
	/** Of one that is done. */
	readonly period?: string;
	readonly verdict?: Sums['verdict'];
}

/** An audit as somebody holds it, or as it was seen; without a lease, as nobody held it. */
export interface Held {
	readonly id: number;
	readonly lease?: string | undefined;
}

/** An audit while it is held as given: what is done to it does nothing where it is another's by now. Its number alone: whoever holds it. */
export type AuditRef = number | Held;

/** How the reason of an audit ends that somebody took out of the queue: it is kept as a failed one, but was none. */
export const takenOut = '在看板上取消了排队，没有审计';

/** An audit that is tried again waits no longer for it. */
export const longestWaitHours = 24;

export const isTakenOut = ({ state, error }: Pick<Audit, 'state' | 'error'>): boolean =>
	state === 'failed' && error?.endsWith(takenOut) === true;

/** Machine and process that run an audit. */
export interface Owner {
	readonly host: string;
	readonly pid: number;
}

/** How an audit ended: with a report, or why there is none, a Chinese sentence. */
export type AuditOutcome = { readonly report: Pick<Sums, 'period' | 'verdict'> } | { readonly error: string };

export interface NewAudit {
	readonly site: string;
	readonly cause: Audit['cause'];
	readonly asOf: string;
	readonly dueAt?: string;
	readonly now: string;
}
