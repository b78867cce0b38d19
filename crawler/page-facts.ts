import type { Disguise, PersonalData, Typo } from './content-facts.ts';
import type { DocumentFacts } from './document-facts.ts';
import type { TextMark } from './text-mark.ts';

export type * from './document-facts.ts';

/** What one page says: plain data that survives `JSON.stringify`. */

/** How far a message from the public has come; `closed`: it is not to be answered. */
export type MessageState = 'pending' | 'answered' | 'closed';

/** HTTP lane (a request and a parser) or browser lane (Playwright). */
export type Lane = 'http' | 'browser';

/** Where a link stands on its page. `footer` and `nav` are the site's frame, `main` is the page's own part. */
export type Place = 'nav' | 'main' | 'footer';

/** One thing that a page points to, as written and as a browser resolves it. */
export interface Link {
	/** Absolute, without fragment. */
	readonly url: string;
	/** The text a reader sees (or `title`/`alt` where there is none), white space collapsed. */
	readonly text: string;
	/** What the page does with it: `a` a link, `img` a picture, `frame` an (i)frame. */
	readonly as: 'a' | 'img' | 'frame';
	readonly place: Place;
	/** Read out of a script or of another attribute than the link's own: a reader's click may ask for another address. */
	readonly guessed?: true;
	/** 法定主动公开内容, or what the page calls it, where the link stands below these words in a tree or a box of columns. */
	readonly duty?: string;
	/** Of a 更多: what the box is called that it leads on from. */
	readonly section?: string;
}

/** A link to another host that no reader sees. */
export interface HiddenLink {
	readonly url: string;
	readonly text: string;
	/** `folded`: not displayed; `no-size`, `off-screen`: by its style; `behind`: it stands after the end of the page. */
	readonly by: 'folded' | 'no-size' | 'off-screen' | 'behind';
}

/** One entry of a list. */
export interface ListItem {
	readonly url: string;
	/** The full title: the `title` attribute where the text is cut off. */
	readonly title: string;
	/** YYYY-MM-DD, where the list shows one. */
	readonly date?: string;
	/** The host is another one: the entry leads off the site. */
	readonly external?: boolean;
	/** Only a script knows where it leads; `url` is the list's own. */
	readonly blind?: true;
	/** How far a message from the public has come, where the list says so. */
	readonly state?: MessageState;
}

/** How a list goes on. */
export interface Pager {
	/** Addresses of further pages of this list that are written in the page. */
	readonly pages: readonly string[];
	/** Addresses put together for pages that its words count and no link names. They may not exist, and are no one's fault then. */
	readonly guessed?: readonly string[];
	/** Number of pages or of items that the page says the list has. */
	readonly pageCount?: number;
	readonly itemCount?: number;
	/** The next page can be had only by running the page's script. */
	readonly scripted: boolean;
	/** It comes as the reader scrolls. */
	readonly scrolls?: true;
	/** The rest of the list can be asked for as the page's script does. */
	readonly data?: DataSource;
}

/** Where a page's script asks for the records of a list that are not in the page. */
export interface DataSource {
	/** Asked by GET, where nothing below says else; the answer says where the next records are. */
	readonly url: string;
	/** Sent along by POST, with the range of records in the address. */
	readonly form?: string;
	/** Records of a page, and pages that are asked for at once; of a POST. */
	readonly perPage?: number;
	readonly groupSize?: number;
	/** Records that the page brings itself. */
	readonly records?: number;
}

/** What the footer of a government site must show. */
export type FooterItem =
	| 'host-unit' // 主办单位
	| 'contact' // 联系方式
	| 'site-id-code' // 网站标识码
	| 'icp' // ICP备案编号
	| 'police' // 公安机关备案标识
	| 'sitemap' // 网站地图
	| 'gov-badge' // 党政机关网站标识
	| 'find-errors'; // 我为政府网站找错

/** What the frame of a page that may be a site's first shows. */
export interface FooterFacts {
	/** Items met on the page: in words, addresses, names of pictures or code. */
	readonly items: readonly FooterItem[];
	/** The footer's words, cut off; absent where the page has no footer. */
	readonly text?: string;
	/** Says who keeps the site in other words than 主办: 承办, 版权所有. */
	readonly namesKeeper?: true;
	/** A number for fax is all that it gives to reach the keeper. */
	readonly onlyFax?: true;
	/** 网站标识码 as the footer writes it, and as the link for finding errors does. */
	readonly siteIdCode?: string;
	readonly linkedCode?: string;
	/** A field or a link for searching is there. */
	readonly search?: true;
}

/** What a yearly report of disclosure holds. */
export interface ReportFacts {
	/** Which of the template's six sections it has, by number. */
	readonly sections: readonly number[];
	/** Totals of the table of requests, where all four could be read. */
	readonly requests?: {
		readonly fresh: number;
		readonly carriedOver: number;
		readonly handled: number;
		readonly carriedForward: number;
	};
}

/** What a guide to disclosure must say, by Article 12 of the regulation. */
export type GuideItem =
	| 'classification'
	| 'arrangement'
	| 'access'
	| 'organ'
	| 'address'
	| 'hours'
	| 'phone'
	| 'fax'
	| 'internet';

/** What one fetched HTML page amounts to. */
export interface PageFacts {
	/** `<title>`. */
	readonly title: string;
	/** The page's own heading, by ArticleTitle, h1 or the like. */
	readonly heading?: string;
	/** Meta tags of the standard set, names in lower case: sitename, siteidcode, columnname, columntype, articletitle, pubdate, contentsource, description … */
	readonly meta: Readonly<Record<string, string>>;
	/** 您所在的位置, outermost first, the site's own name left out where it can be told. */
	readonly breadcrumb: readonly string[];
	/** Address of the `base` element's effect on links, resolved; links are already absolute. */
	readonly links: readonly Link[];
	/** `list`: mainly a list of entries, or the empty frame of one. `article`: one text. `redirect`: only sends the reader on. */
	readonly shape: 'home' | 'list' | 'article' | 'redirect' | 'other';
	/** The page's own list, the frame's menus and boxes left out. */
	readonly items: readonly ListItem[];
	readonly pager: Pager;
	/** Target of a meta refresh or of a script that only sets `location`. */
	readonly redirectsTo?: string;
	/** Characters, white space aside, of the page's own part outside its links. */
	readonly mainTextLength: number;
	/** Pictures, frames, tables with text and linked files in the page's own part. */
	readonly mainMedia: number;
	/** Address of the frame that holds the page's text, where the page itself has none. */
	readonly textFrame?: string;
	/** A stated reason for an empty list: 暂无…, 本单位无此类信息 …. */
	readonly emptyReason?: string;
	/** Little text, yet a whole sentence of it, and no element that a list would stand in. */
	readonly hasSentence?: true;
	/** The words in which a page with status 200 says that the page does not exist. */
	readonly errorWords?: string;
	/** Own-host scripts or inline code that may draw part of the page. */
	readonly scripted: boolean;
	/** Scripts of any kind; without one, no browser sees more than the bytes say. */
	readonly hasScripts: boolean;
	/** A short hash of the code that stands on the page, its texts and numbers left out; absent where there is none. */
	readonly code?: string;
	/** A short hash of the tags and classes of the page's frame: pages of one template share it. */
	readonly skeleton: string;
	/** What its own text comes down to; absent where there is next to none. */
	readonly mark?: TextMark;
	/** Links to hosts of no office that no reader sees; absent where there is none. */
	readonly hiddenLinks?: readonly HiddenLink[];
	/** Sections of a disclosure platform that the page names where no address leads on; absent where there is none. */
	readonly unlinked?: readonly string[];
	/** What the page calls its proper address; sites err about it. */
	readonly canonical?: string;
	/** Absent where the page shows none. */
	readonly personalData?: readonly PersonalData[];
	/** On a yearly report of disclosure. */
	readonly report?: ReportFacts;
	/** On a guide to disclosure: what of it the page says. */
	readonly guide?: readonly GuideItem[];
	/** Present on pages that may be a site's first, or hold its footer in a frame. */
	readonly footer?: FooterFacts;
	/** Absent where the page's own text has none of those that are known. */
	readonly typos?: readonly Typo[];
	/** Absent where the page shows what it says. */
	readonly disguises?: readonly Disguise[];
	/** Present where the page reads as a document or an interpretation. */
	readonly document?: DocumentFacts;
	/** Set by the browser lane: the columns that the page shows at a click and that have no address of their own. */
	readonly views?: readonly View[];
	/** Set by the browser lane, where lists that scripts draw on the page were not seen to their end: why. */
	readonly cutBy?: NotSeen['why'];
}

/** A column that a page's script shows at a click. */
export interface View {
	/** What was clicked. */
	readonly name: string;
	/** Names of the branches that it hangs on, outermost first. */
	readonly above: readonly string[];
	readonly items: readonly ListItem[];
	/** Its list was read to its end. */
	readonly complete: boolean;
	/** A text is shown in a list's place. */
	readonly text?: true;
}

/** A page as the crawl keeps it for judging. */
export interface SeenPage {
	/** Address it was asked for under, as first linked. */
	readonly url: string;
	/** Address after redirects. */
	readonly finalUrl: string;
	readonly lane: Lane;
	/** `links` is kept for homepage, lists and other pages and is empty for articles. */
	readonly facts: PageFacts;
	/** Clicks from the homepage. */
	readonly depth: number;
	/** For a list that the browser lane walked: whether it came to the end of it. `facts.items` then holds all pages' entries. */
	readonly walked?: 'to-end' | 'cut';
	/** Its scripts draw nothing: pages of its template with the same code showed no more in a browser, and asked for nothing. */
	readonly inert?: true;
}

/** By which lane the pages of a template were taken that scripts could draw, and on what evidence. */
export interface LaneDecision {
	/** Their addresses, numbers blanked out. */
	readonly what: string;
	readonly lane: Lane;
	readonly pages: number;
	/** Pages that both lanes saw, and those of which the browser saw more. */
	readonly compared: number;
	readonly gained: number;
	/** What the browser saw more, in Chinese: `条目 0→15`. */
	readonly evidence?: string;
}

/** What could not be seen, and why. */
export interface NotSeen {
	/** An address, or an address pattern for a family of pages. */
	readonly what: string;
	readonly why: 'wall' | 'robots' | 'budget' | 'timeout' | 'error';
	readonly count: number;
}
