import type { NoText } from './attachments/no-text.ts';
import type { Basis, Damage, NamedAttachment, PersonalData, TableField } from './content-facts.ts';
import type { MessageState } from './page-facts.ts';
import type { SentenceMark } from './sentence-mark.ts';

/** What a page of 公文, an interpretation, a message or a call for opinions says of itself: plain data that survives `JSON.stringify`. */

/** A fact, where it was read (`meta:PubDate`, `table:发布日期`, `signature`, `text`, `url`, `attachment: NAME` …) and how sure that is. */
export interface Fact<T = string> {
	readonly value: T;
	readonly from: string;
	readonly sure: 'certain' | 'likely';
	/** The words it rests on, where they say more than the value. */
	readonly snippet?: string;
}

/** A link on a document's or interpretation's page to what belongs to it. */
export interface RelatedLink {
	readonly url: string;
	readonly text: string;
	/** What the page calls it; `related` where it only stands in a box of related reading or in the text. */
	readonly role: 'interpretation' | 'policy' | 'related';
	/** The page links to it more than once: in a box of its own beside one that every page has. */
	readonly again?: true;
}

/** A file that belongs to a page. */
export interface Attachment {
	readonly url: string;
	readonly text: string;
	/** What the file itself says, where it was read. */
	readonly reading?: FileReading;
}

/** What a file says; all that it does not say, or that could not be read, stays away. */
export interface FileReading {
	/** Why it gave no text: it is pictures of pages, has a password, is cut off, is of a format that nobody reads … */
	readonly noText?: NoText;
	/** Characters of its text, white space aside. */
	readonly length: number;
	/** It is the document of its page, by its title or number or by what the page calls it; or what that document issues. */
	readonly holds?: 'document' | 'part';
	readonly documentNumber?: Fact;
	readonly issuer?: Fact;
	readonly writtenOn?: Fact;
	readonly publicMarker?: Fact;
	readonly privateMarker?: Fact;
	readonly period?: ValidityPeriod;
	readonly statements: readonly ValidityStatement[];
	readonly personalData?: readonly PersonalData[];
}

/** What one document says about whether another is in force. */
export interface ValidityStatement {
	readonly effect: 'abolished' | 'expired' | 'partly-abolished' | 'continued';
	/** 《》 and 〔〕 normalised; at least one of the two is there. */
	readonly title?: string;
	readonly documentNumber?: string;
	/** `continued`: in force until this day, where the statement names one. */
	readonly until?: string;
	/** How much longer it stays in force, where no day is named: 延长5年. */
	readonly months?: number;
	/** The day from which it holds, where the document that says so names one: 本办法自2027年1月1日起施行. */
	readonly from?: string;
	readonly snippet: string;
}

/** A period of validity that a document states of itself. */
export interface ValidityPeriod {
	/** Last day in force, YYYY-MM-DD. */
	readonly until: string;
	readonly from: string;
	readonly sure: 'certain' | 'likely';
	readonly snippet: string;
}

/** The version of a republished law or administrative regulation, by its 题注. */
export interface StatuteText {
	/** Full title with 中华人民共和国 where written. */
	readonly title: string;
	/** Dates of adoption and of each amendment that the page names, ascending, YYYY-MM-DD. */
	readonly dates: readonly string[];
	/** 国务院令 numbers that the 题注 names. */
	readonly decreeNumbers: readonly string[];
	/** The page itself says that this is a historical version. */
	readonly historical: boolean;
	readonly snippet: string;
}

/** What kind of text a page of 公文 carries, by its title and number. */
export type DocumentForm =
	| 'decree' // 令: 规章 and decisions issued by 令
	| 'measure' // 办法, 规定, 细则, 条例, 规则, 若干政策/措施, 实施意见: general application
	| 'opinion' // 意见 that is not 实施意见
	| 'plan' // 方案, 规划, 计划, 要点, 预案
	| 'notice' // 通知, 公告, 通告, 函 and others
	| 'appointment' // 任免
	| 'commendation' // 表彰, 奖励
	| 'meeting' // 会议, 纪要
	| 'body' // 机构, 领导小组
	| 'holiday'
	| 'reply' // 批复, 复函
	| 'publicity' // 公示
	| 'forward' // 转发
	| 'abolition' // 废止, 失效, 清理, 继续有效, 延长有效期
	| 'report' // 年度报告, 统计公报, 预算决算
	| 'statute' // text of a national law or administrative regulation
	| 'other';

/** What kind of paper a text is, in the words of its readers. */
export type DocumentType =
	| '令'
	| '决定'
	| '决议'
	| '公报'
	| '公告'
	| '通告'
	| '意见'
	| '通知'
	| '通报'
	| '报告'
	| '请示'
	| '批复'
	| '议案'
	| '函'
	| '纪要'
	| '办法'
	| '规定'
	| '细则'
	| '条例'
	| '规则'
	| '方案'
	| '规划'
	| '计划'
	| '要点'
	| '预案'
	| '措施'
	| '目录'
	| '清单'
	| '标准'
	| '任免'
	| '公示'
	| '废止'
	| '征求意见'
	| '年报'
	| '统计公报'
	| '预算'
	| '决算'
	| '解读'
	| '图解'
	| '视频解读'
	| '问答'
	| '新闻发布会';

/** What the page of one message from the public says of it. */
export interface MessageFacts {
	/** YYYY-MM-DD. */
	readonly askedOn: string;
	readonly repliedOn?: string;
	readonly state: MessageState;
	/** The page names the state in so many words. */
	readonly stated?: true;
}

/** From when until when the public is asked for opinions. */
export interface ConsultationPeriod {
	/** YYYY-MM-DD; the day of publication where only the end is written. */
	readonly from?: string;
	readonly until: string;
	/** Where only a number of days is written: how many, and whether of working days. */
	readonly days?: number;
	readonly working?: true;
	/** `certain`: both days are written. */
	readonly sure: 'certain' | 'likely';
	readonly snippet: string;
}

/** What a page says of a consultation of the public. */
export interface ConsultationFacts {
	/** `call`: it asks for opinions; `result`: it tells what came of that; `aside`: an interpretation that tells it in passing. */
	readonly role: 'call' | 'result' | 'aside';
	readonly period?: ConsultationPeriod;
	/** Why the period is short, in its own words. */
	readonly reason?: string;
	/** The words in which a call's own page, or an interpretation, tells what came of it. */
	readonly feedback?: string;
	/** A call's own page has a part or tab for what came of it, with nothing in it: a script may fill it. */
	readonly feedbackPart?: true;
	/** The page itself says that it is about rules of a government or a decision of weight. */
	readonly weighty?: true;
}

/** What a page of 公文, policy or interpretation says of itself. */
export interface DocumentFacts {
	readonly title?: Fact;
	/** Normal form 代字〔year〕n号 where the page writes it so; else as written. Never one that is only cited. */
	readonly documentNumber?: Fact;
	readonly issuer?: Fact;
	/** Each of those that issue it together; absent where one does. */
	readonly issuers?: Fact<readonly string[]>;
	/** 索引号. */
	readonly indexNumber?: Fact;
	/** 主题分类. */
	readonly topicCategory?: Fact;
	/** Absent where its title does not say. */
	readonly documentType?: Fact<DocumentType>;
	/** 成文日期. */
	readonly writtenOn?: Fact;
	/** 印发日期 of the imprint at the foot of the text: 临江市人民政府办公室 2026年3月20日印发. */
	readonly issuedOn?: string;
	/** The day under the text, where the table gives another 成文日期. */
	readonly signedOn?: string;
	/** 发布日期. */
	readonly publishedOn?: Fact;
	readonly source?: Fact;
	/** The exact words with their brackets. */
	readonly publicMarker?: Fact;
	/** 此件依申请公开 and the like, in the marker's place. */
	readonly privateMarker?: Fact;
	/** 公开属性：主动公开 as a metadata field, or as a line of its own in the text. */
	readonly publicAttribute?: Fact;
	/** As written: 有效, 失效, 已废止 … */
	readonly validityLabel?: Fact;
	readonly period?: ValidityPeriod;
	readonly statements: readonly ValidityStatement[];
	readonly statute?: StatuteText;
	readonly form: DocumentForm;
	/** The page calls the text 行政规范性文件 (label, or a 规范性文件 number such as 规〔…〕). */
	readonly normative: boolean;
	/** The page has a table or list of metadata (索引号, 发文机关 …). */
	readonly hasMetadataTable: boolean;
	/** It reads as an interpretation of another document: 解读, 图解, 问答, 发布会. */
	readonly isInterpretation: boolean;
	/** The interpretation stands on the document's own page (a tab or a section). */
	readonly ownInterpretation: boolean;
	readonly attachments: readonly Attachment[];
	/** Absent where the page has all that its text lists. */
	readonly lackingAttachments?: readonly NamedAttachment[];
	/** Laws in clauses such as 根据《…》; absent where there is none. */
	readonly basis?: readonly Basis[];
	/** Of documents and interpretations with enough sentences. */
	readonly sentences?: SentenceMark;
	/** What shows that the text is not whole; absent where nothing does. */
	readonly damage?: readonly Damage[];
	/** 秘密★, 内部资料 and the like, in the place of such a mark. */
	readonly secretMark?: Fact;
	/** The label 来源 as written, where nothing stands behind it. */
	readonly emptySource?: string;
	/** Of the table of metadata; absent where there is none. */
	readonly tableFields?: readonly TableField[];
	readonly related: readonly RelatedLink[];
	/** What belongs to it may be led to where no address is seen: `blind`, by a link that only a script can follow; `empty`, by a box that a script may fill. */
	readonly openBox?: 'blind' | 'empty';
	/** 《titles》 and document numbers that title and body name, at most 40 each. */
	readonly citedTitles: readonly string[];
	readonly citedNumbers: readonly string[];
	/** Characters of running text in the body, white space aside. 0: the text is only in a file or a picture. */
	readonly bodyLength: number;
	/** Where the page is the guide to a matter: the elements that it lacks, by name. */
	readonly guideLacks?: readonly string[];
	/** Where the page shows one message from the public. */
	readonly message?: MessageFacts;
	/** Where the page asks the public for opinions, or tells what came of that. */
	readonly consultation?: ConsultationFacts;
	/** The same for the same running text, white space aside; absent where there is next to none. */
	readonly textMark?: string;
	/** The file that holds the text, where the page has none and the file was read. */
	readonly textFile?: Attachment;
}
