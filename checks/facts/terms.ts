/** Terms and scopes that differ by place; a profile sets them. All days and months count back from the as-of date. */
export interface Terms {
	/** Working days from 成文日期 to the first publication. */
	readonly publicationDays: number;
	/** Working days from a document's publication to its first interpretation; 0: the same day. */
	readonly interpretationDays: number;
	/** Share of the site's metadata tables that must have a field before a table without it lacks it, 0 to 1. */
	readonly metadataShare: number;
	/** Tables needed for that share to mean anything. */
	readonly metadataSample: number;
	/** Share of an interpretation's sentences that may stand in the document, 0 to 1. */
	readonly copiedShare: number;
	/** Words that the operator adds to the curated ones; looked for in titles. */
	readonly typos: readonly { readonly wrong: string; readonly right: string }[];
	/** `required`: every 公文 must carry the public marker; `sibling`: judged by the issuer's own habit. */
	readonly publicMarker: 'required' | 'sibling';
	/** Share of the issuer's documents of the year that must carry the marker before its lack is certain, 0 to 1. */
	readonly publicMarkerShare: number;
	/** Documents of the issuer and year needed for that share to mean anything. */
	readonly publicMarkerSample: number;
	/** Calendar days or months without a new entry before a column is stale, by kind; kinds not named have none. */
	readonly staleAfter: Readonly<Record<string, { readonly days?: number; readonly months?: number }>>;
	/** `general`: titles of general application and normative documents; `normative`: only those labelled so; `all`: every policy document. */
	readonly interpretationScope: 'general' | 'normative' | 'all';
	/** Last day, MM-DD, on which the report of disclosure of the year before is due. */
	readonly governmentReportDue: string;
	readonly departmentReportDue: string;
	/** Report years that are asked for, the newest due one first. */
	readonly annualReportYears: number;
	/** Calendar days that rules of a government and decisions of weight must be open for opinions. */
	readonly weightyConsultationDays: number;
	/** Calendar days below which any consultation is short. */
	readonly consultationDays: number;
	/** Working days from the document that a draft became to the feedback on its consultation. */
	readonly feedbackDays: number;
	/** Calendar days from the end of a consultation after which feedback is looked for where no document came of it. */
	readonly feedbackWithoutDecisionDays: number;
	/** The same for the yearly statement of the website, and for the result of the evaluation of disclosure. */
	readonly websiteReportDue: string;
	readonly evaluationDue: string;
	/** Share of the pages of a kind that must lack a meta tag, 0 to 1: before it is told at all, and before it is certain. */
	readonly metaTagDoubt: number;
	readonly metaTagShare: number;
	/** Pages of the kind needed for that share to be certain. */
	readonly metaTagSample: number;
	/** Share of the visits between the audits that must fail before the homepage counts as unreachable, 0 to 1. */
	readonly unreachableShare: number;
	/** Days without anything new before the homepage is stale. */
	readonly homepageStaleDays: number;
	/** Months after which a message without a reply counts, and months back from which messages are looked at. */
	readonly unansweredMonths: number;
	readonly messageMonths: number;
	/** Working days in which a simple question is to be answered. */
	readonly replyDays: number;
	/** Elements of the eight that a guide must lack to count as incomplete. */
	readonly guideLacks: number;
	/** Calendar days for which it is told beforehand that a column will be stale (half of its own term at most), a document expires, and an annual report is due. */
	readonly warnStaleDays: number;
	readonly warnExpiryDays: number;
	readonly warnReportDays: number;
}
