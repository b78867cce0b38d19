import PQueue from 'p-queue';
import type { Rechecks } from '../dashboard/context.ts';
import type { Store } from '../reports/store.ts';
import { notStarted, type RecheckAsked, type RecheckChild, startRecheck } from './recheck-child.ts';

/** Second looks that run at once, each in a process of its own. */
const atOnce = 2;

/** Sites of which something waits, at most: whoever asks for more is to come again. */
const mostWaiting = 50;

/** Failures that are remembered. */
const mostKept = 1000;

/** Why a second look could not be had, and of which findings; absent: of all that stand. */
interface Failure {
	readonly reason: string;
	readonly findings?: ReadonlySet<string>;
}

/** Second looks that the dashboard asks for: one at a time a site, and never beside its audit. `stop` ends what runs. */
export const createRecheckJobs = (
	store: Store,
	file: string,
	start: typeof startRecheck = startRecheck,
): Rechecks & { readonly stop: () => Promise<void> } => {
	const queue = new PQueue({ concurrency: atOnce });
	/** By site, which findings; undefined: all that stand. */
	const busy = new Map<string, ReadonlySet<string> | undefined>();
	const failures = new Map<string, Failure>();
	const running = new Set<RecheckChild>();

	const fail = ({ site, findings }: RecheckAsked, reason: string | undefined): void => {
		failures.delete(site);
		if (reason === undefined) return;
		failures.set(site, { reason, ...(findings ? { findings: new Set(findings) } : {}) });
		const [oldest] = failures.keys();
		if (failures.size > mostKept && oldest !== undefined) failures.delete(oldest);
	};
	/** Why it could not be done; undefined where it was. */
	const carryOut = async (asked: RecheckAsked): Promise<string | undefined> => {
		let child: RecheckChild;
		try {
			child = start(file, asked);
		} catch {
			// The machine has no memory for a process: no reason to end the dashboard.
			return notStarted;
		}
		running.add(child);
		return child.ended.finally(() => running.delete(child));
	};
	const isAudited = async (site: string): Promise<boolean> =>
		(await store.audits({ site, states: ['running'], limit: 1 })).length > 0;

	return {
		ask: async (asked) => {
			const { site } = asked;
			if (busy.has(site)) return '这个网站正在复查，等它结束再试';
			if (queue.size >= mostWaiting) return '等待复查的网站太多，请稍后再试';
			busy.set(site, asked.findings && new Set(asked.findings));
			const release = (): boolean => busy.delete(site);
			try {
				if (await isAudited(site)) {
					release();
					return '这个网站正在审计，审计会重看全部问题，等它结束再复查';
				}
			} catch (error) {
				release();
				throw error;
			}
			failures.delete(site);
			void queue.add(async () => {
				fail(asked, await carryOut(asked));
				release();
			});
			return undefined;
		},
		isBusy: (site, finding) =>
			busy.has(site) && (finding === undefined || (busy.get(site)?.has(finding) ?? true)),
		failure: (site, finding) => {
			const failed = failures.get(site);
			const isMeant = finding === undefined || !failed?.findings || failed.findings.has(finding);
			return isMeant ? failed?.reason : undefined;
		},
		stop: async () => {
			queue.clear();
			for (const child of running) child.stop();
			await queue.onIdle();
		},
	};
};
