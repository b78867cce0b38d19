import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ScoreItem } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { MonthSums } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import { number } from './format.ts';
import { absent, type Markup, nothing, scroll, tag } from './markup.ts';
import { change, points, scaled } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

export interface ScoreProps {
	readonly sums: MonthSums;
	/** Why the site is unqualified, a clause each. */
	readonly reasons: readonly string[];
	readonly isDepartment: boolean;
}

const verdictCard = ({ sums, reasons }: ScoreProps): Markup => {
	const { verdict, complete, stopReason, vetoesAwaiting } = sums;
	return html`<div class="card"><h3>结论</h3><p class="big">${tag(verdicts[verdict], verdictTones[verdict])}${
		complete ? '' : html` ${tag(incomplete, 'warn')}`
	}</p>${reasons.map((reason) => html`<p class="reason">${plain(reason)}</p>`)}${
		vetoesAwaiting > 0
			? html`<p>${reasons.length > 0 ? '另有' : '有'} ${vetoesAwaiting} 项单项否决待人工确认</p>`
			: ''
	}${complete ? '' : html`<p>本次审计不完整：${plain(stopReason ?? '') || '原因未记录'}</p>`}</div>`;
};

/** Both scores and the verdict at a glance. */
export const scoreCards = (props: ScoreProps): Markup => {
	const { sums, isDepartment } = props;
	return html`<div class="cards">
${verdictCard(props)}
<div class="card"><h3>网站检查</h3><p class="big">${points(sums.inspection)} ${change(sums.inspectionChange)}</p>${scaled(sums.inspection, sums.inspectionObserved)}${
		isDepartment ? html`<p>本系统自算，国家对部门网站只看单项否决</p>` : ''
	}</div>
<div class="card"><h3>政务公开</h3><p class="big">${points(sums.disclosure)} ${change(sums.disclosureChange)}</p>${scaled(sums.disclosure, sums.disclosureObserved)}</div>
</div>`;
};

const nameOf = ({ indicator }: ScoreItem, profile: Profile): string =>
	plain(profile.indicators[indicator]?.name ?? indicator);

const itemRow = (item: ScoreItem, profile: Profile): Markup => {
	const { max, deducted, findings } = item;
	return html`<tr><th scope="row">${nameOf(item, profile)}</th><td class="number">${max}</td><td class="number">${
		deducted > 0 ? html`<strong class="bad">−${deducted}</strong>` : '0'
	}${item.entered ? html` ${tag(`人工扣 ${item.entered.points}`, 'warn')}` : ''}</td><td class="number">${findings > 0 ? number(findings) : absent()}</td></tr>`;
};

const observedTable = (name: string, items: readonly ScoreItem[], profile: Profile): Markup =>
	items.length === 0
		? html`<p>${name}没有观察到任何指标。</p>`
		: scroll(
				`${name}各指标得分`,
				html`<table>
<caption>${name}各指标</caption>
<thead><tr><th scope="col">指标</th><th scope="col">满分</th><th scope="col">扣分</th><th scope="col">问题</th></tr></thead>
<tbody>${items.map((item) => itemRow(item, profile))}</tbody>
</table>`,
			);

const unobservedTable = (name: string, items: readonly ScoreItem[], profile: Profile): Markup =>
	items.length === 0
		? nothing
		: html`<details><summary>另有 ${number(items.length)} 项未观察</summary>${scroll(
				`${name}未观察的指标`,
				html`<table>
<caption class="heard">${name}未观察的指标</caption>
<thead><tr><th scope="col">指标</th><th scope="col">满分</th><th scope="col">是否观察</th></tr></thead>
<tbody>${items.map(
					(item) =>
						html`<tr class="unobserved"><th scope="row">${nameOf(item, profile)}</th><td class="number">${item.max}</td><td>未观察，不计入</td></tr>`,
				)}</tbody>
</table>`,
			)}</details>`;

/** One score's indicators, those that nothing was seen of folded. */
export const itemTable = (name: string, items: readonly ScoreItem[], profile: Profile): Markup => {
	const observed = items.filter((item) => item.observed);
	const others = items.filter((item) => !item.observed);
	return html`<div>${observedTable(name, observed, profile)}${unobservedTable(name, others, profile)}</div>`;
};
