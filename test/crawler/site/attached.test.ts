import { describe, expect, test } from 'vitest';
import type { DocumentFacts, FileReading } from '../../../crawler/page-facts.ts';
import { official } from '../../support/pages.ts';
import { siteOf } from '../../support/site.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const from = 'attachment: 通知.pdf';
const link = '<a href="/a.pdf">通知.pdf</a>';
const marker = { value: '（此件公开发布）', from, sure: 'certain' } as const;
const period = { until: '2025-03-01', from, sure: 'certain', snippet: '有效期至2025年3月1日' } as const;
const reading = (facts: Partial<FileReading>): FileReading => ({ length: 900, statements: [], ...facts });

/** What the document of one page says, given what its file says. */
const factsOf = (html: string, said: FileReading): DocumentFacts | undefined =>
	siteOf({ pages: { '/a.html': html }, files: { '/a.pdf': said } }).site.documents[0]?.facts;

const bare = official(title, { number: '临政办发〔2026〕12号', body: [link] });
const full = official(title, {
	number: '临政办发〔2026〕12号',
	writtenOn: '2026-03-02',
	body: [
		'各县（区）人民政府，市各委办局，市各直属单位：',
		'《临江市城市供水管理办法》已经市政府同意，现印发给你们，请认真组织实施，确保各项任务落到实处，重要情况及时报告市政府。',
		link,
	],
});

describe('what a document’s file says', () => {
	test('is said where the page has no text and the file bears its title', () => {
		const said = reading({ holds: 'document', publicMarker: marker, period });
		expect(factsOf(bare, said)).toMatchObject({
			publicMarker: marker,
			period,
			textFile: { text: '通知.pdf' },
			documentNumber: { value: '临政办发〔2026〕12号', from: 'table:发文字号' },
		});
	});

	test('is not its page’s, where it bears another title', () => {
		const facts = factsOf(bare, reading({ publicMarker: marker, period }));
		expect(facts).not.toHaveProperty('publicMarker');
		expect(facts).not.toHaveProperty('period');
		expect(facts).not.toHaveProperty('textFile');
	});

	test('gives the period of what the document issues, and nothing else that the page’s own text would say', () => {
		const facts = factsOf(full, reading({ holds: 'part', publicMarker: marker, period }));
		expect(facts).toMatchObject({ period });
		expect(facts).not.toHaveProperty('publicMarker');
		expect(facts).not.toHaveProperty('textFile');
	});

	test('is nothing where it gave no text', () => {
		const facts = factsOf(bare, reading({ noText: 'scanned', length: 0 }));
		expect(facts?.attachments).toMatchObject([{ reading: { noText: 'scanned' } }]);
		expect(facts).not.toHaveProperty('textFile');
	});

	test('tells that another document is no longer in force', () => {
		const pages = {
			'/old.html': official('临江市人民政府关于加强城市供水的意见', {
				number: '临政发〔2010〕3号',
				writtenOn: '2010-03-02',
			}),
			'/list.html': official('临江市人民政府关于公布规范性文件清理结果的决定', {
				number: '临政发〔2026〕9号',
				writtenOn: '2026-03-02',
				body: ['各县（区）人民政府：', '清理结果见附件，请遵照执行，重要情况及时报告市政府。', link],
			}),
		};
		const statement = {
			effect: 'abolished',
			title: '临江市人民政府关于加强城市供水的意见',
			documentNumber: '临政发〔2010〕3号',
			snippet: '1 临江市人民政府关于加强城市供水的意见 临政发〔2010〕3号',
		} as const;
		const { site } = siteOf({ pages, files: { '/a.pdf': reading({ statements: [statement] }) } });
		const old = site.documents.find(({ url }) => url.endsWith('/old.html'));
		expect(old).toMatchObject({
			validity: 'abolished',
			validityEvidence: { from: expect.stringContaining('/list.html'), snippet: old?.statements[0]?.snippet },
		});
		expect(old?.statements[0]?.snippet).toBe(`附件“通知.pdf”：${statement.snippet}`);
	});
});
