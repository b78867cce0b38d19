import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Upcoming } from '../../reports/model.ts';
import { upcomingNames } from '../../reports/words.ts';
import { day, number } from './format.ts';
import { external, type Markup, nothing, scroll } from './markup.ts';

/** Rows shown; a large site may have a row for each of its columns. */
const shown = 50;

/** What will be a finding if nobody does anything, the soonest first. */
export const upcomingView = (
	upcoming: readonly Upcoming[],
	nameOf: (check: string) => string,
): Markup => html`<p>这些还不是问题，也不扣分；到期仍没有处理的，下次审计会列为问题。</p>
${scroll(
	'即将到期的事项',
	html`<table>
<caption class="heard">即将到期的事项</caption>
<thead><tr><th scope="col">期限</th><th scope="col">事项</th><th scope="col">对象</th><th scope="col">要做的</th></tr></thead>
<tbody>${upcoming
		.slice(0, shown)
		.map(
			({ check, subject, title, dueOn, message }) =>
				html`<tr><th scope="row">${day(dueOn)}</th><td>${upcomingNames[check] ?? nameOf(check)}</td><td>${external(subject, title || subject)}</td><td>${plain(message)}</td></tr>`,
		)}</tbody>
</table>`,
)}
${upcoming.length > shown ? html`<p class="note">共 ${number(upcoming.length)} 项，这里列出最早的 ${shown} 项，其余见完整报告。</p>` : nothing}`;
