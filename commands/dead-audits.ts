import { isAlive } from '../crawler/alive.ts';
import type { Audit, Owner } from '../reports/store/audit-model.ts';
import type { Store } from '../reports/store.ts';
import { createSilence, type Silence } from './silence.ts';

/** Silent for so long, a process is taken for dead; its number may be another's by now. */
const silenceMs = 60_000;
/** An audit that a person started may be busy for so long with judging a large site. */
const busyMs = 15 * 60_000;

const isSilent = ({ cause }: Audit, ms: number): boolean => ms > (cause === 'hand' ? busyMs : silenceMs);

/** Of one on our own machine. */
const isDead = (audit: Audit, owner: Owner, now: Date): boolean => {
	const { pid, seenAt } = audit;
	// A container gives its processes the same few numbers each time: ours was its predecessor's.
	if (pid === undefined || pid === owner.pid || !isAlive(pid)) return true;
	return isSilent(audit, now.getTime() - Date.parse(seenAt ?? '1970-01-01'));
};

interface Settling {
	/** These are left alone. */
	readonly mine?: ReadonlySet<number>;
	/** Those of one cause. Default: all. */
	readonly only?: Audit['cause'];
	/** What is known of other machines from look to look. Default: nothing, and all of theirs is left alone. */
	readonly silence?: Silence;
	/** Takes in the reports of a site that the store does not have. */
	readonly takeIn?: (site: string) => Promise<unknown>;
}

/**
 * Sees to audits that are under way by the store, but whose process is gone: done where their report is there, else back in the
 * queue; those that a person started have failed. Returns how many are doubtful still:
 * not those of other machines that gave a sign since the last look.
 */
export const settleDead = async (
	store: Store,
	owner: Owner,
	now: Date,
	{ mine = new Set<number>(), only, silence = createSilence(), takeIn }: Settling = {},
): Promise<number> => {
	const running = await store.audits({ states: ['running'], limit: 100_000 });
	const others = running.filter(({ id, cause }) => !mine.has(id) && (!only || cause === only));
	const silent = silence.look(others.filter(({ host }) => host !== owner.host));
	const isGone = (audit: Audit): boolean => {
		const ms = silent.get(audit);
		return ms === undefined ? isDead(audit, owner, now) : isSilent(audit, ms);
	};
	const gone = new Set(others.filter(isGone));
	for (const audit of gone) {
		// Killed between its report and its last word, it is done all the same.
		await takeIn?.(audit.site);
		const report = await store.reportOf(audit);
		if (report) await store.finish(audit, now.toISOString(), { report });
		else if (audit.cause === 'hand')
			await store.finish(audit, now.toISOString(), {
				error: '审计中途停止，没有完成；再次运行同一命令，会从断处继续',
			});
		else await store.requeue([audit]);
	}
	return others.filter((audit) => !gone.has(audit) && silent.get(audit) !== 0).length;
};
