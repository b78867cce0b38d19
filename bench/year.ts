import { dueAfter } from '../reports/history.ts';
import { stands } from '../reports/judged.ts';
import type { Finding, Report } from '../reports/model.ts';
import { national } from '../reports/profiles/national.ts';

/** A number from 0 to 1 that is always the same for the same words. */
const chance = (...words: (string | number)[]): number => {
	let hash = 2_166_136_261;
	for (const character of words.join(' ')) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
	hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
	return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
};

const checks = [
	...(['broken-link', 'broken-link', 'broken-external-link', 'broken-attachment', 'soft-404'] as const),
	...(['missing-interpretation', 'unlinked-interpretation', 'missing-public-marker'] as const),
	...(['stale-column', 'empty-column', 'expired-document'] as const),
];
const kinds = ['news', 'notice', 'policy', 'interpretation', 'statutory', 'data', 'plan', 'other'] as const;

/** Ten to ninety, few of them many. */
const someFaults = (id: string): number => Math.floor(10 + 80 * chance(id, 'faults') ** 2);

const terms = new Map<string, Pick<Finding, 'certainty' | 'dueOn'>>();
/** A certain finding's term, by the day of which it is. */
const termFrom = (day: string): Pick<Finding, 'certainty' | 'dueOn'> => {
	const known = terms.get(day);
	if (known) return known;
	const dueOn = dueAfter(day);
	const term = { certainty: 'certain', ...(dueOn ? { dueOn } : {}) } as const;
	terms.set(day, term);
	return term;
};

/** A veto of a few sites holds, and one of some waits for a person. */
const vetoState = (place: number, held: number): 'holds' | 'awaits-person' | 'clear' => {
	if (place === 0 && held < 0.03) return 'holds';
	return place === 1 && held > 0.95 ? 'awaits-person' : 'clear';
};

/** Months of one of many made-up sites, as audits would have left them: findings come, stay, are repaired and return. */
export function* yearOf(
	id: string,
	name: string,
	periods: readonly string[],
	faults = someFaults(id),
): Generator<Report> {
	const url = `https://www.${id}.gov.cn/`;
	const first = new Map<number, string>();
	const was = new Set<number>();
	for (const period of periods) {
		const asOf = `${period}-15`;
		const findings: Finding[] = [];
		for (let n = 0; n < faults; n++) {
			const isThere =
				chance(id, n, 'there') < 0.7 ? chance(id, n, period) < 0.9 : chance(id, n, period) < 0.2;
			if (!isThere && !was.has(n)) continue;
			const firstSeen = first.get(n) ?? asOf;
			const state = !isThere ? 'fixed' : was.has(n) ? 'open' : first.has(n) ? 'regressed' : 'new';
			first.set(n, firstSeen);
			if (isThere) was.add(n);
			else was.delete(n);
			const check = checks[Math.floor(chance(id, n, 'check') * checks.length)] ?? 'broken-link';
			const subject = `${url}zwgk/zcwj/202${n % 7}0${(n % 9) + 1}/t2026${n}_${n * 37}.html`;
			findings.push({
				id: `${id}-${n}`.padEnd(16, 'f'),
				check,
				subject,
				severity: /column|expired/.test(check) ? 'major' : 'minor',
				...(chance(id, n, 'sure') < 0.8 ? termFrom(firstSeen) : { certainty: 'review' }),
				message: check.endsWith('column')
					? `栏目“动态要闻${n}”已 ${periods.indexOf(period) * 30 + n} 天没有新内容，请补充更新或撤并该栏目。`
					: `链接“关于印发第${n}号管理办法的通知”打不开（404），请恢复该页面，或改正、删除链接。`,
				foundOn: Array.from({ length: 1 + (n % 5) }, (_, page) => `${url}zwgk/list_${page}.html`),
				foundOnCount: 1 + (n % 5),
				basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
				evidence: { snippet: `HTTP 404，${n} 次尝试相隔 30 秒` },
				state,
				firstSeen,
				lastSeen: asOf,
			});
		}
		const standing = findings.filter(stands).length;
		const total = Math.max(40, Math.round(10_000 - standing * 80 - 900 * chance(id, period, 'score')) / 100);
		const held = chance(id, period, 'veto');
		yield {
			schemaVersion: '1',
			site: { id, name, url, type: chance(id, 'type') < 0.5 ? 'portal' : 'department' },
			period,
			asOf,
			run: {
				startedAt: `${asOf}T02:00:00.000+08:00`,
				finishedAt: `${asOf}T02:40:00.000+08:00`,
				complete: chance(id, period, 'cut') > 0.02,
				stopReason: null,
				pagesFetched: 3000,
				pagesRendered: 40,
				linksChecked: 9000,
				requests: 12_000,
				bytes: 90_000_000,
			},
			scores: {
				inspection: {
					verdict:
						total < 60 || held < 0.03
							? 'unqualified'
							: chance(id, period, 'wall') < 0.01
								? 'not-assessed'
								: 'qualified',
					vetoes: Object.keys(national.vetoes).map((veto, place) => ({
						id: veto,
						state: vetoState(place, held),
						findings: 0,
					})),
					total,
					outOf: 100,
					observed: 33,
					items: Object.entries(national.indicators)
						.filter(([, { score }]) => score === 'inspection')
						.map(([indicator, { max }]) => ({ indicator, max, deducted: 0, observed: true, findings: 0 })),
				},
				disclosure: {
					total: total - 3,
					outOf: 100,
					observed: 70,
					items: Object.entries(national.indicators)
						.filter(([, { score }]) => score === 'disclosure')
						.map(([indicator, { max }]) => ({ indicator, max, deducted: 0, observed: true, findings: 0 })),
				},
			},
			checks: [...new Set(checks)].map((check) => ({ id: check, outcome: 'assessed' })),
			coverage: {
				share: 0.9 + 0.1 * chance(id, period, 'seen'),
				notSeen: [{ what: `${url}oa/`, why: 'wall', count: 3 }],
			},
			profile: { name: 'national', hash: '0123456789ab' },
			columns: Array.from({ length: 80 }, (_, n) => ({
				url: `${url}zwgk/lm${n}/`,
				title: `栏目${n}`,
				kind: kinds[n % kinds.length] ?? 'other',
				items: n * 7,
				lastPublishedOn: asOf,
				recognisedBy: 'nav:政策文件',
				complete: true,
				content: 'list',
			})),
			documents: [],
			findings,
		};
	}
}
