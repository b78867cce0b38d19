import { UsageError } from '../arguments.ts';
import type { Config } from '../config.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import type { AuditOutcome, AuditProgress } from '../reports/store/audit-model.ts';

/** The installation of a process that audits for another, in the starter's words: what the file says meanwhile is for its next start. */
export interface AuditOpening {
	/** The configuration's file. */
	readonly file: string;
	/** Without sites. */
	readonly config: Config;
	/** Pages that its browsers may have open at once. */
	readonly pages: number;
}

/** What a process that audits for another is told; plain data over the channel between the two. The first is `open`. */
export type AuditOrder =
	| ({ readonly order: 'open' } & AuditOpening)
	| {
			readonly order: 'audit';
			/** The audit's number in the store. */
			readonly id: number;
			/** By which its starter holds it there. */
			readonly lease?: string | undefined;
			readonly site: SiteConfig;
			/** The day to judge by, YYYY-MM-DD. */
			readonly asOf: string;
	  }
	| { readonly order: 'stop'; readonly id: number };

/** What it tells of one audit, besides its number: a sign of life, a line for whoever reads the log, or the last word. */
type AuditSign =
	/** Sent every second, also while there is nothing new; the first once the installation is seen to be in order. */
	| { readonly sign: 'alive'; readonly progress?: AuditProgress }
	| { readonly sign: 'said'; readonly words: string }
	/** Without an outcome where it was told to stop. */
	| ({ readonly sign: 'ended'; readonly outcome?: AuditOutcome } & Ending);

export type AuditMessage = AuditSign & { readonly id: number };

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

/** What whoever started this process wants of it, until that one is gone. Throws where nobody started it. */
export async function* ordersOfStarter(): AsyncGenerator<AuditOrder, void> {
	if (!process.send)
		throw new UsageError('选项 --started 只供 gongkai serve 和 gongkai worker 启动审计时使用');
	const waiting: AuditOrder[] = [];
	let wake = (): void => {};
	// Only our own program holds the other end. One that is gone without a word ends this process as well.
	process.on('message', (order) => {
		waiting.push(order as AuditOrder);
		wake();
	});
	for (;;) {
		for (let order = waiting.shift(); order; order = waiting.shift()) yield order;
		await new Promise<void>((resolve) => {
			wake = resolve;
		});
	}
}
