import { consultationRole } from '../extract/consultation.ts';
import { daysBetween } from '../extract/dates.ts';
import type { Consultation, Document, Feedback } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { Listings } from './listings.ts';
import { type Pages, publishedOn } from './pages.ts';
import { formLikeness, indexTitles, plainTitle, titleForms } from './titles.ts';

const draftStage = /[（(]?(?:公开)?(?:征求意见稿?|草案|送审稿|讨论稿|修订稿|修改稿|意见稿)(?:[）)]|$)/gu;
const callWords =
	/关于|对|就|公开|征求|征集|征询|听取|社会|公众|各界|意见|建议|采纳|反馈|结果|情况|汇总|说明|公示|公告|通告|启事|通知|报告|[（(][一二三四五六七八九十\d第次]+[）)]|(?:19|20)\d{2}年?度?|第?[一二三四1-4]季度|[上下]半年|的$/gu;

/** What the public is asked about: the draft in 《》, else the title without the words of asking. */
export const subjectOf = (title: string): string => {
	const named = /《((?:[^《》]|《[^《》]*》)+)》/u.exec(title)?.[1];
	const text = (named ?? title).replace(draftStage, '');
	return (named ? text : text.replace(callWords, '')).trim();
};

/** Shorter subjects (问卷, 意见征集) are those of any consultation. */
const leastSubject = 5;
/** So alike are a draft's title and that of what came of it. */
const alike = 0.75;

const titleOf = ({ facts }: SeenPage): string => facts.document?.title?.value ?? facts.heading ?? facts.title;

interface Result {
	readonly url: string;
	readonly subject: string;
	readonly forms: ReadonlySet<string>;
	/** What its text names. */
	readonly cited: ReadonlySet<string>;
	readonly on: string | undefined;
}

/** Every page and entry that tells what came of a consultation. */
const resultsOf = (pages: Pages, listings: Listings): Result[] => {
	const results = new Map<string, Result>();
	for (const page of pages.all) {
		const { document, shape } = page.facts;
		if (shape === 'list' || document?.consultation?.role !== 'result') continue;
		const subject = plainTitle(subjectOf(titleOf(page)));
		results.set(pages.keyOf(page.url), {
			url: page.finalUrl,
			subject,
			forms: titleForms(subject),
			cited: new Set(document.citedTitles.map((title) => plainTitle(title.replace(draftStage, '')))),
			on: publishedOn(page),
		});
	}
	for (const [key, { url, title, dates }] of listings) {
		if (results.has(key) || consultationRole(title) !== 'result') continue;
		const subject = plainTitle(subjectOf(title));
		results.set(key, {
			url,
			subject,
			forms: titleForms(subject),
			cited: new Set(),
			on: [...dates].sort()[0],
		});
	}
	return [...results.values()];
};

const isAbout = (result: Result, subject: string, forms: ReadonlySet<string>): boolean => {
	if (result.cited.has(subject)) return true;
	if (result.subject.length < leastSubject) return false;
	return (
		result.subject.includes(subject) ||
		subject.includes(result.subject) ||
		formLikeness(result.forms, forms) >= alike
	);
};

/** Results that name nothing (第三季度意见征集情况反馈) may be of any consultation before them. */
const mayBeAbout = ({ subject, on, cited }: Result, since: string | undefined): boolean =>
	subject.length < leastSubject &&
	cited.size === 0 &&
	(on === undefined || since === undefined || on >= since);

interface Aside {
	readonly url: string;
	readonly titles: readonly string[];
}

/** Interpretations that tell in passing what came of the opinions, with the titles that they name. */
const asidesOf = (pages: Pages): Aside[] =>
	pages.all.flatMap((page) => {
		const { document } = page.facts;
		if (document?.consultation?.role !== 'aside') return [];
		const named = [titleOf(page), ...document.citedTitles].map((title) => title.replace(draftStage, ''));
		return [{ url: page.finalUrl, titles: named.map(plainTitle) }];
	});

/** The document that a draft became, by its title: published after it, within years. */
const decisions = (
	documents: readonly Document[],
): ((subject: string, since: string | undefined) => Consultation['decision']) => {
	const final = documents.filter(
		({ title, place }) =>
			place !== 'gazette' && consultationRole(title) === undefined && !/稿|草案/.test(title),
	);
	const index = indexTitles(final.map(({ title }) => title));
	return (subject, since) => {
		if (since === undefined) return undefined;
		const fitting = (found: readonly number[]): { url: string; on: string } | undefined => {
			const dated = found.flatMap((i) => {
				const { url, facts, earliestPublishedOn } = final[i] as Document; // An index of the list.
				const on = facts.writtenOn?.value ?? earliestPublishedOn;
				return on !== undefined && on > since && daysBetween(since, on) <= 730 ? [{ url, on }] : [];
			});
			return dated.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
		};
		const exact = fitting(index.exact(subject));
		if (exact) return { ...exact, sure: 'certain' };
		const like = fitting(index.like(subject, alike));
		return like && { ...like, sure: 'likely' };
	};
};

/** Calls for opinions, and what came of them. */
export const buildConsultations = (
	pages: Pages,
	listings: Listings,
	documents: readonly Document[],
): { consultations: Consultation[]; feedbacks: Feedback[] } => {
	const calls = pages.all.filter(
		({ facts }) => facts.shape !== 'list' && facts.document?.consultation?.role === 'call',
	);
	if (calls.length === 0) return { consultations: [], feedbacks: [] };
	const results = resultsOf(pages, listings);
	const asides = asidesOf(pages);
	const decisionOf = decisions(documents);
	const feedbacks: Feedback[] = [];
	const consultations = calls.map((page): Consultation => {
		const { period, reason, feedback, feedbackPart, weighty } = page.facts.document?.consultation ?? {};
		const { finalUrl: url } = page;
		const title = titleOf(page);
		const subject = plainTitle(subjectOf(title));
		const published = publishedOn(page);
		const since = period?.from ?? published;
		const isNamed = subject.length >= leastSubject;
		const forms = titleForms(subject);
		const told = isNamed ? results.find((result) => isAbout(result, subject, forms)) : undefined;
		const maybe =
			results.find((result) => mayBeAbout(result, since)) ??
			asides.find(({ titles }) => isNamed && titles.some((one) => one.includes(subject)));
		const isDrawn = feedbackPart === true && page.facts.scripted;
		const by = feedback === undefined ? told?.url : url;
		if (by !== undefined) feedbacks.push({ consultation: url, by, sure: 'certain' });
		else if (maybe || isDrawn || !isNamed)
			feedbacks.push({ consultation: url, by: maybe?.url ?? url, sure: 'unclear' });
		const decision = isNamed ? decisionOf(subjectOf(title), since) : undefined;
		return {
			...{ url, title },
			...(published && { publishedOn: published }),
			...(period && { period }),
			...(reason && { reason }),
			...(weighty && { weighty }),
			...(decision && { decision }),
		};
	});
	return { consultations, feedbacks };
};
