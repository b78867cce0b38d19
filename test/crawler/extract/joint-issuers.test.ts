import { describe, expect, test } from 'vitest';
import { organsIn } from '../../../crawler/extract/joint-issuers.ts';
import { documentOf, pageOf } from '../../support/document.ts';

test.each<[string, string[]]>([
	['市医保局、市财政局、市卫生健康委', ['市医保局', '市财政局', '市卫生健康委']],
	['临江市民政局　临江市财政局', ['临江市民政局', '临江市财政局']],
	['临江市民政局临江市财政局', ['临江市民政局', '临江市财政局']],
	['临江市民政局', []],
	['临 江 市 民 政 局', []],
	['许知微、市民政局', []],
])('%s', (text, names) => expect(organsIn(text)).toEqual(names));

describe('all that issue a document', () => {
	const signature = ['临江市民政局　临江市财政局', '临江市教育局', '2020年3月2日'];
	const all = ['临江市民政局', '临江市财政局', '临江市教育局'];
	const issuers = (title: string, lines: string[], head = '') =>
		documentOf(pageOf(title, lines, head))?.issuers;

	test('by the signature', () =>
		expect(issuers('关于某事的通知', signature)).toMatchObject({ value: all, from: 'signature' }));
	test('by the signature, where the table names the first alone', () =>
		expect(issuers('关于某事的通知', signature, '<p>索引号：1</p><p>发文机关：市民政局</p>')?.value).toEqual(
			all,
		));
	test('by the title, where nobody signs', () =>
		expect(issuers('临江市民政局 临江市财政局关于某事的通知', [])?.value).toEqual(all.slice(0, 2)));
	test('none, where the table names another', () =>
		expect(
			issuers('关于某事的通知', signature, '<p>索引号：1</p><p>发布机构：市应急管理局</p>'),
		).toBeUndefined());
	test('none, where one issues it', () =>
		expect(issuers('关于某事的通知', ['临江市民政局', '2020年3月2日'])).toBeUndefined());
});
