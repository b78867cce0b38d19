import { html } from 'hono/html';
import type { AuditLog, LogEntry, LogLevel } from '../../reports/audit-log.ts';
import { plain } from '../../reports/formats/text.ts';
import { type Audit, isTakenOut } from '../../reports/store/audit-model.ts';
import { shanghaiTime } from '../../reports/time.ts';
import { auditLogMessages as words } from '../messages/audit-log.ts';
import { auditsMessages as listWords } from '../messages/audits.ts';
import { sharedMessages } from '../messages/shared.ts';
import type { LogState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { bytes, clock, day, number, percent } from './format.ts';
import { facts, type Markup, nothing, scroll, tag } from './markup.ts';
import { pager } from './pager.ts';
import { auditStates } from './words.ts';

export interface AuditLogProps {
	readonly audit: Audit;
	/** Absent where none is kept. */
	readonly log?: AuditLog;
	/** A page of its lines, the newest first. */
	readonly entries: readonly LogEntry[];
	/** Lines that fit. */
	readonly count: number;
	readonly state: Required<LogState>;
	readonly size: number;
}

const tones = { debug: 'calm', info: 'calm', warn: 'warn', error: 'bad' } as const satisfies Record<
	LogLevel,
	string
>;

const counted: ReadonlySet<string> = new Set([
	...['pagesFetched', 'pagesRendered', 'linksChecked', 'requests', 'bytes', 'findings'],
]);

/** What a line tells as programs do, as people read it: instants, days, sizes, shares and numbers. */
const detailValue = (name: string, value: string): string => {
	if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return sharedMessages.dayName(value);
	if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value)) {
		const time = shanghaiTime(value);
		return `${sharedMessages.dayName(time.slice(0, 10))} ${time.slice(11, 19)}`;
	}
	if (name === 'share' && /^[01](?:\.\d+)?$/.test(value)) return percent(Number(value));
	if (!/^\d{1,15}$/.test(value) || !counted.has(name)) return value;
	return name === 'bytes' ? bytes(Number(value)) : number(Number(value));
};

const row = ({ at, level, message, details }: LogEntry): Markup => {
	const time = shanghaiTime(at);
	return html`<tr><th scope="row"><time datetime="${time}">${sharedMessages.dayName(time.slice(0, 10))} ${time.slice(11, 19)}</time></th><td>${tag(words.levels[level], tones[level])}</td><td>${words.line(message)}${details.map(
		([name, value]) =>
			html`<span class="minor address">${words.detail(name, detailValue(name, value))}</span>`,
	)}</td></tr>`;
};

const lines = (props: AuditLogProps, urls: Urls): Markup => {
	const { audit, log, entries, count, state, size } = props;
	if (!log) return html`<p class="empty">${words.none}</p>`;
	const other = { isWhole: !state.isWhole };
	const total = words.count(number(count));
	return html`<p class="note">${words.newest}${log.isCut ? ` ${words.cut}` : ''}</p>
<p><a href="${urls.auditLog(audit.site, audit.id, other)}">${state.isWhole ? words.brief : words.whole}</a></p>
${
	entries.length === 0
		? html`<p class="empty">${words.noLines}</p>`
		: scroll(
				words.table,
				html`<table class="lines">
<caption class="heard">${words.table}</caption>
<thead><tr><th scope="col">${words.time}</th><th scope="col">${words.level}</th><th scope="col">${words.words}</th></tr></thead>
<tbody>${entries.map(row)}</tbody>
</table>`,
			)
}
${pager({
	...{ what: words.what, total, page: state.page, size, count },
	hrefOf: (page) => urls.auditLog(audit.site, audit.id, { ...state, page }),
})}`;
};

/** What one audit logged, in words. */
export const auditLogView = (props: AuditLogProps, urls: Urls): Markup => {
	const { audit } = props;
	const { facts: names } = words;
	return html`<h2>${words.title}</h2>
<p><a href="${urls.siteAudits(audit.site)}">${words.back}</a></p>
${facts([
	[names.asOf, day(audit.asOf)],
	[names.started, audit.startedAt ? clock(audit.startedAt) : words.notStarted],
	[names.finished, audit.finishedAt ? clock(audit.finishedAt) : words.notEnded],
	[names.state, isTakenOut(audit) ? listWords.takenOut : auditStates[audit.state]],
	...(audit.error ? ([[names.error, plain(audit.error)]] as const) : []),
])}
${lines(props, urls)}${nothing}`;
};
