import { z } from 'zod';
import { reportSchema } from '../../../reports/model.ts';
import type { KnownSite } from '../../../reports/store/model.ts';
import { shanghaiTime } from '../../../reports/time.ts';
import { count, day, id, month, name, text, time } from './plain.ts';

/** Sites and what a month's audit came to, as programs read them. */

export const siteSchema = name(
	'Site',
	z.strictObject({
		id,
		name: text,
		url: text,
		type: z.enum(['portal', 'department']),
		level: z.enum(['province', 'city', 'county', 'township']).optional(),
		district: text.optional(),
		maintainer: text.optional(),
		siteIdCode: text.optional(),
		schedule: text.optional().meta({ description: 'cron, Asia/Shanghai, where it has its own.' }),
		origin: z
			.enum(['config', 'register', 'report'])
			.meta({ description: 'Who names it; `report`: it is no longer audited.' }),
		knownSince: time,
	}),
);

export const siteAnswer = (site: KnownSite) => ({ ...site, knownSince: shanghaiTime(site.knownSince) });

const score = z.number().nullable();

export const sumsSchema = name(
	'MonthSums',
	z
		.strictObject({
			period: month,
			asOf: day,
			startedAt: time,
			finishedAt: time,
			complete: z.boolean(),
			stopReason: text.nullable(),
			verdict: z.enum(['qualified', 'unqualified', 'not-assessed']),
			inspection: score.meta({ description: 'Inspection score, scaled to 100; null where not assessed.' }),
			inspectionObserved: z.number().meta({ description: 'Points observed, out of 100.' }),
			disclosure: score.meta({ description: 'Disclosure score; null where nothing was observed.' }),
			disclosureObserved: z.number(),
			vetoesHeld: count,
			vetoesAwaiting: count,
			coverage: z.number().min(0).max(1),
			veto: count.meta({ description: 'Certain findings that stand, by severity.' }),
			major: count,
			minor: count,
			review: count.meta({ description: 'Findings that a person has to look at.' }),
			new: count,
			open: count,
			regressed: count,
			fixed: count,
			carried: count.meta({ description: 'From an earlier report; this audit could not look again.' }),
			disputed: count,
			waived: count,
			inspectionChange: score.meta({ description: 'Points more than in the last audited month before.' }),
			disclosureChange: score,
		})
		.meta({ description: 'What the audit that speaks for a month came to.' }),
);

const standing = {
	rank: z
		.int()
		.min(1)
		.optional()
		.meta({ description: 'Place among the month’s sites of its type, 1 the best; absent where not ranked.' }),
	overdue: count
		.optional()
		.meta({ description: 'Certain findings that still stand though their term is over.' }),
};

export const rowSchema = name(
	'SiteResult',
	z.strictObject({ site: siteSchema, sums: sumsSchema.optional(), ...standing }).meta({
		description: 'A site in a month; without `sums` where it was not audited.',
	}),
);

const { shape } = reportSchema;

export const checkSumsSchema = name(
	'CheckSums',
	z.strictObject({ check: id, certain: count, review: count, fixed: count, carried: count }),
);

export const monthStateSchema = z.enum(['draft', 'objections', 'frozen']);

export const siteMonthSchema = name(
	'SiteMonth',
	z.strictObject({
		site: siteSchema,
		state: monthStateSchema,
		sums: sumsSchema,
		...standing,
		scores: shape.scores,
		checks: shape.checks,
		coverage: shape.coverage,
		columns: shape.columns,
		run: shape.run,
		profile: shape.profile,
		upcoming: shape.upcoming,
		byCheck: z.array(checkSumsSchema),
	}),
);
