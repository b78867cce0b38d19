import { html } from 'hono/html';
import type { CheckDescription } from '../../reports/formats/checks.ts';
import { plain } from '../../reports/formats/text.ts';
import { severities } from '../../reports/words.ts';
import { number } from './format.ts';
import { facts, type Markup, tag } from './markup.ts';
import { kinds, profileName, severityTones } from './words.ts';

const scoreNames = { inspection: '网站检查', disclosure: '政务公开' } as const;

const point = (cost: CheckDescription['points'][number]): Markup => {
	const { score, indicatorName, kinds: only, firstLevel, keys, each, onHomepage, upTo, max } = cost;
	const conditions = [
		...(only ? [`栏目类别为${only.map((kind) => kinds[kind]).join('、')}`] : []),
		...(firstLevel ? ['仅一级栏目'] : []),
		...(keys ? [`仅 ${keys.join('、')}`] : []),
	];
	return html`<li>${scoreNames[score]}·${plain(indicatorName)}：每个扣 ${each} 分${
		onHomepage === undefined ? '' : `，首页上的每个扣 ${onHomepage} 分`
	}${upTo === undefined ? '' : `，本项最多扣 ${upTo} 分`}，指标共 ${max} 分${
		conditions.length > 0 ? `（${conditions.join('，')}）` : ''
	} ${cost.verified ? tag('已核实', 'good') : tag('默认值', 'warn')}<span class="minor">${plain(cost.source)}</span></li>`;
};

const check = ({ id, name, decides, basis, repair, severity, points }: CheckDescription): Markup =>
	html`<section class="card check" aria-labelledby="check-${id}">
<h2 id="check-${id}">${name} ${tag(severities[severity], severityTones[severity])}</h2>
${facts([
	['判定', decides],
	['依据', basis],
	['怎么改', repair],
	['分值', points.length === 0 ? '只提示，不扣分' : html`<ul class="points">${points.map(point)}</ul>`],
	['编号', html`<code>${id}</code>`],
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
