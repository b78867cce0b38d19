import { UsageError } from '../arguments.ts';
import type { Config } from '../config.ts';
import type { AuditOutcome, AuditProgress } from '../reports/store/audit-model.ts';

/** All that `serve` tells an audit that it starts, in its own words: what the file says meanwhile is for its next start. */
export interface AuditJob {
	/** The configuration's file. */
	readonly file: string;
	/** With the one site that is to be audited. */
	readonly config: Config;
}

/** What an audit that `serve` started tells it; plain data over the channel between the two. */
export type AuditMessage =
	/** Sent every second, also while there is nothing new. */
	| { readonly sign: 'alive'; readonly progress?: AuditProgress }
	/** The last word. */
	| ({ readonly sign: 'ended'; readonly outcome: AuditOutcome } & Ending);

/** What else there is to say of an audit that has ended. */
export interface Ending {
	/** The report stands in the store as well as on disk. */
	readonly isKept: boolean;
	/** It tells something of the site; not where the machine was at fault, such as by a full disk. */
	readonly isTry: boolean;
}

/** Between two signs of life. */
export const signEveryMs = 1000;

/** The channel to whoever started this process; a starter that is gone hears nothing, and the process ends anyway. */
export const tellStarter = (message: AuditMessage): Promise<void> =>
	new Promise((resolve) => {
		if (!process.send || !process.connected) resolve();
		else process.send(message, undefined, {}, () => resolve());
	});

/** What whoever started this process wants audited. Throws where nobody did. */
export const jobFromStarter = (): Promise<AuditJob> =>
	new Promise((resolve, reject) => {
		// Only our own program holds the other end. One that is gone without a word ends this process as well.
		if (process.send) process.once('message', (job) => resolve(job as AuditJob));
		else reject(new UsageError('选项 --audit-id 只供 gongkai serve 启动审计时使用'));
	});
