import type { Fact } from '../page-facts.ts';
import { dayOfUrl, daysBetween, findDate, parseDay } from './dates.ts';
import type { Element } from './dom.ts';
import { fact, filled, type PageContext } from './fact.ts';
import type { LabelValue } from './labels.ts';
import type { Range, ScanLine } from './scan.ts';

/** When the page was built, by the tags in which publishing systems say so. */
const builtAt = (metas: readonly Element[]): string | undefined => {
	for (const { attribs } of metas) {
		if (/^maketime$/i.test(attribs.name ?? '')) return attribs.content?.trim();
		const built = /页面生成时间\s*(.*)/.exec(attribs.content ?? '')?.[1];
		if (built) return built.trim();
	}
	return undefined;
};

const beside = /^[【[（(]?(?:来源|浏览|字体|点击|阅读|字号|访问|打印|分享).{0,30}$/;

/** A date that stands alone or begins a line of particulars under the title, without a label. */
const bareDate = (
	lines: readonly ScanLine[],
	heading: Range | undefined,
	body: Range,
): string | undefined => {
	if (!heading) return undefined;
	for (
		let i = heading.to;
		i < Math.min(heading.to + 8, Math.max(body.from, heading.to + 4), lines.length);
		i++
	) {
		const { text, hidden } = lines[i] as ScanLine;
		if (hidden || text.length > 160) continue;
		const date = findDate(text);
		if (!date) continue;
		const alone = date.end - date.index >= text.length - 10 && date.index <= 2;
		// Beside a line of counters and tools it is of their kind.
		const amongTools = [lines[i - 1], lines[i + 1]].some((line) => line && beside.test(line.text));
		if (
			(alone && (i < body.from || date.clock || amongTools)) ||
			/来源|浏览|字体|点击|阅读|字号|作者|打印/.test(text)
		)
			return date.on;
	}
	return undefined;
};

/** Tags that say when the page was published, the standard one first. */
const tags = [
	...['pubdate', 'publishdate', 'article:published_time', 'publishtime', 'datepublished', 'pubtime'],
	...['publicationdate', 'og:release_date', 'releasedate'],
];

/** The day of publication: PubDate, the visible label, a bare date under the title, the address; see where two of them disagree. */
export const publishedFact = (
	page: PageContext,
	labels: readonly LabelValue[],
	lines: readonly ScanLine[],
	heading: Range | undefined,
	body: Range,
	/** What only machines are told, looked for where readers see nothing. */
	unseen: () => Fact | undefined,
): Fact | undefined => {
	const { meta, metas, url } = page;
	const shown = labels.filter(({ kind }) => kind === 'published');
	let label: Fact | undefined;
	for (const { value, scripted, label: name } of shown) {
		const on =
			parseDay(value.slice(0, 60)) ??
			(value === '' || !findDate(value) ? scripted && parseDay(scripted) : undefined);
		if (!on) continue;
		label = fact(on, `table:${name}`);
		break;
	}
	const address = dayOfUrl(url);
	const made = builtAt(metas);
	const written = tags.map((name) => meta[name]).find((value) => value);
	// A tag that only tells when the page was built says nothing of its publication.
	const tagged = written && (!made || written.trim() !== made.trim()) ? parseDay(written) : undefined;
	if (tagged) {
		const agrees = !label || Math.abs(daysBetween(tagged, label.value)) <= 1;
		if (agrees) return fact(tagged, 'meta:PubDate');
		// Two against one: the address bears the date that the page shows.
		if (label && address === label.value) return label;
		return fact(tagged, 'meta:PubDate', 'likely', `页面显示${label?.value ?? ''}`);
	}
	if (label) return label;
	const bare = bareDate(lines, heading, body);
	if (bare) return fact(bare, 'text', 'certain');
	const told = unseen();
	if (told) return told;
	const issued = labels.find(({ kind, value }) => kind === 'issued' && findDate(value) !== undefined);
	if (
		issued &&
		(findDate(issued.value)?.clock || !filled(labels, 'written') || /生成|产生/.test(issued.label))
	) {
		const on = parseDay(issued.value);
		// Without a time of day it may be the day of signing: the address knows better.
		if (on && !(address && !findDate(issued.value)?.clock))
			return fact(on, `table:${issued.label}`, 'likely');
	}
	if (address) return fact(address, 'url', 'likely');
	const updated = filled(labels, 'updated');
	const on = updated && parseDay(updated.value);
	if (on) return fact(on, `table:${updated.label}`, 'likely');
	const built = written && parseDay(written);
	return built ? fact(built, 'meta:PubDate', 'likely') : undefined;
};
