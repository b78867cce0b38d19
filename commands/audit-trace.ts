import { hostname } from 'node:os';
import type { Progress } from '../audit.ts';
import type { AuditOutcome, AuditProgress, NewAudit } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import { signEveryMs, tellStarter } from './audit-link.ts';

/** Where others can see how one audit goes, and how it ended. */
export interface Trace {
	readonly update: (progress: Progress) => void;
	readonly end: (outcome: AuditOutcome, isKept: boolean) => Promise<void>;
}

/** A beat every second, with the latest progress; the first progress and the last phases of an audit do not wait for it. */
const beating = (beat: (progress: AuditProgress | undefined) => void) => {
	let last: AuditProgress | undefined;
	const timer = setInterval(() => beat(last), signEveryMs).unref();
	return {
		update: ({ site: _, ...progress }: Progress): void => {
			const isNewPhase = progress.phase !== last?.phase;
			last = progress;
			if (isNewPhase) beat(last);
		},
		stop: () => clearInterval(timer),
	};
};

/** The trace of an audit that `serve` started: it hears of it, and keeps the row. */
export const traceToStarter = (): Trace => {
	const { update, stop } = beating((progress) =>
		tellStarter({ sign: 'alive', ...(progress ? { progress } : {}) }),
	);
	return {
		update,
		end: (outcome, isKept) => {
			stop();
			return tellStarter({ sign: 'ended', outcome, isKept });
		},
	};
};

/**
 * The trace of an audit that a person started: a row of its own, unless the site has one that is queued or under way. A store
 * that refuses leaves the audit without a trace.
 */
export const traceToStore = async (store: Store, audit: NewAudit, now: () => Date): Promise<Trace> => {
	const { pid } = process;
	const row = await store.begin(audit, { host: hostname(), pid }).catch(() => undefined);
	if (!row) return noTrace;
	let last: Promise<unknown> = Promise.resolve();
	const { update, stop } = beating((progress) => {
		last = store.heartbeat(row.id, now().toISOString(), progress).catch(() => {});
	});
	return {
		update,
		end: async (outcome) => {
			stop();
			await last;
			await store.finish(row.id, now().toISOString(), outcome).catch(() => {});
		},
	};
};

export const noTrace: Trace = { update: () => {}, end: async () => {} };
