import type { AuditOutcome, AuditProgress } from '../reports/store/model.ts';

/** What an audit that `serve` started tells it; plain data over the channel between the two. */
export type AuditMessage =
	/** Sent every second, also while there is nothing new. */
	| { readonly sign: 'alive'; readonly progress?: AuditProgress }
	/** The last word. `isKept`: the report stands in the store as well as on disk. */
	| { readonly sign: 'ended'; readonly outcome: AuditOutcome; readonly isKept: boolean };

/** Between two signs of life. */
export const signEveryMs = 1000;

/** The channel to whoever started this process; a starter that is gone hears nothing, and the process ends anyway. */
export const tellStarter = (message: AuditMessage): Promise<void> =>
	new Promise((resolve) => {
		if (!process.send || !process.connected) resolve();
		else process.send(message, undefined, {}, () => resolve());
	});
