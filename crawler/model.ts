import type { SeenAnswer } from './answers.ts';
import type { DocumentFacts, FileReading, ValidityStatement } from './document-facts.ts';
import type { LaneDecision, NotSeen, SeenPage } from './page-facts.ts';
import type { ColumnKind, SiteConfig } from './site-config.ts';
import type {
	AnnualReports,
	Consultation,
	Exposure,
	Feedback,
	Guide,
	HiddenTarget,
	Homepage,
	Message,
	PageDisguise,
	PageTypos,
	Platform,
	ProbeDay,
	ServiceGuide,
	TagUse,
	Updates,
	Yearly,
} from './site-parts.ts';
import type { ErrorPage, HijackedLink, StrayLink, Target } from './targets.ts';

export type * from './site-parts.ts';
export type * from './targets.ts';

/** What the crawler saw and the checks judge: plain data that survives `JSON.stringify`. */

/** What a crawl hands over to be put together as a `Site`. */
export interface Gathered {
	readonly config: SiteConfig;
	readonly asOf: string;
	/** In the order of the crawl; the homepage first. */
	readonly pages: readonly SeenPage[];
	/** Addresses that answered with a redirect, and where that led. */
	readonly redirects: ReadonlyMap<string, string>;
	readonly targets: readonly Target[];
	readonly errorPages: readonly ErrorPage[];
	readonly strays: readonly StrayLink[];
	/** What files say that were read, by the keys of their addresses. */
	readonly files?: ReadonlyMap<string, FileReading>;
	readonly hijacked: readonly HijackedLink[];
	/** Own addresses that were known and not seen. */
	readonly unseen: ReadonlyMap<string, NotSeen['why']>;
	/** Those of them that a button sends to a login (我要写信 under every text), and which: the same for all of one button. */
	readonly gates?: ReadonlyMap<string, string>;
	/** Absent where the crawl did not come to ask. */
	readonly reach?: Reach;
	/** The days on which its homepage was visited between the audits, as far as anybody knows. */
	readonly probes?: readonly ProbeDay[];
	/** Why the crawl ended early, in Chinese; undefined where it came to its end. */
	readonly stopped?: string;
}

/** What is asked for that a part of the site says, or why it is not known, in Chinese. */
type Asked<T> = T | { readonly unknown: string };

/** How the site's first page answers by https. `odd-certificate`: not verified here, while browsers may; `to-http`: it sends back to http. */
export interface Https {
	readonly state: 'served' | 'refused' | 'silent' | 'bad-certificate' | 'odd-certificate' | 'to-http';
	/** As the system words it. */
	readonly detail?: string;
}

/** Whether the site's name has an IPv6 address. */
export interface Ipv6 {
	readonly hasAddress: boolean;
}

/** What no page tells of the site's first host. */
export interface Reach {
	readonly https: Asked<Https>;
	readonly ipv6: Asked<Ipv6>;
}

/** A host beside the site's own to which the site links by the name of a column or of its platform. */
export interface Sibling {
	/** With its port, where it has one. */
	readonly host: string;
	/** The address that was asked. */
	readonly url: string;
	/** The words of the link. */
	readonly linkedAs: string;
	/** What shows that it is the same government's, or that it is not; a Chinese phrase. */
	readonly by: string;
}

export interface Column {
	readonly url: string;
	readonly title: string;
	readonly kind: ColumnKind;
	/** Evidence for the kind, such as `ColumnType:政策文件`, `nav:政策解读`, `config`. */
	readonly recognisedBy: string;
	/** How sure the kind is: `likely` rests on one weak witness, or on some that contradict each other, and accuses nobody for certain. */
	readonly sure: 'certain' | 'likely';
	/** A script shows it at an address that it shares with other columns. */
	readonly view?: true;
	/** Distinct entries of all its pages. */
	readonly items: number;
	/** Entries without any date, in the list or on their page. */
	readonly undated: number;
	/** Newest date over all entries, up to the as-of date. */
	readonly lastPublishedOn?: string;
	/** No unread page of the list can hold a newer entry: it was read to its end, or its entries run from new to old. */
	readonly newestKnown?: boolean;
	/** The list was read to its end. */
	readonly complete: boolean;
	/** Address of the column above it, where it is a sub-column. */
	readonly parent?: string;
	/** The department or town within the site whose column it is; absent for the site's own. */
	readonly organ?: string;
	/** `list`: entries; `text`: a single page of text, picture or file; `empty`: nothing; `stated-empty`: says why there is nothing; `elsewhere`: leads to another site; `unloaded`: the list could not be loaded. */
	readonly content: 'list' | 'text' | 'empty' | 'stated-empty' | 'elsewhere' | 'unloaded';
	/** Archives, closed topics, past years: no new entry is expected. */
	readonly closed: boolean;
	/** The stated reason, or the sentence that shows what `content` says. */
	readonly snippet?: string;
}

/** One entry of a column's list that stands on the site. */
export interface ColumnItem {
	readonly url: string;
	/** As the list has it, in full where the list cuts it off. */
	readonly title: string;
	/** Address of the column. */
	readonly column: string;
	/** The day that the list or the entry's page shows, YYYY-MM-DD. */
	readonly date?: string;
	/** Its page was read as a text: `in-part` where scripts may draw more of it. */
	readonly read?: 'whole' | 'in-part';
	/** It is a file, which was not read. */
	readonly file?: true;
	/** Equal for equal texts of one number with files of equal names; absent where there is too little text. */
	readonly text?: string;
	/** Addresses of the files of such a text. */
	readonly files?: readonly string[];
	/** The kind of the column in which its own page says that it stands. */
	readonly ownKind?: ColumnKind;
	/** What its page calls its proper address. */
	readonly canonical?: string;
}

/** A page of 公文 or policy, with all that the site says about it. */
export interface Document {
	readonly url: string;
	readonly title: string;
	readonly facts: DocumentFacts;
	/** `gazette` copies are never judged by marker, lateness, metadata or interpretation. */
	readonly place: 'policy' | 'gazette' | 'other';
	/** Kinds of the columns that list it. */
	readonly kinds: readonly ColumnKind[];
	readonly validity: 'valid' | 'expired' | 'abolished' | 'unknown';
	/** The words that this rests on, and where they stand: as of a fact of the page, `column`, or the address of the page that says so. Absent where it is unknown. */
	readonly validityEvidence?: { readonly from: string; readonly snippet: string };
	/** The page itself says, in a label or beside its title, that the document is no longer in force. */
	readonly saysInvalid?: boolean;
	/** Earliest date over all copies on the site. */
	readonly earliestPublishedOn?: string;
	/** Many documents share this one publication date: a move of the publishing system, which proves nothing about lateness. */
	readonly redatedByMigration: boolean;
	/** Addresses of its interpretations. */
	readonly interpretations: readonly string[];
	/** What later documents and lists on the site say about it. */
	readonly statements: readonly (ValidityStatement & {
		/** Address of the page that says so, and its date. */
		readonly by: string;
		readonly on?: string;
		/** `likely`: the statement may mean another document. */
		readonly sure: 'certain' | 'likely';
	})[];
	/** Other addresses of the same document. */
	readonly copies: readonly string[];
}

/** An interpretation and the documents it explains. */
export interface Interpretation {
	readonly url: string;
	readonly title: string;
	readonly publishedOn?: string;
	/** Its own page was not read: it stands on another site, is a file, or is known from a list alone. */
	readonly unread?: boolean;
	/** What its page says of itself, where it reads as a text. */
	readonly facts?: DocumentFacts;
	/** As with documents: its date is that of a move of the publishing system. */
	readonly redatedByMigration?: boolean;
	readonly documents: readonly {
		readonly url: string;
		/** How the two were joined; `title` alone is less than `number`, `exact-title` or `link`. */
		readonly by: 'link' | 'number' | 'exact-title' | 'title';
		/** How much of the interpretation stands word for word in the document, 0 to 1; absent where it cannot be told. */
		readonly copied?: number;
		/** The document's page (or a copy of it) links to the interpretation. */
		readonly linkedFromDocument: boolean;
		/** The interpretation links to the document (or to a copy of it). */
		readonly linkedToDocument: boolean;
		/** Where they are not seen to: a script of the page may lead there all the same. */
		readonly mayLinkFromDocument?: true;
		readonly mayLinkToDocument?: true;
	}[];
}

export interface Coverage {
	/** Pages seen out of the pages known, 0 to 1. */
	readonly share: number;
	readonly notSeen: readonly NotSeen[];
}

/** Everything the checks may read. Each part is whole, or `unavailable` says in Chinese why not. */
export interface Site {
	/** The day to judge by, YYYY-MM-DD. */
	readonly asOf: string;
	readonly identity: {
		readonly id: string;
		readonly name: string;
		readonly url: string;
		readonly type: 'portal' | 'department';
	};
	readonly columns: readonly Column[];
	/** Entries of the columns' lists, in the order of the columns and of each list. */
	readonly items: readonly ColumnItem[];
	readonly documents: readonly Document[];
	readonly interpretations: readonly Interpretation[];
	readonly messages: readonly Message[];
	/** Guides to matters, each as its page has it. */
	readonly guides: readonly ServiceGuide[];
	readonly consultations: readonly Consultation[];
	/** What came of the consultations, as far as the site tells; one entry for each at most. */
	readonly feedbacks: readonly Feedback[];
	/** Targets that are broken or behind a wall. */
	readonly targets: readonly Target[];
	readonly errorPages: readonly ErrorPage[];
	/** Links to what is no public address, or another document than they name. */
	readonly strays: readonly StrayLink[];
	readonly platform: Platform;
	readonly annualReports: AnnualReports;
	/** Pages of any kind that show numbers of private persons. */
	readonly exposures: readonly Exposure[];
	readonly home: Homepage;
	readonly tags: readonly TagUse[];
	readonly updates: Updates;
	readonly hidden: readonly HiddenTarget[];
	readonly yearly: Yearly;
	readonly guide: Guide;
	readonly https: Https;
	readonly ipv6: Ipv6;
	/** Whether the homepage offers a search; what that finds, nobody knows without asking it. */
	readonly search: { readonly hasEntry: boolean };
	readonly hijacked: readonly HijackedLink[];
	/** Pages of any kind that write words wrongly. */
	readonly typos: readonly PageTypos[];
	/** Texts and names that readers take for others, each once. */
	readonly disguises: readonly PageDisguise[];
	/** The crawl was stopped: what was not seen may speak for a document. */
	readonly isPartial?: true;
	/** Days enough to judge by how often the homepage opens, oldest first. */
	readonly probes?: readonly ProbeDay[];
}

/** Parts of a site that could not be gathered whole, with the reason in Chinese. */
export type Unavailable = Readonly<Partial<Record<keyof Site, string>>>;

/** How a run went: the contract's `run`. */
export interface RunSummary {
	readonly startedAt: string;
	readonly finishedAt: string;
	readonly complete: boolean;
	readonly stopReason: string | null;
	readonly pagesFetched: number;
	readonly pagesRendered: number;
	readonly linksChecked: number;
	readonly requests: number;
	readonly bytes: number;
}

/** A crawl's whole outcome, as `audit` hands it to the checks and the report. */
export interface Crawled {
	readonly site: Site;
	readonly unavailable: Unavailable;
	readonly coverage: Coverage;
	readonly run: RunSummary;
	/** The site's own pages that were known and not seen, by address; `coverage` has them in families, and cut. */
	readonly unseen?: ReadonlyMap<string, NotSeen['why']>;
	/** Addresses of the site's own pages that were seen, as linked and as they answered. */
	readonly seen?: ReadonlySet<string>;
	/** Hosts that the crawl took in as the same government's, and those that it looked at and did not. */
	readonly hosts?: { readonly adopted: readonly Sibling[]; readonly refused: readonly Sibling[] };
	/** How addresses answered that may have to prove what is said of them. */
	readonly answers?: ReadonlyMap<string, SeenAnswer>;
	/** By which lane the templates were taken that scripts could draw. */
	readonly lanes?: readonly LaneDecision[];
}
