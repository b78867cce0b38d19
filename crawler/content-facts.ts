/** What the content of a page amounts to, beside the particulars of a document. */

/** Numbers of one kind that stand for private persons and are not masked, or not enough. */
export interface PersonalData {
	readonly kind: 'id-number' | 'half-masked-id' | 'bank-card' | 'mobile';
	/** Distinct ones. */
	readonly count: number;
	/** The first of them, masked: nothing else of them is kept. */
	readonly masked: string;
}

/** A law that a text names as its basis. */
export interface Basis {
	/** Without 《》. */
	readonly title: string;
	readonly snippet: string;
	/** What its sentence says before the clause, and what stands beside the title: 2015年, 当时; absent where there is nothing. */
	readonly context?: string;
}

/** An annex that a text lists, and that its page neither links to nor prints. */
export interface NamedAttachment {
	readonly name: string;
	/** Why a person must look: left out on purpose; a file of another name, a picture, or what a script opens under its name may be it. */
	readonly doubt?: 'omitted' | 'file' | 'picture' | 'script';
}

/** The fields that metadata of a document must have. */
export type MetadataField = '标题' | '发文机关' | '成文日期' | '发布日期' | '文号';

/** A field that a page's metadata show. */
export interface TableField {
	readonly field: MetadataField;
	/** Its label as written, where nothing stands behind it. */
	readonly empty?: string;
	/** It says itself that there is none: 无. */
	readonly none?: true;
}

/** One way in which a text shows that it is not what its author wrote. */
export interface Damage {
	/** U+FFFD, an entity shown as written, a text read in the wrong encoding, lost brackets, an end in mid-sentence. */
	readonly kind: 'replacement' | 'entity' | 'garbled' | 'brackets' | 'cut';
	/** How often; of brackets, opening ones less closing ones. */
	readonly count: number;
	readonly snippet: string;
}

/** Words or a name that a reader takes for others. */
export interface Disguise {
	/** A text that is shown in another order than it is written in; a host whose name only looks like another's. */
	readonly kind: 'order' | 'host';
	/** What it is known by, here and elsewhere. */
	readonly core: string;
	readonly written: string;
	/** What a reader sees. */
	readonly shown: string;
	/** Of a host: the link's target. */
	readonly url?: string;
}

/** A word that a text writes wrongly. */
export interface Typo {
	readonly wrong: string;
	readonly right: string;
	/** In the name of the state, an organ, the Party or one of its tenets. */
	readonly severe?: true;
	readonly snippet: string;
}
