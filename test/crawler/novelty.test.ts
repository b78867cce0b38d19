import { expect, test } from 'vitest';
import { readPage } from '../../crawler/extract/page.ts';
import { createNovelty } from '../../crawler/frontier/novelty.ts';

const at = 'https://www.example.gov.cn/cx/index.do';

/** A little application's page, with another ticket at each visit. */
const stepsWith = (ticket: string): ReturnType<typeof readPage> =>
	readPage(
		`<html><body><div class="con"><h2>预约服务</h2><p>请先阅读须知再选择业务大厅和日期。</p>${['第1步', '第2步', '第3步'].map((step, i) => `<a href="/cx/${i}.do?ticket=${ticket}">${step}</a>`).join(' ')}</div></body></html>`,
		at,
	);

test('entries under another ticket are the same entries', () => {
	const { look } = createNovelty();
	expect(look(`${at}?ticket=1`, stepsWith('uex03en1cwgciy17a8bn'))).toMatchObject({
		entries: true,
		listed: true,
	});
	expect(look(`${at}?ticket=2`, stepsWith('vi9xqtp3llkme4qoanic'))).toMatchObject({
		entries: false,
		listed: false,
	});
});
