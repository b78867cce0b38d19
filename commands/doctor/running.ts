import { dayName } from '../../checks/facts/calendar.ts';
import type { Config } from '../../config.ts';
import { sizeText } from '../../reports/formats/size.ts';
import { plain } from '../../reports/formats/text.ts';
import { type Audit, isTakenOut } from '../../reports/store/audit-model.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { shanghaiTime } from '../../reports/time.ts';
import { createTimetable } from '../../schedule.ts';
import { isServed } from '../serve-lock.ts';
import { sitesOf } from '../site-list.ts';
import { isCurrent } from './database.ts';
import { bad, type Examiner, type Finding, good, note, type Patient } from './examine.ts';

const dayMs = 86_400_000;

const clockOf = (instant: string): string => {
	const time = shanghaiTime(instant);
	return `${dayName(time.slice(0, 10))} ${time.slice(11, 16)}`;
};

/** A few names, and how many there are where there are more. */
const few = (names: readonly string[]): string =>
	names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')} 等 ${names.length} 个`;

type Look = (store: Store, patient: Patient) => Promise<readonly Finding[]>;

/** Asks the store, where it is there and needs no upgrade: whoever only looks changes nothing. */
const ofStore = (id: string, name: string, look: Look): Examiner => ({
	id,
	name,
	look: async (patient) => {
		const { database } = patient.config;
		if (!isCurrent(database)) return [];
		const store = await openStore(database);
		try {
			return await look(store, patient);
		} finally {
			await store.close();
		}
	},
});

export const schedule = ofStore('schedule', '定时审计', async (store, { config, now }) => {
	const at = now();
	const sites = await sitesOf(store, config, at);
	if (sites.length === 0)
		return [note('还没有网站', '写在配置的 sites 下，或用 gongkai sites import 文件 导入')];
	const timetable = createTimetable(config.schedule);
	const unreadable = sites.filter(
		({ schedule }) => schedule !== undefined && !timetable.isReadable(schedule),
	);
	const unread = unreadable.map(({ id }) => id);
	const wrong =
		unreadable.length > 0
			? [
					bad(
						`${few(unread)} 的定时“${plain(unreadable[0]?.schedule ?? '')}”看不懂，不会自动审计`,
						'改成五段的 cron 表达式（分 时 日 月 周），再导入一次名单',
					),
				]
			: [];
	const [next] = timetable.next(sites, at);
	if (!next)
		return [
			...wrong,
			note(`${sites.length} 个网站，没有会到来的定时，不会自动审计`, '在配置里写 schedule，如 "0 2 1 * *"'),
		];
	return [...wrong, good(`${sites.length} 个网站，下次 ${clockOf(next.at.toISOString())}`)];
});

/** Whoever comes from another machine signs in, and nobody reads on the way what they type. */
export const access = ofStore('access', '看板的访问', async (store, { config }) => {
	const { host, publicUrl } = config.dashboard;
	const isOpen = publicUrl !== undefined || !/^(?:localhost|127\.0\.0\.1|::1)$/.test(host);
	if (!isOpen) return [good('只在本机打开')];
	if (!(await store.users.hasAdministrator()))
		return [
			bad(
				'看板要让别的机器打开，但还没有管理员，gongkai serve 不会启动',
				'运行 gongkai user add 用户名 --role administrator',
			),
		];
	return [
		publicUrl?.startsWith('https:')
			? good(`对外地址 ${publicUrl}，须登录`)
			: note(
					'看板可从别的机器打开，但对外地址不是 https，密码会明文经过网络',
					'用反向代理加上 https，把对外网址写在配置的 dashboard.publicUrl',
				),
	];
});

/** Whether somebody audits at all, and whether two do. */
export const serving = ofStore('serving', '运行情况', async (store, { config }) => {
	const pause = await store.operations.pause();
	const paused = pause
		? [
				note(
					`审计自 ${clockOf(pause.at)} 起由${plain(pause.by)}暂停，排队的不会开始`,
					'在看板的“审计进度”页恢复',
				),
			]
		: [];
	if (isServed(config.database)) return [...paused, good('gongkai serve 正在运行定时审计')];
	return [
		...paused,
		config.schedule === undefined
			? good('没有运行 gongkai serve，配置里也没有 schedule')
			: note(
					'gongkai serve 没有在运行，到点不会审计',
					'启动 gongkai serve（最好交给 systemd，写法见 docs/deploy.md）',
				),
	];
});

/** Audits that are looked back at. */
const lookBack = 200;
const lookBackMs = 35 * dayMs;

/** The reasons, the most frequent first. */
const reasonsOf = (failed: readonly Audit[]): string => {
	const counts = Map.groupBy(failed, ({ error = '' }) => plain(error).replace(/（.*）/g, ''));
	const sorted = [...counts].sort(([, a], [, b]) => b.length - a.length).slice(0, 3);
	return sorted.map(([reason, all]) => `${reason || '原因未记录'}（${all.length} 个）`).join('；');
};

export const audits = ofStore('audits', '最近的审计', async (store, { now }) => {
	const since = new Date(now().getTime() - lookBackMs).toISOString();
	const ended = (await store.audits({ states: ['done', 'failed'], limit: lookBack })).filter(
		({ finishedAt = '' }) => finishedAt >= since,
	);
	const ahead = ended.find(({ finishedAt = '' }) => Date.parse(finishedAt) > now().getTime() + 3_600_000);
	const clock = ahead
		? [
				{
					...{ id: 'clock', name: '时钟' },
					...bad(
						`有审计结束于 ${clockOf(ahead.finishedAt ?? '')}，比系统时间还晚`,
						'校准系统时间（如启用 NTP）：期限和定时都按它判断',
					),
				},
			]
		: [];
	if (ended.length === 0) return [...clock, good('35 天内没有审计')];
	const failing = await store.operations.failedSites();
	const failed = ended.filter(
		(audit) => audit.state === 'failed' && !isTakenOut(audit) && failing.includes(audit.site),
	);
	if (failed.length === 0) return [...clock, good(`35 天内最近的 ${ended.length} 次审计，没有失败未补的`)];
	const sites = [...new Set(failed.map(({ site }) => site))];
	const words = `${few(sites)} 最近一次审计失败：${reasonsOf(failed)}`;
	const repair = '在看板的“审计进度”页看每个网站怎么办，改好后在那里重新审计';
	return [...clock, failed.length * 2 > ended.length ? bad(words, repair) : note(words, repair)];
});

const receiverNames = ({ notices: { receivers } }: Pick<Config, 'notices'>): string[] =>
	receivers.map(({ id }) => id);

export const notices = ofStore('notices', '通知', async (store, { config, now }) => {
	const ids = receiverNames(config);
	if (ids.length === 0) return [good('没有配置收件人，不发通知')];
	const since = new Date(now().getTime() - 30 * dayMs).toISOString();
	const all = (await store.notices({ limit: 1000 })).filter(({ createdAt }) => createdAt >= since);
	const lastOf = (id: string) => all.find(({ receiver }) => receiver === id);
	const wrong = ids.flatMap((id) => {
		const last = lastOf(id);
		if (!last || last.state === 'sent' || last.error === undefined) return [];
		const words = `${id} 最近的通知没有送到：${plain(last.error)}`;
		const repair = `改好后用 gongkai notices test ${id} 试发，再在看板的“通知”页重发`;
		return [last.state === 'failed' ? bad(words, repair) : note(words, repair)];
	});
	if (wrong.length > 0) return wrong;
	const sent = all.find(({ state }) => state === 'sent');
	return [
		good(
			sent?.endedAt
				? `${ids.length} 个收件人，最近一次送到 ${clockOf(sent.endedAt)}`
				: `${ids.length} 个收件人，30 天内还没有要发的`,
		),
	];
});

/** What the next round of audits needs beside what is free. */
export const room = ofStore('room', '下一轮审计的空间', async (store) => {
	const use = await store.operations.kept('disk');
	if (use?.nextRound === undefined) return [];
	const words = `报告目录所在磁盘剩 ${sizeText(use.free)}，下一轮审计估计要 ${sizeText(use.nextRound)}`;
	const repair =
		'腾出空间，运行 gongkai tidy，或调小配置里的 retention.archiveMonths、evidence.keepDays 和 evidence.megabytes';
	return [
		use.free < use.nextRound
			? bad(words, repair)
			: use.free < 2 * use.nextRound
				? note(words, repair)
				: good(words),
	];
});
