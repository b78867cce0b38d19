import { html } from 'hono/html';
import type { StoredDecision } from '../../reports/store/decision-model.ts';
import { siteMessages } from '../messages/site.ts';
import { signed } from './decide.ts';
import { saidOf } from './decided.ts';
import { type Markup, nothing, scroll } from './markup.ts';
import type { OverviewReport } from './site.ts';

const { takenBack: words } = siteMessages;

/** Each entry that was taken back, with the step that took it back. */
const pairsOf = (decisions: readonly StoredDecision[]) =>
	decisions.flatMap((revoked, at) => {
		if (revoked.step !== 'revoke') return [];
		const entry = decisions
			.slice(0, at)
			.findLast(({ about, subject }) => about === revoked.about && subject === revoked.subject);
		return entry && entry.step !== 'revoke' ? [{ entry, revoked }] : [];
	});

/** What people entered by hand and took back, oldest first. */
export const takenBackView = (
	decisions: readonly StoredDecision[],
	profile: OverviewReport['profile'],
): Markup => {
	const pairs = pairsOf(decisions);
	if (pairs.length === 0) return nothing;
	return html`<details><summary>${words.title}</summary><p class="note">${words.explained}</p>${scroll(
		words.title,
		html`<table>
<caption class="heard">${words.title}</caption>
<thead><tr><th scope="col">${words.what}</th><th scope="col">${words.entered}</th><th scope="col">${words.revoked}</th></tr></thead>
<tbody>${pairs.map(({ entry, revoked }) => {
			const [what, said] = saidOf(entry, profile);
			return html`<tr><th scope="row">${what}</th><td><s>${said}</s><span class="minor">${signed(entry)}</span></td><td>${signed(revoked)}</td></tr>`;
		})}</tbody>
</table>`,
	)}</details>`;
};
