import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Disclosure, Inspection, ScoreItem } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { MonthSums } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import { number } from './format.ts';
import { absent, type Markup, scroll, tag } from './markup.ts';
import { change, points, scaled } from './points.ts';
import { incomplete, verdictTones, vetoStates, vetoTones } from './words.ts';

export interface ScoreProps {
	readonly sums: MonthSums;
	readonly inspection: Inspection;
	readonly disclosure: Disclosure;
	/** For the names of vetoes and indicators. */
	readonly profile: Profile;
	readonly isDepartment: boolean;
}

/** Both scores and the verdict at a glance. */
export const scoreCards = ({ sums, isDepartment }: ScoreProps): Markup => html`<div class="cards">
<div class="card"><h3>结论</h3><p class="big">${tag(verdicts[sums.verdict], verdictTones[sums.verdict])}${
	sums.complete ? '' : html` ${tag(incomplete, 'warn')}`
}</p>${sums.complete ? '' : html`<p>本次审计不完整：${plain(sums.stopReason ?? '') || '原因未记录'}</p>`}${
	sums.vetoesHeld > 0 ? html`<p>单项否决成立 ${sums.vetoesHeld} 项</p>` : ''
}${sums.vetoesAwaiting > 0 ? html`<p>另有 ${sums.vetoesAwaiting} 项单项否决待人工确认</p>` : ''}</div>
<div class="card"><h3>网站检查</h3><p class="big">${points(sums.inspection)} ${change(sums.inspectionChange)}</p><p>${scaled(sums.inspection, sums.inspectionObserved)}</p>${
	isDepartment ? html`<p>本系统自算，国家对部门网站只看单项否决</p>` : ''
}</div>
<div class="card"><h3>政务公开</h3><p class="big">${points(sums.disclosure)} ${change(sums.disclosureChange)}</p><p>${scaled(sums.disclosure, sums.disclosureObserved)}</p></div>
</div>`;

/** The six vetoes with their states. */
export const vetoTable = ({ inspection, profile }: ScoreProps): Markup =>
	scroll(
		'单项否决',
		html`<table>
<caption>单项否决</caption>
<thead><tr><th scope="col">指标</th><th scope="col">状态</th><th scope="col">涉及</th></tr></thead>
<tbody>${inspection.vetoes.map(
			({ id, state, findings }) =>
				html`<tr><th scope="row">${plain(profile.vetoes[id]?.name ?? id)}</th><td>${tag(vetoStates[state], vetoTones[state])}</td><td class="number">${
					findings > 0 ? `${number(findings)} 个${id === 'veto-stale-columns' ? '栏目' : '问题'}` : absent()
				}</td></tr>`,
		)}</tbody>
</table>`,
	);

const itemRow = (item: ScoreItem, profile: Profile): Markup => {
	const { indicator, max, deducted, observed, findings } = item;
	return html`<tr${observed ? '' : html` class="unobserved"`}><th scope="row">${plain(profile.indicators[indicator]?.name ?? indicator)}</th><td class="number">${max}</td><td class="number">${
		observed ? (deducted > 0 ? html`<strong class="bad">−${deducted}</strong>` : '0') : absent('未观察')
	}</td><td class="number">${findings > 0 ? number(findings) : absent()}</td><td>${
		observed ? '已观察' : '未观察，不计入'
	}</td></tr>`;
};

/** One score's indicators. */
export const itemTable = (name: string, items: readonly ScoreItem[], profile: Profile): Markup =>
	scroll(
		`${name}各指标得分`,
		html`<table>
<caption>${name}各指标</caption>
<thead><tr><th scope="col">指标</th><th scope="col">满分</th><th scope="col">扣分</th><th scope="col">问题</th><th scope="col">是否观察</th></tr></thead>
<tbody>${items.map((item) => itemRow(item, profile))}</tbody>
</table>`,
	);
