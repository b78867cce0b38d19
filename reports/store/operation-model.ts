/** What the store keeps of the installation itself. All times are ISO. */

/** Nothing new is begun until somebody resumes it. */
export interface Pause {
	readonly by: string;
	readonly at: string;
}

/** A process that takes audits from the queue. */
export interface Worker {
	readonly host: string;
	readonly pid: number;
	/** Audits that it runs at once, at most. */
	readonly parallel: number;
	readonly since: string;
	/** Its last sign of life. */
	readonly seenAt: string;
}

/** `note`: worth knowing, and everything works; `bad`: something does not work, or is about to. */
export type HealthState = 'good' | 'note' | 'bad';

/** One thing that `gongkai doctor` looked at. Words are Chinese sentences. */
export interface HealthFinding {
	/** Stays the same between versions. */
	readonly id: string;
	/** What was looked at. */
	readonly name: string;
	readonly state: HealthState;
	/** What was found. */
	readonly words: string;
	/** How to repair it; absent where there is nothing to repair. */
	readonly repair?: string;
}

/** What `gongkai doctor` said. */
export interface Health {
	readonly at: string;
	readonly findings: readonly HealthFinding[];
}

/** How much the installation takes of its disk, bytes. */
export interface DiskUse {
	readonly at: string;
	/** Reports of all sites without their pictures. */
	readonly reports: number;
	readonly pictures: number;
	/** What was crawled, one file a site. */
	readonly archives: number;
	readonly logs: number;
	readonly store: number;
	/** Whatever else lies in the folder of reports. */
	readonly other: number;
	/** Of the disk that the reports lie on. */
	readonly free: number;
	readonly size: number;
	/** Sites that have a folder. */
	readonly sites: number;
	/** Fewer than those were looked into: the rest is reckoned from them. */
	readonly looked: number;
	/** What a round of audits will add, reckoned from what there is; absent where nothing tells. */
	readonly nextRound?: number;
	/** The sum on days before, oldest first, a day each; at most 90. */
	readonly days: readonly { readonly day: string; readonly total: number }[];
}

/** Bytes that tidying up gives back, by what they hold. */
export interface TidyBytes {
	readonly archives: number;
	readonly pictures: number;
	readonly logs: number;
}

/** What the last tidying up did. */
export interface Tidied {
	readonly at: string;
	readonly freed: TidyBytes;
	/** Runs that went from archives. */
	readonly runs: number;
	/** Old rows that went from the store: audits that are over, daily sums of probes. */
	readonly audits: number;
	readonly probeDays: number;
	/** Sites whose archive was left as it was, and why, Chinese; the first twenty. */
	readonly left: readonly { readonly site: string; readonly why: string }[];
	/** What the one of the next day will give back, as far as is known. */
	readonly next: TidyBytes;
}

/** There is too little free disk on a machine for an audit to begin. */
export interface Shortage {
	readonly host: string;
	readonly at: string;
	/** Bytes. */
	readonly free: number;
	readonly least: number;
}

/** What is kept by name. */
export interface Kept {
	readonly pause: Pause;
	readonly health: Health;
	readonly disk: DiskUse;
	readonly tidied: Tidied;
	/** The last try whether anything can be kept. */
	readonly written: { readonly at: string };
}

/** Of shortages there is one for each machine. */
export type KeptName = keyof Kept | `shortage:${string}`;
