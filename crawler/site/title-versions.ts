/** One place at the head of a title; words such as 促进城市… are none. */
export const place =
	/^(?![^省市县区州盟旗]*[促进加强推动印发规范关于城化建设提保鼓支农社])[^省市县区州盟旗]{1,5}[省市县区州盟旗]/u;
/** 试行, 修订 and the year of a version, in brackets behind a title. */
export const stage = /[（(](?:试行|暂行|修订稿?|修正|修改稿?|(?:19|20)\d{2}年?(?:修订|修正|版)?)[）)]/gu;

const noPlace = /^(?:[全各本我该跨上超集夜股城园景校小片辖街山库灾老新]|有关|相关)[省市县区州盟旗]$/;

/** The innermost of the places that a text begins with. */
const leading = (text: string): string | undefined => {
	let rest = text.replace(/^[《〈“"]?(?:中共|原)?/, '');
	let found: string | undefined;
	for (let i = 0; i < 3; i++) {
		const [next] = place.exec(rest) ?? [];
		if (next === undefined || noPlace.test(next)) break;
		found = next;
		rest = rest.slice(next.length);
	}
	return found;
};

const innerName = /(?:印发|发布|公布|颁布|下发)了?[《〈]?([^《〈]{2,12})/u;

/** The place that a title names as its own: of what it issues, of what it is about, else of who issues it. */
export const placeOfTitle = (title: string): string | undefined => {
	const clean = title.replace(/\s/g, '');
	const inner = innerName.exec(clean)?.[1];
	const about = clean.indexOf('关于');
	return (
		(inner && leading(inner)) ?? (about >= 0 ? leading(clean.slice(about + 2)) : undefined) ?? leading(clean)
	);
};

/** Whether two names of places may be those of one place. */
export const isSamePlace = (a: string | undefined, b: string | undefined): boolean =>
	a === undefined || b === undefined || a.endsWith(b) || b.endsWith(a);

/** What a title says in brackets of its version: 试行, 2026年修订; empty where it says nothing. */
export const stageOf = (title: string): string =>
	[...title.replace(/\s/g, '').matchAll(stage)].map(([written]) => written.slice(1, -1)).join();

const yearOf = (written: string): string | undefined => /(?:19|20)\d{2}/.exec(written)?.[0];

/** Whether what two titles say of the version can be one: 2025年版 and 2026年版 cannot, nor can 试行 and 修订. */
const isSameStage = (a: string, b: string): boolean => {
	if (a === '' || b === '' || a === b) return true;
	const [here, there] = [yearOf(a), yearOf(b)];
	if (here && there) return here === there;
	const [first, second] = [a, b].map((written) => /[试暂]行/.test(written));
	return first === second;
};

/** Whether two titles that share a form may name one document: 临江市某办法 and 临水县某办法 cannot. */
export const isSameVersion = (a: string, b: string): boolean =>
	isSameStage(stageOf(a), stageOf(b)) && isSamePlace(placeOfTitle(a), placeOfTitle(b));
