/** What the crawler is told: plain data that survives `JSON.stringify`. */

/** Every kind of column the contract names. */
export const columnKinds = [
	'news',
	'notice',
	'policy',
	'regulation',
	'interpretation',
	'guide',
	'system',
	'statutory',
	'annual-report',
	'request',
	'consultation',
	'personnel',
	'plan',
	'gazette',
	'abolition',
	'overview',
	'organization',
	'leaders',
	'data',
	'message',
	'service',
	'other',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** Budgets of one site's audit. */
export interface Limits {
	/** Pages fetched at most; the rest is reported as not seen. */
	readonly maxPages: number;
	/** Requests at most, of every kind; default 1,000 and five for each of `maxPages`. */
	readonly maxRequests?: number | undefined;
	/** Bodies received at most, in millions of bytes; default 500 and one for every two of `maxPages`. */
	readonly maxMegabytes?: number | undefined;
	/** Requests a second to one host; fractions are allowed. */
	readonly requestsPerSecond: number;
	/** Requests to one host under way at once. */
	readonly concurrency: number;
	/** One try ends without an answer after so many seconds. */
	readonly timeoutSeconds: number;
}

/** The way out, the same for every site of an installation. */
export interface Network {
	/** CIDR ranges of private or loopback addresses that may be dialled. */
	readonly allow: readonly string[];
	/** `http://host:port` of the operator's proxy. */
	readonly proxy?: string;
	/** PEM text of extra certificate authorities. */
	readonly ca?: string;
	/** Named in the user agent, such as `mailto:audit@example.gov.cn`. */
	readonly contact?: string;
}

/** Pictures of the spots where findings are seen, kept beside the reports. */
export interface EvidenceLimits {
	/** With one report at most; 0: none are taken. */
	readonly pictures: number;
	/** Of all pictures of one report, millions of bytes. */
	readonly megabytes: number;
	/** Days after which a picture is deleted; reports stay. */
	readonly keepDays: number;
}

/** One site to audit, every default filled in. */
export interface SiteConfig {
	readonly id: string;
	/** Empty where nobody said; the homepage's own name is taken then. */
	readonly name: string;
	readonly url: string;
	readonly type: 'portal' | 'department';
	readonly level?: 'province' | 'city' | 'county' | 'township';
	readonly district?: string;
	readonly maintainer?: string;
	/** Cron, Asia/Shanghai. */
	readonly schedule?: string;
	/** A built-in profile's name or the path of a YAML file. */
	readonly profile?: string;
	readonly robots: 'obey' | 'ignore';
	/** Sibling hosts of the same government, crawled as part of the site. */
	readonly hosts: readonly string[];
	/** Columns the operator pinned; they win over discovery for their kinds. */
	readonly columns: readonly { readonly kind: ColumnKind; readonly url: string }[];
	readonly limits: Limits;
	readonly render: 'auto' | 'always' | 'never';
}
