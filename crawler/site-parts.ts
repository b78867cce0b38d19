import type { Disguise, PersonalData, Typo } from './content-facts.ts';
import type { ConsultationPeriod, MessageFacts } from './document-facts.ts';
import type { FooterFacts, GuideItem, HiddenLink, ReportFacts } from './page-facts.ts';
import type { ColumnKind } from './site-config.ts';
import type { Referrer } from './targets.ts';

/** What a site shows of single duties, as the checks read it: plain data that survives `JSON.stringify`. */

/** Where a site shows a column, or something by its name. */
export interface Shown {
	readonly url: string;
	/** The words by which it is shown. */
	readonly text: string;
	/** `column`: a page of that kind was seen; `link`: a menu or a box names one; `entry`: only a text of that name was met, or words that lead nowhere; `organ`: only a department within the site has one. */
	readonly as: 'column' | 'link' | 'entry' | 'organ';
}

/** A 政府信息公开工作年度报告 that the site shows. */
export interface AnnualReport {
	/** The year that it reports on. */
	readonly year: number;
	readonly url: string;
	readonly title: string;
	/** What its own page holds, where that was read. */
	readonly facts?: ReportFacts;
	/** Its title names another organ than the site's own. */
	readonly foreign?: true;
	/** The title names no year: it was published in the one after. */
	readonly byDate?: true;
}

/** 政府信息公开专栏, and what the site shows of what must be in it. */
export interface Platform {
	/** Address of its own page, where that was seen. */
	readonly url?: string;
	/** Scripts or walls may hide a part of its page: what is not met there may be there all the same. */
	readonly cut?: true;
	/** By kind of column, the best witness. */
	readonly shows: Readonly<Partial<Record<ColumnKind, Shown>>>;
	/** What menus, boxes and trees of the site call their columns; no titles of texts. */
	readonly names: readonly string[];
}

/** Texts that a site publishes once a year, by the year they are about, newest first. */
export interface Yearly {
	/** 政府网站工作年度报表 */
	readonly website: readonly YearlyText[];
	/** Results of an evaluation of its disclosure. */
	readonly evaluation: readonly YearlyText[];
}

interface YearlyText {
	readonly year: number;
	readonly url: string;
}

/** The site's own guide to disclosure. */
export interface Guide {
	readonly url: string;
	/** What of Article 12 it says. */
	readonly items: readonly GuideItem[];
	/** A part of it may stand in a file or a picture. */
	readonly hasMedia: boolean;
}

/** The reports of disclosure that a site shows. */
export interface AnnualReports {
	/** Newest first. */
	readonly found: readonly AnnualReport[];
	/** A column of the site's own for them was read, whole or in part. */
	readonly hasColumn: boolean;
	/** Every column for them was read to its end. */
	readonly whole: boolean;
}

/** A page, or a file of one, that shows numbers of private persons. */
export interface Exposure {
	readonly url: string;
	/** Of the page; of a file, what its page calls it. */
	readonly title: string;
	/** The file's page, or the list that leads to it, and what that is called; absent for a page. */
	readonly on?: string;
	readonly onTitle?: string;
	readonly numbers: readonly PersonalData[];
}

/** The guide to a matter that people come to an office with. */
export interface ServiceGuide {
	readonly url: string;
	readonly title: string;
	/** Elements that it lacks, by name. */
	readonly lacks: readonly string[];
}

/** A link to another host that no reader sees, with the pages that hold it. */
export interface HiddenTarget extends HiddenLink {
	/** Links that were put in together with it; absent where it stands alone. */
	readonly others?: readonly HiddenLink[];
	readonly foundOn: readonly Referrer[];
	readonly foundOnCount: number;
}

/** A message from the public that the site shows. */
export interface Message extends MessageFacts {
	readonly url: string;
	readonly title: string;
	/** Address of the column that lists it. */
	readonly column?: string;
	/** `list`: its own page was not read, or says nothing of it; `askedOn` is then the day that the list shows. */
	readonly from: 'page' | 'list';
	/** It opens by script; `url` is the list's own. */
	readonly blind?: true;
	/** A script may bring in a reply that nobody saw. */
	readonly unsure?: true;
}

/** A call for opinions. */
export interface Consultation {
	readonly url: string;
	readonly title: string;
	readonly publishedOn?: string;
	readonly period?: ConsultationPeriod;
	/** Why the period is short, in the page's own words. */
	readonly reason?: string;
	/** The page says that it is about rules of a government or a decision of weight. */
	readonly weighty?: true;
	/** The document that the draft became: its address, the day it was written or published, and whether its title is the draft's own. */
	readonly decision?: { readonly url: string; readonly on: string; readonly sure: 'certain' | 'likely' };
}

/** Where the site tells what came of a consultation. */
export interface Feedback {
	/** Address of the consultation. */
	readonly consultation: string;
	/** Address of the page that tells it, which may be the consultation's own. */
	readonly by: string;
	/** `unclear`: it names no subject, and may be about another; an interpretation tells it in passing; a script may show it; or the consultation itself names none that could be found again. */
	readonly sure: 'certain' | 'unclear';
}

/** The site's first page: what its frame shows. */
export interface Homepage {
	readonly url: string;
	/** Pages in its frames are read into it. */
	readonly footer: FooterFacts & { readonly text: string };
	/** A browser drew it, or it has no scripts of its own that could add to it. */
	readonly isDrawn: boolean;
	/** The SiteIDCode tag, as written. */
	readonly siteIdCode?: string;
}

/** How fresh the homepage is: the newest dates up to the as-of date of what it leads to. */
export interface Updates {
	/** Texts that it links to, and those of them for which nothing shows a date. */
	readonly entries: number;
	readonly undated: number;
	/** Texts with a date, of the homepage and of the columns that it links to. */
	readonly dated: number;
	readonly entriesOn?: string;
	/** Over all columns that it links to. */
	readonly belowOn?: string;
	/** Columns, texts, or parts of the homepage itself that were not read, or not to their end, and may be newer. */
	readonly unsure: number;
}

/** A meta tag of the standard set on the pages that must bear it. */
export interface TagUse {
	readonly page: 'home' | 'column' | 'document';
	/** As the standard writes it. */
	readonly tag: string;
	/** Pages of that kind, and those on which the tag is absent or empty. */
	readonly pages: number;
	readonly lacking: number;
	/** Some of those. */
	readonly examples: readonly string[];
}

/** A page that writes words wrongly. */
export interface PageTypos {
	readonly url: string;
	readonly title: string;
	readonly words: readonly Typo[];
}

/** What is disguised, and where. */
export interface PageDisguise extends Disguise {
	/** The page that it is told of. */
	readonly page: string;
	readonly title: string;
	readonly foundOn: readonly string[];
	readonly foundOnCount: number;
}

/** The probes of a homepage on one day, in Shanghai. */
export interface ProbeDay {
	/** YYYY-MM-DD. */
	readonly day: string;
	readonly ok: number;
	/** Confirmed in the browser. */
	readonly failed: number;
	/** A wall, a failure that nobody could confirm, and what was our own network's; the first and the last say nothing of the site. */
	readonly wall: number;
	readonly unconfirmed: number;
	readonly ours: number;
	/** Median time to the first byte over those that opened, milliseconds; absent where none did. */
	readonly firstByteMs?: number;
	/** Those that failed, in their order. */
	readonly failures: readonly {
		/** HH:MM. */
		readonly at: string;
		readonly words: string;
	}[];
}
