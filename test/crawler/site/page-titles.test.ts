import { expect, test } from 'vitest';
import { list } from '../../support/pages.ts';
import { at, siteOf } from '../../support/site.ts';

/** A text of an old site: one window title for all pages, its own title in a font. */
const old = (title: string): string =>
	`<html><head><title>临江市政府信息网</title></head><body><table><tr><td align=center><b><font size=4>${title}</font></b></td></tr>
<tr><td><font size=2>发布时间：2026-03-04　信息来源：市政府办公室</font></td></tr><tr><td><font size=3>${'全市供水工作按照职责分工抓好组织实施，确保任务按时完成。'.repeat(4)}</font></td></tr></table></body></html>`;

test('pages under the site’s own name are called what the lists call them', () => {
	const names = ['临江市供水“十五五”规划', '临江市排水“十五五”规划', '临江市绿化“十五五”规划'];
	const { site } = siteOf({
		pages: {
			'/ghjh/': list(
				'规划计划',
				names.map((name, i) => [`/gh/${i}.html`, name, '2026-03-04'] as const),
			),
			...Object.fromEntries(names.map((name, i) => [`/gh/${i}.html`, old(name)])),
			'/zcjd/': list('政策解读', [
				['/jd/1.html', '《临江市供水“十五五”规划》解读', '2026-03-04'],
				['/jd/2.html', '《临江市供水管理办法》解读', '2026-03-04'],
			]),
			'/jd/1.html': old('《临江市供水“十五五”规划》解读'),
			'/jd/2.html': old('《临江市供水管理办法》解读'),
		},
	});
	expect(site.documents.map(({ url, title }) => [url, title])).toEqual(
		names.map((name, i) => [at(`/gh/${i}.html`), name]),
	);
	expect(
		site.interpretations.map(({ title, documents }) => [title, documents.map(({ url }) => url)]),
	).toEqual([
		['《临江市供水“十五五”规划》解读', [at('/gh/0.html')]],
		['《临江市供水管理办法》解读', []],
	]);
});
