import { kindOfColumn } from '../extract/columns.ts';
import { type Identity, isSameOwner, namesOwner, ownerIn } from '../extract/identity.ts';

/** Hosts that are never a government's own site, whoever links to them: national ones, service halls, logins, searches. */
const neverHost =
	/^(?:(?:www|big5|english)\.)?gov\.cn$|^(?:[\w-]*zwfw[\w-]*|tyrz|tysfrz|sfrz|sso|cas|login|passport|o?auth|accounts?|user|ucenter|so|sou|search\w*|mail|oa)\./i;

/** Hosts that no evidence makes a part of the site. */
export const isNeverSibling = (url: string): boolean => neverHost.test(new URL(url).hostname);

/** Names under which sites link to their disclosure platform. */
const platformName =
	/^(?:[\u4e00-\u9fa5]{2,12}?(?:人民政府|政府|[省市县区旗州盟镇乡]|街道|局|委))?(?:政府|政务)?(?:信息公开|政务公开)(?:专栏|专题|平台|目录|网站?|系统|专网|栏目)?$/u;

/** The words name the platform of disclosure itself, not a column of it. */
export const namesPlatform = (text: string): boolean => platformName.test(text.replace(/\s/g, ''));

/** Words of a link that may lead to a part of the site on another host. */
export const mayLeadToSibling = (text: string): boolean => {
	const name = text.replace(/\s/g, '');
	if (name.length < 2 || name.length > 20) return false;
	if (namesPlatform(name)) return true;
	const kind = kindOfColumn({ names: [{ text: name, from: 'nav' }] })?.kind;
	return kind !== undefined && kind !== 'other';
};

/** Public suffixes of two labels under .cn; below them one label is registered. */
const secondLevel = new Set(['gov', 'com', 'net', 'org', 'edu', 'ac', 'mil']);

const registeredDomain = (hostname: string): string => {
	if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
	const labels = hostname.split('.');
	const [second, top] = labels.slice(-2);
	return labels.slice(top === 'cn' && second && secondLevel.has(second) ? -3 : -2).join('.');
};

/** Below one registered domain, or one machine's address under another port. */
export const isNear = (a: string, b: string): boolean => {
	const [one, other] = [new URL(a).hostname, new URL(b).hostname];
	return one === other || registeredDomain(one) === registeredDomain(other);
};

const isGovernmentHost = (url: string): boolean => /\.gov\.cn$/i.test(new URL(url).hostname);

/** A site with its address. */
export interface Claimant {
	readonly url: string;
	readonly identity: Identity;
}

/** What a page says of whose it is, and the evidence or the want of it in a Chinese phrase. `unsaid`: it may say more once its scripts have run. */
export interface Verdict {
	readonly whose: 'same' | 'others' | 'unsaid';
	readonly by: string;
}

const siteWords = /政府|门户|网|中国|信息公开/;

/** What a site is called that may name its owner: its tag, and those of its other names that speak as a site's name does; its pictures where nothing else does. */
const ownersOf = ({ siteName, names, pictures }: Identity): string[] => {
	const owners = (texts: readonly string[]): string[] =>
		texts
			.filter((name) => name === siteName || siteWords.test(name) || namesOwner(name))
			.map(ownerIn)
			.filter((owner) => owner.length >= 2);
	const said = owners([...(siteName ? [siteName] : []), ...names]);
	return said.length > 0 ? said : owners(pictures);
};

/** The name is the owner's, with nothing or a column's name after it: 青溪县数据开放. */
const belongsTo = (name: string, owners: readonly string[]): boolean => {
	const rest = ownerIn(name);
	return owners.some(
		(owner) =>
			isSameOwner(rest, owner) ||
			(rest.startsWith(owner) && !namesOwner(rest) && mayLeadToSibling(rest.slice(owner.length))),
	);
};

/** What the candidate's names say: of the same owner, of another one, or nothing. */
const readNames = (
	home: Identity,
	{ siteName, names, pictures }: Identity,
	operatorsName: string,
): { own?: string; foreign?: string } => {
	const owners = [...ownersOf(home), ownerIn(operatorsName)].filter((owner) => owner.length >= 2);
	// A site that does not say whose it is can tell nobody else's from its own.
	if (owners.length === 0) return {};
	const own = [...(siteName ? [siteName] : []), ...names, ...pictures].find((name) =>
		belongsTo(name, owners),
	);
	const isOthers = (name: string): boolean => namesOwner(name) && !belongsTo(name, owners);
	// A tag speaks for the site; without one its title does, as far as it says whose site it is.
	const site = siteName ? [siteName] : names.filter((name) => siteWords.test(name));
	const foreign = site.find(isOthers) ?? (own ? undefined : names.find(isOthers));
	return { ...(own ? { own } : {}), ...(foreign ? { foreign } : {}) };
};

/**
 * Whether a page on another host belongs to the site of the same government. Names alone count only under the same domain;
 * outside the government's domain nothing does, since anybody may copy a tag.
 */
export const judgeSibling = (home: Claimant, candidate: Claimant, operatorsName = ''): Verdict => {
	if (isNeverSibling(candidate.url)) return { whose: 'others', by: '政务服务、登录、检索等其他系统' };
	const [mine, theirs] = [home.identity, candidate.identity];
	if (mine.siteIdCode && theirs.siteIdCode && mine.siteIdCode !== theirs.siteIdCode)
		return { whose: 'others', by: `网站标识码不同（${theirs.siteIdCode}）` };
	const { own, foreign } = readNames(mine, theirs, operatorsName);
	if (foreign) return { whose: 'others', by: `是另一单位的网站（${foreign}）` };
	const near = isNear(home.url, candidate.url);
	if (!near && !(isGovernmentHost(home.url) && isGovernmentHost(candidate.url)))
		return { whose: 'others', by: '不在同一域名下' };
	if (mine.siteIdCode && mine.siteIdCode === theirs.siteIdCode)
		return { whose: 'same', by: `网站标识码相同（${mine.siteIdCode}）` };
	if (own && own === theirs.siteName) return { whose: 'same', by: `网站名称“${own}”` };
	if (mine.hostUnit && mine.hostUnit === theirs.hostUnit)
		return { whose: 'same', by: `主办单位相同（${mine.hostUnit}）` };
	if (own && near) return { whose: 'same', by: `同一域名，页面名称“${own}”` };
	return own
		? { whose: 'others', by: '不在同一域名下' }
		: { whose: 'unsaid', by: '页面没有说明是同一政府的网站' };
};
