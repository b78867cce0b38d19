import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { siteYaml } from '../../../reports/formats/site-yaml.ts';
import { column, config, crawled, home } from '../../support/report.ts';

interface Pasted {
	sites: { id: string; name: string; url: string; type: string; columns: { kind: string; url: string }[] }[];
}
const pasted = (text: string): Pasted['sites'][number] | undefined => (parse(text) as Pasted).sites[0];

describe('a site’s profile as YAML', () => {
	test('can be pasted, each column with how it was recognised', () => {
		const text = siteYaml(
			config,
			crawled({ columns: [column('zcwj', 'policy', { recognisedBy: 'ColumnName:政策文件' })] }),
		);
		expect(pasted(text)).toMatchObject({
			id: config.id,
			url: home,
			columns: [{ kind: 'policy', url: expect.stringMatching(/^https:\/\/[^/]+\/zcwj\/$/) }],
		});
		expect(text).toContain('依据 栏目名称标签“政策文件”');
	});

	test.each([
		['临江市教育局', 'department'],
		['临江市发展和改革委员会', 'department'],
		['临江市人民政府', 'portal'],
		['临江市人民政府办公室', 'portal'],
		['临江门户', 'portal'],
	])('of %s is that of a %s', (name, type) => {
		expect(pasted(siteYaml({ ...config, name }, crawled()))?.type).toBe(type);
	});

	test('counts the entries of lists alone', () => {
		const columns = [
			column('zn', 'guide', { content: 'text', items: 0 }),
			column('gg', 'notice', { content: 'list' }),
		];
		const [guide, notice] = siteYaml(config, crawled({ columns }))
			.split('\n')
			.filter((line) => line.includes('- { kind:'));
		expect(guide).toMatch(/，单页$/);
		expect(guide).not.toContain('条');
		expect(notice).toMatch(/，\d+ 条/);
	});

	test('holds no line that a page’s title could break', () => {
		const hostile = column('a', 'news', { title: '标题\n  - kind: "x"\u001b[31m' });
		const text = siteYaml({ ...config, name: '名称: "引号" # 井号' }, crawled({ columns: [hostile] }));
		expect(pasted(text)).toMatchObject({ name: '名称: "引号" # 井号', columns: [{ kind: 'news' }] });
		expect(text).not.toContain('\u001b');
	});
});
