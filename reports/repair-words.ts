import { dayName } from '../checks/facts/calendar.ts';
import type { DocumentFacts } from '../crawler/document-facts.ts';
import type { Site } from '../crawler/model.ts';
import { canonicalAddress } from './address.ts';
import type { Finding } from './model.ts';

/** What the page of a document shows now, where a finding about it was repaired. */
const ofDocument: Readonly<Record<string, (facts: DocumentFacts, key?: string) => string | undefined>> = {
	'missing-public-marker': ({ publicMarker, publicAttribute }) =>
		(publicMarker ?? publicAttribute) && `现在标明“${(publicMarker ?? publicAttribute)?.value}”`,
	'contradictory-marker': ({ publicMarker }) => publicMarker && `现在标明“${publicMarker.value}”`,
	'malformed-document-number': ({ documentNumber }) =>
		documentNumber && `文号现在是“${documentNumber.value}”`,
	'impossible-date': ({ publishedOn, writtenOn }) =>
		`现在发布日期是${dayName(publishedOn?.value ?? '无')}，成文日期是${dayName(writtenOn?.value ?? '无')}`,
	'missing-written-date': ({ writtenOn }) => writtenOn && `现在有成文日期：${dayName(writtenOn.value)}`,
	'missing-source': ({ source }) => source && `来源现在是“${source.value}”`,
	'missing-metadata': (facts, key) => {
		const values: Readonly<Record<string, string | undefined>> = {
			标题: facts.title?.value,
			发文机关: facts.issuer?.value,
			成文日期: facts.writtenOn && dayName(facts.writtenOn.value),
			发布日期: facts.publishedOn && dayName(facts.publishedOn.value),
			文号: facts.documentNumber?.value,
		};
		const value = key === undefined ? undefined : values[key];
		return value && `现在是“${value}”`;
	},
	'missing-attachment': ({ attachments }) =>
		attachments.length > 0 ? `现在有附件：${attachments.map(({ text }) => text).join('、')}` : undefined,
	'expired-document': ({ validityLabel }) => validityLabel && `现在标明“${validityLabel.value}”`,
	'abolished-document': ({ validityLabel }) => validityLabel && `现在标明“${validityLabel.value}”`,
	'contradictory-validity': ({ validityLabel }) => validityLabel && `现在标明“${validityLabel.value}”`,
};

const interpretationsOf = ({ documents, interpretations }: Site, isSubject: (url: string) => boolean) => {
	const urls = documents
		.filter(({ url, copies }) => [url, ...copies].some(isSubject))
		.flatMap((document) => document.interpretations);
	const titles = interpretations.filter(({ url }) => urls.includes(url)).map(({ title }) => `“${title}”`);
	return titles.length > 0 ? `现在有解读：${titles.slice(0, 3).join('、')}` : undefined;
};

const columnWords = ({ columns }: Site, isSubject: (url: string) => boolean): string | undefined => {
	const column = columns.find(({ url }) => isSubject(url));
	if (column?.content !== 'list') return undefined;
	const { items, lastPublishedOn } = column;
	return `现在有 ${items} 条${lastPublishedOn ? `，最新日期${dayName(lastPublishedOn)}` : ''}`;
};

const longest = 200;

/** What is now there in the place of what was wrong, as far as the site tells it. */
export const repairWords = ({ check, key, subject }: Finding, site: Site): string => {
	const address = canonicalAddress(subject);
	const isSubject = (url: string): boolean => canonicalAddress(url) === address;
	const document = site.documents.find(({ url, copies }) => [url, ...copies].some(isSubject));
	const words =
		(document && ofDocument[check]?.(document.facts, key)) ??
		(/interpretation$/.test(check) ? interpretationsOf(site, isSubject) : undefined) ??
		(/column$/.test(check) ? columnWords(site, isSubject) : undefined);
	return (words ?? '重新看过，已没有这个问题').slice(0, longest);
};
