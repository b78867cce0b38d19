import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkGroups } from '../../../checks/check.ts';
import { loadChecks } from '../../../checks/registry.ts';
import { describeChecks } from '../../../reports/formats/checks.ts';
import { checksDocument } from '../../../reports/formats/checks-document.ts';
import { national } from '../../../reports/profiles/national.ts';

const checks = await loadChecks();
const text = checksDocument(describeChecks(checks, national), national);
/** What the document says of one check. */
const about = (id: string): string => text.split(`<a id="${id}"></a>`)[1]?.split('<a id=')[0] ?? '';

describe('the document of the checks', () => {
	it('is the one in docs/', () => {
		const kept = readFileSync(new URL('../../../docs/checks.zh-CN.md', import.meta.url), 'utf8');
		expect(kept.replaceAll('\r\n', '\n') === text, 'docs/checks.zh-CN.md is old: npm run docs').toBe(true);
	});

	it('leads from its contents to each group and check, once', () => {
		const places = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
		const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id);
		const ids = [...Object.keys(checkGroups).map((group) => `group-${group}`), ...checks.map(({ id }) => id)];
		expect([...places].sort()).toEqual([...ids].sort());
		expect([...links].sort()).toEqual([...ids].sort());
	});

	it('gives points, terms and vetoes with where they come from', () => {
		expect(about('late-publication')).toContain(
			'  - 成文后几个工作日内公开：20；已核实：《政府信息公开条例》（国务院令第711号）第二十六条（`terms.publicationDays`）',
		);
		expect(about('stale-column')).toContain(
			'  - 网站检查·政策文件：每个扣 5 分，指标共 7 分（栏目类别为政策文件，仅一级栏目）；已核实：',
		);
		expect(about('stale-column')).toContain('（`terms.staleAfter.news`）');
		expect(about('missing-annual-report')).toContain('（`terms.governmentReportDue`）');
		expect(about('empty-column')).toContain('  - 栏目不更新：空白栏目达到 5 个即成立');
		expect(about('hidden-link')).toContain('须经人工确认');
	});

	it('shows the signs of Markdown as they are, and addresses as no links', () => {
		const [one] = describeChecks(
			checks.filter(({ id }) => id === 'broken-link'),
			national,
		);
		if (!one) throw new Error('broken-link is gone');
		const examples = { wrong: ['<b>临政办发[2026]1号*', 'http://10.0.0.1/a_b'], right: ['www.example.com'] };
		const shown = checksDocument([{ ...one, examples }], national);
		expect(shown).toContain('- \\<b\\>临政办发\\[2026\\]1号\\*\n- http\\://10.0.0.1/a\\_b\n');
		expect(shown).toContain('- www\\.example.com\n');
		expect(shown).not.toContain('group-document');
	});
});

describe('the examples of', () => {
	it.each(checks)('$id tell what is a finding and what is none, each once and in Chinese', ({ examples }) => {
		const { wrong, right } = examples;
		expect(wrong.length).toBeGreaterThan(0);
		expect(right.length).toBeGreaterThan(0);
		const all = [...wrong, ...right];
		expect(new Set(all).size).toBe(all.length);
		for (const example of all) {
			expect(example.length, example).toBeLessThan(90);
			expect(example, example).toMatch(/\p{Script=Han}|\.gov\.cn/u);
			// A person is asked to look at what is told, never at what is not.
			if (right.includes(example)) expect(example).not.toContain('待核对');
		}
	});
});
