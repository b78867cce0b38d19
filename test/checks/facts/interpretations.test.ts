import { expect, it } from 'vitest';
import { documentName } from '../../../checks/facts/documents.ts';
import { namingOf, searchWords } from '../../../checks/facts/interpretations.ts';
import type { Document } from '../../../crawler/model.ts';
import { article, official } from '../../support/pages.ts';
import { siteOf } from '../../support/site.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const { documents } = siteOf({
	pages: {
		'/a': official(title, { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02' }),
		'/b': article('《临江市殡葬服务管理规定》政策解读', { crumbs: ['政务公开', '政策解读'] }),
	},
}).site;
const document = documents.find(({ url }) => url.endsWith('/a')) as Document;
const unread = (title: string) => ({ url: 'https://www.example.com/', title, unread: true, documents: [] });

it('names a document by title and number', () => {
	expect(documentName(document)).toBe(
		'《临江市人民政府办公室关于印发〈临江市城市供水管理办法〉的通知》（临政办发〔2026〕12号）',
	);
});

it.each([
	[[], '全站没有找到任何解读'],
	[
		[unread('《临江市殡葬服务管理规定》解读')],
		'已查 1 篇解读（其中 1 篇只见到标题），没有一篇提到本文件的标题或文号',
	],
	[
		[unread('《临江市城市供水管理办法》解读')],
		'已查 1 篇解读（其中 1 篇只见到标题），1 篇提到本文件，但未能对应为它的解读',
	],
])('says what was searched: %j', (interpretations, words) => {
	expect(searchWords(interpretations, namingOf(interpretations)(document).length)).toBe(words);
});
