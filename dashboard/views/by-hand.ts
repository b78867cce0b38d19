import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Report, Veto } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import { may, type Reader } from '../access.ts';
import type { Urls } from '../urls.ts';
import { signature, signed } from './decide.ts';
import { type Markup, scroll } from './markup.ts';
import { vetoStates } from './words.ts';

export interface ByHandProps {
	readonly site: string;
	readonly month: string;
	readonly scores: Report['scores'];
	readonly profile: Profile;
	readonly isDepartment: boolean;
	/** What was signed cannot be entered any more. */
	readonly isFrozen: boolean;
	/** Whoever looks: what they may not enter is not offered. */
	readonly reader: Reader;
}

const vetoForm = (veto: Veto, { site, month, profile, reader }: ByHandProps, urls: Urls): Markup => {
	const title = plain(profile.vetoes[veto.id]?.name ?? veto.id);
	return html`<details><summary>认定“${title}”（现在：${vetoStates[veto.state]}）</summary>
<form class="decide" method="post" action="${urls.decideVeto(site, veto.id)}">
<input type="hidden" name="month" value="${month}">
<fieldset class="choices"><legend>${title}</legend>
<label class="choice"><input type="radio" name="holds" value="yes" required> 成立<span class="minor">（网站因此不合格）</span></label>
<label class="choice"><input type="radio" name="holds" value="no"> 不成立</label>
${veto.ruling ? html`<label class="choice"><input type="radio" name="holds" value="revoke"> 取消人工认定<span class="minor">（恢复程序的判断：${vetoStates[veto.ruling.told]}）</span></label>` : ''}
</fieldset>
${signature(reader, '必填，如核实经过')}
<button>提交</button>
</form></details>`;
};

/** What was entered, with who, when and why; every number by hand is marked so. */
const entered = ({ scores, profile }: ByHandProps): Markup => {
	const { inspection, disclosure } = scores;
	const rows = [
		...inspection.vetoes.flatMap(({ id, ruling }) =>
			ruling
				? [[`单项否决“${profile.vetoes[id]?.name ?? id}”`, ruling.holds ? '成立' : '不成立', ruling] as const]
				: [],
		),
		...[...inspection.items, ...disclosure.items].flatMap(({ indicator, entered: said }) =>
			said
				? [
						[
							profile.indicators[indicator]?.name ?? indicator,
							said.points > 0 ? `扣 ${said.points} 分` : '看过，不扣分',
							said,
						] as const,
					]
				: [],
		),
		...(inspection.bonus
			? [
					[
						'加分',
						`${inspection.bonus.points} 分，计入 ${inspection.bonus.counted} 分`,
						inspection.bonus,
					] as const,
				]
			: []),
	];
	if (rows.length === 0) return html`<p>没有人工录入的内容。</p>`;
	return scroll(
		'人工录入的内容',
		html`<table>
<caption class="heard">人工录入的内容</caption>
<thead><tr><th scope="col">项目</th><th scope="col">录入</th><th scope="col">谁、何时、为什么</th></tr></thead>
<tbody>${rows.map(([what, value, said]) => html`<tr><th scope="row">${plain(what)}</th><td>${value}</td><td>${signed(said)}</td></tr>`)}</tbody>
</table>`,
	);
};

const pointsForm = (
	{ site, month, scores, profile, isDepartment, reader }: ByHandProps,
	urls: Urls,
): Markup => {
	const { inspection, disclosure } = scores;
	const options = [...inspection.items, ...disclosure.items].map(
		({ indicator, max, observed }) =>
			html`<option value="${indicator}">${plain(profile.indicators[indicator]?.name ?? indicator)}（满分 ${max}${observed ? '' : '，程序看不到'}）</option>`,
	);
	return html`<details><summary>录入扣分或加分</summary>
<form class="decide" method="post" action="${urls.enterPoints(site)}">
<input type="hidden" name="month" value="${month}">
<label>项目 <select name="indicator" required>${options}${isDepartment ? '' : html`<option value="bonus">加分（至多 ${profile.bonusMax}，得分超过 ${profile.bonusAbove} 才计入）</option>`}</select></label>
<label>分数 <input name="points" inputmode="decimal" pattern="\\d{1,3}(\\.\\d{1,2})?" maxlength="6"></label>
<p class="note">指标填要扣的分，在程序扣分之外另扣，扣完为止；0 表示人工看过、没有问题。分数留空，取消原来的录入。</p>
${signature(reader, '必填，如检查的对象和结果')}
<button>提交</button>
</form></details>`;
};

/** What people enter of a site's month, and what they entered. */
export const byHandView = (props: ByHandProps, urls: Urls): Markup => {
	const { site, scores, reader, isFrozen } = props;
	if (!may(reader, 'decide', site)) return entered(props);
	return html`${entered(props)}
${
	isFrozen
		? html`<p class="note">本月已定稿，不能再录入。</p>`
		: html`${scores.inspection.vetoes.map((veto) => vetoForm(veto, props, urls))}${pointsForm(props, urls)}`
}`;
};
