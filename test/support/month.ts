import { buildReport, type CheckResult } from '../../reports/build.ts';
import type { Finding, Report } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { column, config, crawled, document, home, results } from './report.ts';

/** What a simulated audit found, and what became of it. */
export interface Simulated {
	readonly asOf: string;
	/** Site id. Default: linjiang. */
	readonly site?: string;
	readonly found?: readonly CheckResult[];
	readonly previous?: Report;
	readonly fixedBefore?: ReadonlyMap<string, Finding>;
	readonly complete?: boolean;
	readonly profile?: Profile;
	/** Hour of the day at which it began. Default: 1. */
	readonly hour?: number;
}

/** The report of a small site in order but for what was found, built by the real builder. */
export const reportOn = ({
	asOf,
	site = 'linjiang',
	found = [],
	complete = true,
	hour = 1,
	...past
}: Simulated): Report => {
	const at = (minutes: number): string =>
		`${asOf}T${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00.000Z`;
	const columns = [column('xw', 'news'), column('zc', 'policy'), column('tz', 'notice')];
	const documents = [document('a.html', '临政办发〔2026〕1号'), document('b.html')];
	const seen = new Set([home, ...columns.map(({ url }) => url), ...documents.map(({ url }) => url)]);
	return buildReport({
		config: { ...config, id: site, name: `${site}人民政府` },
		crawled: crawled(
			{ asOf, columns, documents, identity: { id: site, name: site, url: home, type: 'portal' } },
			{
				seen,
				unseen: new Map(),
				run: {
					...crawled().run,
					startedAt: at(0),
					finishedAt: at(5),
					complete,
					stopReason: complete ? null : '达到页数上限（50 页）',
				},
			},
		),
		results: results(...found),
		profile: national,
		...past,
	});
};
