import type { Foul } from './foul-titles.ts';

/** What links lead to, where that is not simply well: plain data that survives `JSON.stringify`. */

/** Why a target counts as broken. */
export type BrokenReason =
	| 'status' // an HTTP status that says so
	| 'dns'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'tls'
	| 'redirect-loop'
	| 'protocol'
	| 'empty-file'
	| 'html-in-file'
	| 'damaged-file' // cut off: no program opens it
	| 'mismatched-file'; // not the format that its name says; some program may open it all the same

/** Where a target is linked from. */
export interface Referrer {
	readonly page: string;
	readonly text: string;
}

/** One distinct target of links that is not simply well. */
export interface Target {
	/** As a browser resolves it, without fragment. */
	readonly url: string;
	readonly type: 'page' | 'image' | 'attachment' | 'external';
	/** `wall`: something stood between us and the page (robot check, login, rate limit); no fault. */
	readonly state: 'broken' | 'wall';
	readonly status?: number;
	readonly reason?: BrokenReason;
	/** What each try met, in words for a reader: `404`, `连接超时` … */
	readonly tries: readonly string[];
	/** Up to 20 referrers, own pages first seen first. */
	readonly foundOn: readonly Referrer[];
	readonly foundOnCount: number;
}

/** A link that leads where it should not. */
export interface StrayLink {
	/** As written, where it is no web address; else as a browser resolves it. */
	readonly url: string;
	/** `disk`: a file of somebody's own disk; `loopback`, `private`: an address that the public net has not; `title`: another document than the one it names. */
	readonly by: 'disk' | 'loopback' | 'private' | 'title';
	/** Of `title`: what the document there is called. */
	readonly title?: string;
	/** The link may name it in short: no other page is the document that the link names. */
	readonly doubtful?: true;
	readonly foundOn: readonly Referrer[];
	readonly foundOnCount: number;
}

/** A page of another host that has become what no office links to. */
export interface HijackedLink {
	readonly url: string;
	readonly kind: Foul;
	/** What it is called today. */
	readonly title: string;
	readonly foundOn: readonly Referrer[];
	readonly foundOnCount: number;
}

/** A page with status 200 that is no page. */
export interface ErrorPage {
	readonly url: string;
	/** `words`: the page says so; `redirect`: it leads to an error page; `fingerprint`: it answers as a random address does. */
	readonly by: 'words' | 'redirect' | 'fingerprint';
	readonly snippet: string;
	readonly foundOn: readonly Referrer[];
	readonly foundOnCount: number;
}
