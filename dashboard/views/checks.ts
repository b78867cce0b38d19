import { html } from 'hono/html';
import { type CheckDescription, costWords } from '../../reports/formats/checks.ts';
import { plain } from '../../reports/formats/text.ts';
import { severities } from '../../reports/words.ts';
import { number } from './format.ts';
import { facts, type Markup, tag } from './markup.ts';
import { profileName, severityTones } from './words.ts';

const point = (cost: CheckDescription['points'][number]): Markup =>
	html`<li>${plain(costWords(cost))} ${cost.verified ? tag('已核实', 'good') : tag('默认值', 'warn')}<span class="minor">${plain(cost.source)}</span></li>`;

const list = (items: readonly string[]): Markup =>
	html`<ul class="points">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const check = ({
	id,
	name,
	decides,
	basis,
	repair,
	severity,
	points,
	vetoes,
	examples,
}: CheckDescription): Markup =>
	html`<section class="card check" aria-labelledby="check-${id}">
<h2 id="check-${id}">${name} ${tag(severities[severity], severityTones[severity])}</h2>
${facts([
	['判定', decides],
	['依据', basis],
	['怎么改', repair],
	...(vetoes.length > 0 ? ([['单项否决', list(vetoes.map(plain))]] as const) : []),
	[
		'分值',
		points.length === 0
			? vetoes.length > 0
				? '不扣分'
				: '只提示，不扣分'
			: html`<ul class="points">${points.map(point)}</ul>`,
	],
	['编号', html`<code>${id}</code>`],
	[
		'例子',
		html`<details><summary>什么算问题，什么不算</summary><p>算问题：</p>${list(examples.wrong)}<p>不算问题：</p>${list(examples.right)}</details>`,
	],
])}
</section>`;

export interface ChecksProps {
	readonly checks: readonly CheckDescription[];
	/** Whose points are shown. */
	readonly profile: string;
}

/** What is checked, on what authority, and what it costs. */
export const checksView = ({ checks, profile }: ChecksProps): Markup => html`<h1>检查项</h1>
<p>共 ${number(checks.length)} 项。分值按${profileName(profile)}；标“默认值”的，国家没有公布分值或尚未核实，可在方案中改。</p>
${checks.map(check)}`;
