import { isSameVersion, place, stage } from './title-versions.ts';

/** Titles as they are compared: no white space, quotation marks or brackets, one form of each character. */
export const plainTitle = (title: string): string =>
	title
		.normalize('NFKC')
		.replace(/^【[^】]{1,8}】|^[[(](?:已)?(?:失效|废止|修订)[\])]/u, '')
		.replace(
			/[\s\u200b-\u200d\ufeff《》〈〉<>「」『』“”"'‘’()（）[\]【】〔〕、,，。;；:：·．.—\-_－–~～!！?？|]/gu,
			'',
		)
		.toLowerCase();

const wrapped =
	/(?:印发|发布|公布|颁布|下发)(?:了)?(?:[《〈]([^《》〈〉]+(?:[〈《][^《》〈〉]*[〉》][^《》〈〉]*)*)[》〉]|(.+?))(?:等.{1,6}件.{2,6})?的?(?:通知|公告|通告|决定|函|命令|令)?(?:[（(].{1,12}[）)])?$/u;

const issuerBefore = /^.{2,40}?(?=关于)/u;
const issuerName = /^(?:人民)?政府(?:办公(?:室|厅))?/u;

/**
 * The forms under which other pages name a document: whole, from 关于 on, and the text inside 关于印发《…》的通知,
 * each also without the place it begins with and without （试行）. Two titles with a form in common are the same title.
 */
export const titleForms = (title: string): Set<string> => {
	const forms = new Set<string>();
	const add = (text: string): void => {
		for (const variant of [text, text.replace(stage, '')]) {
			const plain = plainTitle(variant);
			if (plain.length < 4) continue;
			forms.add(plain);
			const bare = plain.replace(place, '').replace(place, '').replace(issuerName, '');
			if (bare.length >= 6) forms.add(bare);
		}
	};
	const clean = title.replace(/\s/g, '');
	add(clean);
	const about = clean.replace(issuerBefore, '');
	if (about.startsWith('关于')) {
		add(about);
		if (about.length >= 12) add(about.slice(2));
	}
	const inner = wrapped.exec(clean);
	const name = inner?.[1] ?? inner?.[2];
	if (name) add(name);
	return forms;
};

/** Whether `short` can be had from `long` by leaving characters out; ends where more would have to be left out than `long` has in excess. */
const isSubsequence = (short: string, long: string): boolean => {
	const excess = long.length - short.length;
	let at = 0;
	for (let i = 0; at < short.length && i - at <= excess; i++) if (long[i] === short[at]) at++;
	return at === short.length;
};

const wrapperEnd = /(?:的?(?:通知|公告|通告|决定|函|命令|令)|试行|暂行|修[订正]){1,6}$/;
const kindAtEnd =
	/(?:办法|规定|细则|条例|规则|措施|意见|方案|规划|计划|预案|要点|制度|目录|清单|标准|指南|规程|政策)$/;
/** What a plain title calls its document: 细则, 办法. */
const kindOf = (plain: string): string | undefined => kindAtEnd.exec(plain.replace(wrapperEnd, ''))?.[0];

/**
 * How alike two plain titles are, 0 to 1: the shorter's share of the longer where it is the longer with characters left out, else 0.
 * 供水管理办法 and 供热管理办法 share nearly every character and are two documents: a replaced word is never a likeness.
 */
export const likeness = (a: string, b: string): number => {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (short === '' || !isSubsequence(short, long)) return 0;
	const digits = (text: string): string => text.replace(/\D/g, '');
	// 2025年 and 第二批 tell one document from the next.
	if (digits(short) !== digits(long)) return 0;
	// So do 某办法 and 某办法实施细则.
	const [kind, other] = [kindOf(short), kindOf(long)];
	if (kind && other && kind !== other) return 0;
	return short.length / long.length;
};

/** Likeness of the most alike forms; `abridged`: of those alone in which `a` is the shorter. */
export const formLikeness = (a: Iterable<string>, b: Iterable<string>, abridged = false): number => {
	let best = 0;
	const others = [...b];
	for (const form of a) {
		for (const other of others) {
			if (form === other) return 1;
			if (abridged && form.length > other.length) continue;
			best = Math.max(best, likeness(form, other));
		}
	}
	return best;
};

/** Documents found by the titles that other pages give them. */
export interface TitleIndex {
	/** Entries with a form in common with `title`. */
	readonly exact: (title: string) => number[];
	/** Entries whose title is like it but not the same, at least so alike; `abridged`: it leaves words out and adds none. */
	readonly like: (title: string, least: number, abridged?: boolean) => number[];
}

const pairsOf = (text: string): string[] =>
	Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2));

/** Posting lists longer than this say nothing about a title: 管理, 办法. */
const commonPair = 400;

/** Indexes the titles of documents, by their place in the list. */
export const indexTitles = (titles: readonly string[]): TitleIndex => {
	const forms = titles.map(titleForms);
	const byForm = new Map<string, number[]>();
	const push = (map: Map<string, number[]>, key: string, value: number): void => {
		const list = map.get(key);
		if (!list) map.set(key, [value]);
		else if (list.at(-1) !== value) list.push(value);
	};
	for (const [i, set] of forms.entries()) for (const form of set) push(byForm, form, i);
	/** Only some ask for likeness: the pairs are most of what an index holds. */
	let known: Map<string, number[]> | undefined;
	const byPair = (): Map<string, number[]> => {
		if (known) return known;
		known = new Map();
		for (const [i, set] of forms.entries())
			for (const form of set) for (const pair of pairsOf(form)) push(known, pair, i);
		return known;
	};
	const exact = (title: string): number[] => {
		const found = new Set<number>();
		for (const form of titleForms(title)) for (const i of byForm.get(form) ?? []) found.add(i);
		return [...found].filter((i) => isSameVersion(title, titles[i] as string));
	};
	const like = (title: string, least: number, abridged = false): number[] => {
		const own = titleForms(title);
		const candidates = new Set<number>();
		for (const form of own) {
			const lists = pairsOf(form)
				.map((pair) => byPair().get(pair) ?? [])
				.filter((list) => list.length > 0 && list.length <= commonPair)
				.sort((a, b) => a.length - b.length);
			for (const list of lists.slice(0, 4)) for (const i of list) candidates.add(i);
		}
		return [...candidates].filter(
			(i) =>
				formLikeness(own, forms[i] as Set<string>, abridged) >= least &&
				isSameVersion(title, titles[i] as string),
		);
	};
	return { exact, like };
};
