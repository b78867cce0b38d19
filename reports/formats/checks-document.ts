import { checkGroups } from '../../checks/check.ts';
import type { Profile } from '../profile.ts';
import { severities } from '../words.ts';
import { type CheckDescription, costWords, sourceWords, termLines } from './checks.ts';

/** Words as they are, whatever signs of Markdown they hold; addresses among them are examples, not links. */
const escaped = (words: string): string =>
	words.replace(/[\\`*_~[\]<>|#]/g, '\\$&').replace(/(?<=https?):(?=\/\/)|(?<=www)\./gi, '\\$&');

const list = (items: readonly string[]): string[] => items.map((item) => `- ${escaped(item)}`);

/** Lines below their name; nothing where there are none. */
const under = (name: string, lines: readonly string[]): string[] =>
	lines.length === 0 ? [] : [`- ${name}：`, ...lines.map((line) => `  - ${line}`)];

const inOrder = Object.keys(severities);

/** The gravest first, and by their ids. */
const sorted = (checks: readonly CheckDescription[]): CheckDescription[] =>
	[...checks].sort(
		(a, b) =>
			inOrder.indexOf(a.severity) - inOrder.indexOf(b.severity) || (a.id < b.id ? -1 : Number(a.id > b.id)),
	);

const section = (check: CheckDescription, terms: Readonly<Record<string, string>>): string[] => {
	const { id, name, decides, basis, repair, severity, points, vetoes, examples } = check;
	const own = Object.entries(terms).filter(([term]) =>
		check.terms.some((named) => term === named || term.startsWith(`${named}.`)),
	);
	return [
		`<a id="${id}"></a>`,
		'',
		`### ${escaped(name)}`,
		'',
		`- 编号：\`${id}\``,
		`- 判定：${escaped(decides)}`,
		`- 依据：${escaped(basis)}`,
		`- 严重程度：${severities[severity]}`,
		...(points.length === 0 ? ['- 分值：不扣分'] : []),
		...under(
			'分值',
			points.map((point) => escaped(`${costWords(point)}；${sourceWords(point)}`)),
		),
		...under('单项否决', vetoes.map(escaped)),
		...under(
			'期限和范围',
			own.map(([term, words]) => `${escaped(words)}（\`terms.${term}\`）`),
		),
		`- 改法：${escaped(repair)}`,
		'',
		'算问题：',
		'',
		...list(examples.wrong),
		'',
		'不算问题：',
		'',
		...list(examples.right),
		'',
	];
};

/** What each check decides, on which authority, what it costs by a profile, and by examples what is a finding and what is none. */
export const checksDocument = (checks: readonly CheckDescription[], profile: Profile): string => {
	const terms = termLines(profile);
	const groups = Object.entries(checkGroups).flatMap(([group, name]) => {
		const own = sorted(checks.filter((check) => check.group === group));
		return own.length === 0 ? [] : [{ group, name, own }];
	});
	return [
		'# 检查项说明',
		'',
		`共 ${checks.length} 项。分值、期限和范围按评分方案 \`${profile.name}\`（${profile.title}），“未核实”的可在自己的方案中改。`,
		'例子后注“待核对”的只作为线索（`review`），由人看过才算；不注的确定无疑时才指控（`certain`）。',
		'遇到防爬、登录、限流、没有读全或抓取提前结束，一律不算网站的错。',
		'',
		'本文由程序生成，请不要直接修改：改检查项的代码，再运行 `npm run docs`。',
		'',
		...groups.map(({ group, name, own }) => `- [${name}](#group-${group})（${own.length} 项）`),
		'',
		...groups.flatMap(({ group, name, own }) => [
			`<a id="group-${group}"></a>`,
			'',
			`## ${name}`,
			'',
			...own.map((check) => `- [${escaped(check.name)}](#${check.id})`),
			'',
			...own.flatMap((check) => section(check, terms)),
		]),
	].join('\n');
};
