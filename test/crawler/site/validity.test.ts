import { expect, test } from 'vitest';
import { official } from '../../support/pages.ts';
import { siteOf } from '../../support/site.ts';

const title = '临江市人民政府关于加强城市供水的意见';
const lead = ['各县（区）人民政府：', '为保障用水安全，现就加强城市供水提出如下意见，请认真落实。'];
const evidence = (html: string) => {
	const { site } = siteOf({ pages: { '/a.html': html } });
	const [document] = site.documents;
	return [document?.validity, document?.validityEvidence];
};
const page = (body: readonly string[] = lead, table = {}) =>
	official(title, { number: '临政发〔2010〕3号', writtenOn: '2010-03-02', body: [...body], table });

test('validity rests on the label', () =>
	expect(evidence(page(lead, { 有效性: '已废止' }))).toEqual([
		'abolished',
		{ from: 'table:有效性', snippet: '已废止' },
	]));

test('validity rests on the sentence that ends it', () =>
	expect(evidence(page([...lead, '本意见自2010年4月1日起施行，有效期至2015年3月31日。']))).toMatchObject([
		'expired',
		{ snippet: expect.stringContaining('有效期至2015年3月31日') },
	]));

test('what nobody says rests on nothing', () => expect(evidence(page())).toEqual(['unknown', undefined]));
