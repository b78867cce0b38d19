import { z } from 'zod';
import { columnKinds } from '../crawler/site-config.ts';
import { evidenceSchema, responseSchema } from './proof-model.ts';

/** YYYY-MM-DD, Asia/Shanghai. */
const day = z.iso.date();
/** With its offset, which is +08:00 in reports that we write. */
const time = z.iso.datetime({ offset: true });
const count = z.int().min(0);
const points = z.number().min(0);
const text = z.string();
const address = z.string().min(1);

/** Who said it, when and why. */
const saying = {
	by: z.string().min(1),
	at: time,
	reason: text.optional(),
};

/** What a person said of a finding, and what the program itself had said. */
const rulingSchema = z.strictObject({
	kind: z.enum(['confirmed', 'rejected', 'waived', 'disputed', 'upheld', 'withdrawn']),
	...saying,
	/** Of a waiver: its last day. */
	until: day.optional(),
	told: z.strictObject({
		state: z.enum(['new', 'open', 'fixed', 'regressed']),
		certainty: z.enum(['certain', 'review']),
		dueOn: day.optional(),
	}),
});

/** A maintainer says that it is being repaired, which changes no score. */
const repairingSchema = z.strictObject({
	...saying,
	/** The day on which it is to be done. */
	until: day.optional(),
});

export const vetoStates = ['holds', 'clear', 'not-assessed', 'awaits-person'] as const;
export const findingStates = ['new', 'open', 'fixed', 'regressed', 'waived', 'disputed'] as const;

const findingSchema = z.strictObject({
	/** Stable across runs: the same fault on the same subject has the same id. */
	id: z.string().min(1),
	check: z.string().min(1),
	/** The URL at fault. */
	subject: address,
	/** Which, where one subject can have several; else absent. */
	key: text.optional(),
	severity: z.enum(['veto', 'major', 'minor']),
	certainty: z.enum(['certain', 'review']),
	message: z.string().min(1),
	/** The first pages where the fault is met; the subject itself where nobody says otherwise. */
	foundOn: z.array(address).max(20),
	foundOnCount: count,
	basis: text,
	evidence: evidenceSchema,
	state: z.enum(findingStates),
	/** Seven working days after it was first seen; absent where that year has no official calendar, a person has yet to look, or nothing can be undone. */
	dueOn: day.optional(),
	firstSeen: day,
	/** The day of the last audit that saw it. */
	lastSeen: day,
	/** Carried over from an earlier report: this run could not look again, and the finding costs no points. Else absent. */
	carried: z.literal(true).optional(),
	/** What a person said of it: state, certainty and term above follow from that. */
	ruling: rulingSchema.optional(),
	/** Under repair, by who says so; absent where nobody does, and once there is nothing left to repair. */
	repairing: repairingSchema.optional(),
});

const itemSchema = z.strictObject({
	indicator: z.string().min(1),
	max: points,
	/** Never more than `max`; 0 where the indicator was not observed. */
	deducted: points,
	observed: z.boolean(),
	/** Findings that cost points here, also those beyond the cap. */
	findings: count,
	/** How that was reckoned, check by check: so many findings at so many points each, and the cap where it held. */
	costs: z
		.array(
			z.strictObject({
				check: z.string().min(1),
				at: z.array(z.strictObject({ each: points, findings: count })),
				/** After the check's own cap. */
				points,
				upTo: points.optional(),
				/** The figures stand in the rule's source; others are defaults of the profile. */
				verified: z.boolean(),
			}),
		)
		.optional(),
	/** Points that a person deducted besides, for what no crawler can see; the indicator counts as observed. */
	entered: z.strictObject({ points, ...saying }).optional(),
});

const vetoSchema = z.strictObject({
	id: z.string().min(1),
	state: z.enum(vetoStates),
	findings: count,
	/** What a person said of it, and the state that the program had told. */
	ruling: z.strictObject({ holds: z.boolean(), ...saying, told: z.enum(vetoStates) }).optional(),
});

const inspectionSchema = z.strictObject({
	verdict: z.enum(['qualified', 'unqualified', 'not-assessed']),
	vetoes: z.array(vetoSchema),
	/** Scaled to 100 over what was observed, and the bonus besides; null where the verdict is `not-assessed`. */
	total: points.nullable(),
	outOf: z.literal(100),
	/** Points that could be observed, out of 100. */
	observed: points,
	items: z.array(itemSchema),
	/** 加分: what a person entered; `counted` of it are in `total`, which only a portal above the bonus mark has. */
	bonus: z.strictObject({ points, counted: points, ...saying }).optional(),
});

const disclosureSchema = inspectionSchema.omit({ verdict: true, vetoes: true, bonus: true });

const columnSchema = z.strictObject({
	url: address,
	title: text,
	kind: z.enum(columnKinds),
	items: count,
	lastPublishedOn: day.nullable(),
	recognisedBy: text,
	/** How sure the kind is; a `likely` one makes no finding about staleness or emptiness certain. */
	sure: z.enum(['certain', 'likely']).optional(),
	complete: z.boolean(),
	/** What the column turned out to be; `unloaded`: its list could not be loaded. */
	content: z.enum(['list', 'text', 'empty', 'stated-empty', 'elsewhere', 'unloaded']).optional(),
	/** Address of the column above it, where it is a sub-column. */
	parent: address.optional(),
	/** The department or town within the site whose column it is; absent for the site's own. */
	organ: text.optional(),
	/** The last day on which it is fresh, by its newest entry and the profile's term; absent where none runs, or its newest entry is not known. */
	dueOn: day.optional(),
});

const documentSchema = z.strictObject({
	url: address,
	title: text,
	documentNumber: text.nullable(),
	issuer: text.nullable(),
	writtenOn: day.nullable(),
	publishedOn: day.nullable(),
	publicMarker: text.nullable(),
	validity: z.enum(['valid', 'expired', 'abolished', 'unknown']),
	interpretations: z.array(address),
	attachments: z.array(address),
	/** `interpretation`: the page explains another document. Default: `policy`. */
	role: z.enum(['policy', 'interpretation']).optional(),
	/** Where each fact was read, such as `{"title": "meta:ArticleTitle", "writtenOn": "table:成文日期"}`. */
	sources: z.record(z.string(), z.string()).optional(),
	/** Names of the facts in `sources` that are likely and not certain; absent where all are certain. */
	doubtful: z.array(text).optional(),
	/** Each of those that issue it together; absent where one does. */
	issuers: z.array(text).optional(),
	/** What kind of paper it is, in Chinese: 办法, 通知, 批复, 图解. */
	documentType: text.optional(),
	/** 索引号, as written. */
	indexNumber: text.optional(),
	/** 主题分类, as written. */
	topicCategory: text.optional(),
	/** 来源, as written. */
	source: text.optional(),
	/** 公开属性, as written: 主动公开. */
	publicAttribute: text.optional(),
	/** As the page writes it: 有效, 已废止. */
	validityLabel: text.optional(),
	/** The words that `validity` rests on, and where they stand; absent where it is unknown. */
	validityEvidence: z.strictObject({ from: text, snippet: text }).optional(),
	/** Of an interpretation: the documents that it explains. Absent on policies. */
	explains: z.array(address).optional(),
});

/** The contract's report; a key that it does not name is refused. */
export const reportSchema = z
	.strictObject({
		schemaVersion: z.literal('1'),
		site: z.strictObject({
			id: z.string().regex(/^[a-z0-9-]+$/),
			name: text,
			url: address,
			/** A department is judged by the vetoes alone; its number is the project's own. */
			type: z.enum(['portal', 'department']).optional(),
			/** Sibling hosts that the audit took in by itself, and what showed that they are the same government's. */
			hosts: z.array(z.strictObject({ host: z.string().min(1), recognisedBy: text })).optional(),
		}),
		period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
		asOf: day,
		run: z.strictObject({
			startedAt: time,
			finishedAt: time,
			complete: z.boolean(),
			stopReason: text.nullable(),
			pagesFetched: count,
			pagesRendered: count,
			linksChecked: count,
			requests: count,
			bytes: count,
		}),
		scores: z.strictObject({ inspection: inspectionSchema, disclosure: disclosureSchema }),
		checks: z.array(
			z.strictObject({
				id: z.string().min(1),
				outcome: z.enum(['assessed', 'not-assessed']),
				/** Why it could not be assessed; absent where it was. */
				reason: text.optional(),
			}),
		),
		coverage: z.strictObject({
			share: z.number().min(0).max(1),
			notSeen: z.array(
				z.strictObject({
					what: z.string().min(1),
					why: z.enum(['wall', 'robots', 'budget', 'timeout', 'error']),
					count,
				}),
			),
		}),
		/** Templates that scripts could draw: by which lane their pages were taken, and on what evidence. */
		lanes: z
			.array(
				z.strictObject({
					what: z.string().min(1),
					lane: z.enum(['http', 'browser']),
					pages: count,
					/** Pages that both lanes saw, and those of which the browser saw more. */
					compared: count,
					gained: count,
					evidence: text.optional(),
				}),
			)
			.optional(),
		profile: z.strictObject({
			name: z.string().min(1),
			hash: z.string().min(1),
			/** Last day of the statute data that was judged by. */
			statutesAsOf: day.optional(),
		}),
		columns: z.array(columnSchema),
		documents: z.array(documentSchema),
		findings: z.array(findingSchema),
		/** What will be a finding if nobody does anything, the soonest first; it is none yet, and costs nothing. */
		upcoming: z
			.array(
				z.strictObject({
					/** The check that will tell it. */
					check: z.string().min(1),
					subject: address,
					/** Of the column or the document. */
					title: text.optional(),
					/** The last day on which all is well. */
					dueOn: day,
					message: z.string().min(1),
				}),
			)
			.optional(),
		/** By address, each once however many findings rest on it: how their subjects and the first pages that hold them answered. */
		responses: z.record(address, responseSchema).optional(),
	})
	.refine(({ period, asOf }) => asOf.startsWith(period), 'asOf 应在 period 这个月里');

export type Report = z.infer<typeof reportSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Ruling = z.infer<typeof rulingSchema>;
export type SeenResponse = z.infer<typeof responseSchema>;
export type Inspection = z.infer<typeof inspectionSchema>;
export type Disclosure = z.infer<typeof disclosureSchema>;
export type ScoreItem = z.infer<typeof itemSchema>;
export type Veto = Inspection['vetoes'][number];
export type ReportColumn = z.infer<typeof columnSchema>;
export type ReportDocument = z.infer<typeof documentSchema>;
export type CheckOutcome = Report['checks'][number];
export type Upcoming = NonNullable<Report['upcoming']>[number];
