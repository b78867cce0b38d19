import { hostname } from 'node:os';
import type { Progress } from '../audit.ts';
import type { AuditOutcome, AuditProgress, NewAudit } from '../reports/store/audit-model.ts';
import type { Store } from '../reports/store.ts';
import { type Ending, signEveryMs, tellStarter } from './audit-link.ts';

/** Where others can see how one audit goes, and how it ended. */
export interface Trace {
	readonly update: (progress: Progress) => void;
	readonly end: (outcome: AuditOutcome, ending: Ending) => Promise<void>;
}

/** A beat every second, with the latest progress; the first progress and the last phases of an audit do not wait for it. */
const beating = (beat: (progress: AuditProgress | undefined) => void) => {
	let last: AuditProgress | undefined;
	const timed = (): AuditProgress | undefined => last && { ...last, memoryBytes: process.memoryUsage.rss() };
	const timer = setInterval(() => beat(timed()), signEveryMs).unref();
	return {
		update: ({ site: _, ...progress }: Progress): void => {
			const isNewPhase = progress.phase !== last?.phase;
			last = progress;
			if (isNewPhase) beat(timed());
		},
		stop: () => clearInterval(timer),
	};
};

/** The trace of an audit that another process wants: that one hears of it, and keeps the row. */
export const traceToStarter = (id: number): Trace & { readonly stopped: () => Promise<void> } => {
	const { update, stop } = beating((progress) =>
		tellStarter({ id, sign: 'alive', ...(progress ? { progress } : {}) }),
	);
	const end = (ending: Ending & { readonly outcome?: AuditOutcome }): Promise<void> => {
		stop();
		return tellStarter({ id, sign: 'ended', ...ending });
	};
	return {
		update,
		end: (outcome, ending) => end({ outcome, ...ending }),
		/** It was told to end before it had an outcome. */
		stopped: () => end({ isKept: false, isTry: false }),
	};
};

/** An audit that a person started. */
export interface HandAudit extends NewAudit {
	/** It is all that the schedule would do: judged by today, every page, its report where all reports lie. */
	readonly isWhole: boolean;
	/** The day to judge by if the schedule were to do it now. */
	readonly today: string;
}

/**
 * The trace of an audit that a person started: the site's row that waits in the queue, else one of its own, unless the site has one
 * under way. What the schedule wanted goes back into the queue where this audit fails or does less. A store that refuses leaves the
 * audit without a trace.
 */
export const traceToStore = async (
	store: Store,
	{ isWhole, today, ...audit }: HandAudit,
	now: () => Date,
): Promise<Trace> => {
	const { pid } = process;
	const row = await store.begin(audit, { host: hostname(), pid }).catch(() => undefined);
	if (!row) return noTrace;
	const giveBack = async (outcome: AuditOutcome): Promise<void> => {
		// One that was cut off is gone on with; one that came to an end is begun anew.
		if ('report' in outcome) await store.setAsOf(row, today);
		await store.requeue([row]);
	};
	let last: Promise<unknown> = Promise.resolve();
	const { update, stop } = beating((progress) => {
		last = store.heartbeat(row, now().toISOString(), progress).catch(() => {});
	});
	return {
		update,
		end: async (outcome) => {
			stop();
			await last;
			const isSettled = row.cause === 'hand' || (isWhole && 'report' in outcome);
			const end = isSettled ? store.finish(row, now().toISOString(), outcome) : giveBack(outcome);
			await end.catch(() => {});
		},
	};
};

export const noTrace: Trace = { update: () => {}, end: async () => {} };
