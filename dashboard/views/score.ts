import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { MonthSums } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import { scoreMessages as words } from '../messages/scores.ts';
import { type Markup, tag } from './markup.ts';
import { change, points, scaled } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

export interface ScoreProps {
	readonly sums: MonthSums;
	/** Why the site is unqualified, a clause each. */
	readonly reasons: readonly string[];
	readonly isDepartment: boolean;
	/** 加分 that is in the number of 网站检查. */
	readonly bonus: number;
}

const verdictCard = ({ sums, reasons }: ScoreProps): Markup => {
	const { verdict, complete, stopReason, vetoesAwaiting } = sums;
	return html`<div class="card"><h3>${words.verdict}</h3><p class="big">${tag(verdicts[verdict], verdictTones[verdict])}${
		complete ? '' : html` ${tag(incomplete, 'warn')}`
	}</p>${reasons.map((reason) => html`<p class="reason">${plain(reason)}</p>`)}${
		vetoesAwaiting > 0 ? html`<p>${words.awaiting(vetoesAwaiting, reasons.length > 0)}</p>` : ''
	}${complete ? '' : html`<p>${words.incomplete(plain(stopReason ?? '') || words.unknownReason)}</p>`}</div>`;
};

/** Both scores and the verdict at a glance. */
export const scoreCards = (props: ScoreProps): Markup => {
	const { sums, isDepartment, bonus } = props;
	return html`<div class="cards">
${verdictCard(props)}
<div class="card"><h3>${words.inspection}</h3><p class="big">${points(sums.inspection)} ${change(sums.inspectionChange)}</p>${scaled(sums.inspection, sums.inspectionObserved, bonus)}${
		isDepartment ? html`<p>${words.departmentsOwn}</p>` : ''
	}</div>
<div class="card"><h3>${words.disclosure}</h3><p class="big">${points(sums.disclosure)} ${change(sums.disclosureChange)}</p>${scaled(sums.disclosure, sums.disclosureObserved)}</div>
</div>`;
};
