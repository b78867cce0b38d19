import type { Fault } from '../checks/check.ts';
import type { Site } from '../crawler/model.ts';
import type { SeenAgain } from '../crawler/second-visit.ts';
import { canonicalAddress } from './address.ts';
import { wordsOf } from './confirmed-words.ts';
import { judgesLinks, judgesTargets } from './judged.ts';
import type { Finding } from './model.ts';
import { repairWords } from './repair-words.ts';
import type { Look } from './sight.ts';
import { shanghaiTime } from './time.ts';

/**
 * What a second look at a finding found. `open`: it is as it was; `fixed`: its subject was seen and is right; `gone`: its page is
 * no more; `unknown`: nobody could see.
 */

export type RecheckResult = 'open' | 'fixed' | 'gone' | 'unknown';

/** An address that was asked for a second look, and what it answered. */
export interface Proof {
	readonly url: string;
	/** ISO with +08:00. */
	readonly at: string;
	readonly status?: number;
	/** What was met there. */
	readonly words: string;
}

/** What became of one finding. */
export interface Recheck {
	readonly finding: Finding;
	readonly result: RecheckResult;
	/** What is now there, or why nobody knows: a Chinese sentence. */
	readonly words: string;
	/** The first addresses that were asked. */
	readonly proof: readonly Proof[];
}

/** What the second look at a finding saw. */
export interface SecondLook {
	/** The fault, where it is told still, by its own check or by one that tells the same in other words. */
	readonly told: Fault | undefined;
	/** What the crawl saw told it, before anything was asked again. */
	readonly wasTold: boolean;
	/** Why the check could not be made. */
	readonly blind: string | undefined;
	readonly seen: (url: string) => SeenAgain | undefined;
	/** How silence about it is to be taken. */
	readonly look: () => Look;
	readonly site: Site;
}

/** Addresses named as proof. */
const mostProof = 5;

const proofOf = (finding: Finding, { seen, told }: SecondLook): Proof[] => {
	const urls = [finding.subject, ...finding.foundOn, ...(told?.foundOn ?? [])];
	const all = new Map(urls.flatMap((url) => seen(url) ?? []).map((one) => [one.url, one]));
	return [...all.values()].slice(0, mostProof).map(({ url, at, status, words }) => ({
		url,
		at: shanghaiTime(at),
		...(status === undefined ? {} : { status }),
		words,
	}));
};

type Told = Pick<Recheck, 'result' | 'words'>;

const isReached = (one: SeenAgain | undefined): boolean => one?.state === 'seen' || one?.state === 'gone';

/** What keeps programs out, and lets people in. */
const isTurningAway = (words: string): boolean => /防护|robots|登录|验证/.test(words);

/** What was met instead, and what to do about that. */
const unseenWords = (one: SeenAgain | undefined): string => {
	const met = one?.words || '没有打开';
	const advice = isTurningAway(met)
		? '请人工打开核实，或请网站放行本程序后再复查'
		: '请先确认能打开，再复查一次';
	return `没能看到现在的情况（${met}）。${advice}`;
};

/** The check tells it still. */
const decideTold = (finding: Finding, told: Fault, { seen }: SecondLook): Told => {
	const { check, subject, certainty } = finding;
	const holders = told.foundOn ?? [told.subject];
	const isTarget = judgesTargets.has(check);
	const target = seen(subject) ?? seen(told.subject);
	// A host that turns programs away still does: that is all that was said of it.
	const isTurnedAway = check === 'broken-external-link' && certainty === 'review';
	if ((target?.state === 'unseen' && !isTurnedAway) || (!isTarget && !isReached(target)))
		return { result: 'unknown', words: unseenWords(target) };
	const isAtTarget = !isTarget || holders.some((page) => isReached(seen(page)));
	if (isAtTarget) return { result: 'open', words: wordsOf({ ...finding, message: told.message }) };
	const left = Math.max(told.foundOnCount ?? 0, holders.length);
	return {
		result: 'unknown',
		words: `看过的页面上已没有这个链接，还有 ${left} 个页面这次没有看。请再复查一次，或等下次审计`,
	};
};

/** Nobody tells any more that a link leads amiss. */
const decideTarget = (finding: Finding, { seen, site }: SecondLook): Told => {
	const { check, subject, foundOn } = finding;
	const target = seen(subject);
	if (target?.state === 'seen' && !judgesLinks.has(check))
		return { result: 'fixed', words: `现在可以打开（${target.words}）` };
	const address = canonicalAddress(subject);
	// What a hidden link leads to has no say in it.
	const isWalled =
		check !== 'hidden-link' &&
		site.targets.some(({ url, state }) => state === 'wall' && canonicalAddress(url) === address);
	if (isWalled || target?.state === 'unseen') return { result: 'unknown', words: unseenWords(target) };
	const unseen = foundOn.map(seen).find((one) => !isReached(one));
	if (foundOn.length === 0 || foundOn.some((page) => !isReached(seen(page))))
		return { result: 'unknown', words: unseenWords(unseen) };
	if (check === 'hijacked-link' && target?.state === 'seen')
		return { result: 'fixed', words: `目标页面现在是“${target.title ?? ''}”，或链接已去掉` };
	return { result: 'fixed', words: `${foundOn.length} 个页面上都已没有这个链接` };
};

/** The check is silent about a page. */
const decideSilent = (finding: Finding, second: SecondLook): Told => {
	const { seen, look, wasTold, site } = second;
	const subject = seen(finding.subject);
	if (subject?.state === 'gone') return { result: 'gone', words: `页面已撤下（${subject.words}）` };
	const unseen = [finding.subject, ...finding.foundOn].map(seen).find((one) => !isReached(one));
	if (subject?.state !== 'seen' || finding.foundOn.some((page) => !isReached(seen(page))))
		return { result: 'unknown', words: unseenWords(unseen ?? subject) };
	// What was carried over, or is fixed already, that audit did not tell.
	if (!wasTold && !finding.carried && finding.state !== 'fixed')
		return { result: 'unknown', words: '按现在的检查规则不再认定。请等下次审计' };
	if (look() !== 'right')
		return {
			result: 'unknown',
			words: '有关的页面没有看全，不能认定已经改好。请过一会儿再复查，或等下次审计',
		};
	return { result: 'fixed', words: repairWords(finding, site) };
};

/** Tells what a second look found. Never `fixed` for want of sight. */
export const decide = (finding: Finding, second: SecondLook): Recheck => {
	const told = ((): Told => {
		if (second.told) return decideTold(finding, second.told, second);
		if (second.blind) return { result: 'unknown', words: `这次不能判断（${second.blind}）。请等下次审计` };
		return judgesTargets.has(finding.check) ? decideTarget(finding, second) : decideSilent(finding, second);
	})();
	return { finding, ...told, proof: proofOf(finding, second) };
};
