import { join } from 'node:path';
import { createBrowserPool } from '../crawler/browser/browser-pool.ts';
import { writableFolder } from '../crawler/folder.ts';
import { createHosts } from '../crawler/net/hosts.ts';
import { spoken } from '../reports/formats/spoken.ts';
import { loadProfile } from '../reports/profile.ts';
import { type AuditOpening, type AuditOrder, ordersOfStarter, tellStarter } from './audit-link.ts';
import { openRecords } from './audit-records.ts';
import { traceToStarter } from './audit-trace.ts';
import type { Context } from './command.ts';
import { openLogs } from './log.ts';
import { type AuditSetting, auditOne } from './one-audit.ts';
import { noteSurroundings, proxyHint } from './surroundings.ts';

type Wanted = Extract<AuditOrder, { order: 'audit' }>;

/** What all audits of this process share. Throws where the installation is not in order. */
const openSetting = async (
	context: Context,
	{ file, config, pages }: AuditOpening,
): Promise<AuditSetting> => {
	const logs = await openLogs(context, config.out, file);
	const records = await openRecords({ context, file, config, isStarted: true }).catch((error: unknown) => {
		// They are opened anew with the next audit.
		logs.close();
		throw error;
	});
	noteSurroundings(context, config, logs);
	return {
		...{ context, config, records, logs },
		out: config.out,
		hosts: createHosts(),
		browsers: createBrowserPool({ pages }),
		wayOut: proxyHint(context.io.environment, config.network),
	};
};

/** One audit, from the first sign of life to the last word. Never rejects. */
const carryOut = async (
	setting: AuditSetting,
	{ id, lease, site, asOf }: Wanted,
	signal: AbortSignal,
): Promise<void> => {
	const { out, records } = setting;
	try {
		// From the first sign of life on, what goes wrong is the site's.
		await writableFolder(join(out, site.id));
		await loadProfile(site.profile ?? 'national');
	} catch (error) {
		await tellStarter({ id, sign: 'ended', outcome: { error: spoken(error) }, isKept: false, isTry: false });
		return;
	}
	await tellStarter({ id, sign: 'alive' });
	const trace = traceToStarter(id);
	const held = lease === undefined ? undefined : { id, lease };
	await auditOne(setting, {
		...{ site, asOf, trace, signal },
		warn: (error) => void tellStarter({ id, sign: 'said', words: spoken(error) }),
		keep: (report, written, profile) => records.keep(report, written, profile, held),
		...(held ? { mayReport: () => records.mayReport(held) } : {}),
	});
	if (signal.aborted) await trace.stopped();
};

/** The audits that whoever started this process wants of it, side by side, until that one is gone. */
export const auditForStarter = async (context: Context): Promise<number> => {
	const running = new Map<number, AbortController>();
	let opening: AuditOpening | undefined;
	let setting: Promise<AuditSetting> | undefined;
	/** What could not be had is looked for again with the next audit. */
	const settingOf = (given: AuditOpening): Promise<AuditSetting> => {
		const opened = setting ?? openSetting(context, given);
		setting = opened;
		opened.catch(() => {
			if (setting === opened) setting = undefined;
		});
		return opened;
	};
	const begin = async (wanted: Wanted, ending: AbortController): Promise<void> => {
		const { id } = wanted;
		try {
			if (opening) await carryOut(await settingOf(opening), wanted, ending.signal);
		} catch (error) {
			const isTry = false;
			await tellStarter({ id, sign: 'ended', outcome: { error: spoken(error) }, isKept: false, isTry });
		} finally {
			running.delete(id);
		}
	};
	for await (const wanted of ordersOfStarter()) {
		if (wanted.order === 'open') {
			opening = wanted;
			settingOf(wanted).catch(() => {}); // Each audit hears of it.
		} else if (wanted.order === 'stop') running.get(wanted.id)?.abort();
		else {
			const ending = new AbortController();
			running.set(wanted.id, ending);
			void begin(wanted, ending);
		}
	}
	return 0;
};
