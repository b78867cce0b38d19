import { describe, expect, it } from 'vitest';
import { explainedTitles, quotedTitles } from '../../../crawler/site/explain.ts';
import { indexTitles, likeness, plainTitle, titleForms } from '../../../crawler/site/titles.ts';

describe('titles', () => {
	it.each([
		['临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知', '临江市城市供水管理办法'],
		['临江市人民政府办公室关于印发临江市城市供水管理办法（试行）的通知', '城市供水管理办法'],
		['临江市人民政府关于公布《临江市城市供水管理办法》的公告', '《临江市城市供水管理办法》'],
		['临江市人民政府关于促进民营经济高质量发展的实施意见', '关于促进民营经济高质量发展的实施意见'],
		['【已失效】临江市城市供水管理办法', '临江市城市供水管理办法'],
	])('%s is named as %s', (title, name) => expect(indexTitles([title]).exact(name)).toEqual([0]));

	it.each([
		['临江市城市供水管理办法', '临江市城市供热管理办法'],
		['关于促进民营经济高质量发展的若干措施', '关于促进工业经济高质量发展的若干措施'],
		['2025年政府工作任务分解方案', '2026年政府工作任务分解方案'],
		['临江市人民政府关于修改《临江市城市供水管理办法》等三件规章的决定', '临江市城市供水管理办法'],
	])('%s is not %s', (title, name) => {
		const index = indexTitles([title]);
		expect([...index.exact(name), ...index.like(name, 0.6)]).toEqual([]);
	});

	it('likens an abbreviated title to the whole one', () => {
		expect(likeness(plainTitle('临江市供水管理办法'), plainTitle('临江市城市供水管理办法'))).toBeGreaterThan(
			0.8,
		);
		expect(indexTitles(['临江市城市供水管理办法']).like('临江市供水管理办法', 0.6)).toEqual([0]);
	});

	it('strips only what is a place', () =>
		expect(titleForms('促进城市更新若干措施')).toEqual(new Set(['促进城市更新若干措施'])));
});

describe('what an interpretation explains', () => {
	it.each([
		['《临江市城市供水管理办法》政策解读', ['临江市城市供水管理办法']],
		['一图读懂临江市城市供水管理办法', ['临江市城市供水管理办法']],
		['图解：临江市城市供水管理办法', ['临江市城市供水管理办法']],
		['【视频解读】临江市城市供水管理办法', ['临江市城市供水管理办法']],
		['市水务局负责人就《临江市城市供水管理办法》答记者问', ['临江市城市供水管理办法']],
		['关于《临江市城市供水管理办法》的解读之二', ['临江市城市供水管理办法']],
		['临江市城市供水管理办法解读（二）', ['临江市城市供水管理办法']],
		['《临江市城市供水管理办法》系列解读之一', ['临江市城市供水管理办法']],
		['政策解读', []],
	])('%s', (title, names) => expect(explainedTitles(title).titles).toEqual(names));

	it('keeps inner quotation marks', () =>
		expect(quotedTitles('《关于印发《临江市供水办法》的通知》解读')).toEqual([
			'关于印发《临江市供水办法》的通知',
		]));
});
