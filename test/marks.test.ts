/** Every check marks the words that matter: of each mutated town, what its finding's words have marked. */
import { describe, expect, test } from 'vitest';
import { loadChecks } from '../checks/registry.ts';
import { runCheck } from '../checks/run.ts';
import { areMarksSound, marksOf } from '../reports/marks.ts';
import { loadProfile } from '../reports/profile.ts';
import { columnMutations } from './support/mutations/columns.ts';
import { disclosureMutations } from './support/mutations/disclosure.ts';
import { documentMutations } from './support/mutations/documents.ts';
import { frameMutations } from './support/mutations/frame.ts';
import { interpretationMutations } from './support/mutations/interpretations.ts';
import { linkMutations } from './support/mutations/links.ts';
import type { Mutate } from './support/mutations/mutation.ts';
import { textMutations } from './support/mutations/texts.ts';
import { drawTown, siteOfTown } from './support/mutations/town.ts';
import { siteOf } from './support/site.ts';
import { needsMarks, nothingToMark } from './support/unmarked.ts';

const day = /(?:\d{4}|二[〇○零]..).[\d一二三四五六七八九十]+.[\d一二三四五六七八九十]+[日号]?/;
const address = /https?:\/\/\S+/;

/** What each marked word of a check's finding is, wholly; together they are as many as the number says, where one is named. */
const table: Readonly<Record<string, readonly [words: RegExp, atLeast?: number]>> = {
	'abolished-document': [/废止|失效|停止执行|.*〔\d{4}〕\d+号|《.+》|.*关于.+/, 2],
	'bad-annual-report': [/\d+/, 4],
	'bad-site-id-code': [/\w+/],
	'broken-attachment': [/返回 \d{3}|.*(?:空|网页|文件|应答).*/],
	'broken-external-link': [/返回 \d{3}/],
	'broken-link': [/返回 \d{3}/],
	'contradictory-marker': [/（此件.+公开）|不予公开|依申请公开/],
	'contradictory-validity': [/.+：.*有效.*|.*(?:失效|废止).*/, 2],
	'copied-interpretation': [/\d+%/],
	'disguised-text': [/.+/, 2],
	'duplicate-item': [address],
	'empty-column': [/0 条|没有正文/, 2],
	'expired-document': [/有效期.+|.*至.+止?/],
	'hidden-link': [address],
	'hijacked-link': [/域名出售|.+/],
	'homepage-unreachable': [/连接被拒绝|HTTP 5\d\d|.*超时.*/, 3],
	'impossible-date': [day],
	'incomplete-service-guide': [/[\u4e00-\u9fa5]{2,8}/, 4],
	'late-interpretation': [day, 2],
	'late-publication': [day, 2],
	'malformed-document-number': [/[[(（【［].+|第?0*\d+/],
	'misfiled-content': [/.+/],
	'missing-attachment': [/[^：]+/],
	'missing-consultation-feedback': [new RegExp(`${day.source}|${address.source}`), 2],
	'missing-meta-tag': [/<meta name="\w+">/],
	'missing-metadata': [/标题|发文机关|成文日期|发布日期|文号/],
	'missing-source': [/[^：]+/],
	'no-https': [/.+/],
	'non-gov-domain': [/[\w.-]+/],
	'personal-data': [/[\d*X]+/],
	'repealed-basis': [/.*(?:法|条例|规定|办法|通则|总则).*/],
	'secret-marking': [/.{1,12}/],
	'short-consultation': [day, 2],
	'slow-reply': [day, 2],
	'soft-404': [/.+/],
	'stale-column': [day],
	'stale-regulation': [day],
	'text-corruption': [/(?:&\w+;)+|\ufffd+|[（(）)]|.{1,20}/],
	typo: [/[\u4e00-\u9fa5]{2,12}/],
	'unanswered-message': [/没有答复|没有内容/],
	'undated-item': [/没有日期|.+/],
	'unlinked-interpretation': [/已链接|.+/],
	'wrong-link': [/.+/],
};

const mutations: Readonly<Record<string, Mutate>> = {
	...documentMutations,
	...textMutations,
	...interpretationMutations,
	...columnMutations,
	...linkMutations,
	...frameMutations,
	...disclosureMutations,
};

const checks = new Map((await loadChecks()).map((check) => [check.id, check]));
const { terms } = await loadProfile('national');

test('every check is in the table, or among those of what is not there', () => {
	expect([...Object.keys(table), ...nothingToMark].sort()).toEqual([...checks.keys()].sort());
});

describe('the words of a mutated town’s finding have marked', () => {
	test.each(Object.entries(table))('%s', { timeout: 30_000 }, (id, [words, atLeast = 1]) => {
		const whole = new RegExp(`^(?:${words.source})$`, 's');
		for (const seed of [1, 2, 3]) {
			const town = (mutations[id] as Mutate)(drawTown(seed)).faulty;
			const { site, unavailable } = siteOf(siteOfTown(town));
			const check = checks.get(id);
			const faults = check ? runCheck(check, site, unavailable, terms).faults : [];
			expect(faults.length).toBeGreaterThan(0);
			for (const { snippet = '', marked, key } of faults) {
				if (!needsMarks(id, key)) continue;
				const marks = marksOf(snippet, marked);
				const shown = marks.map(([from, to]) => snippet.slice(from, to));
				expect(shown.length, snippet).toBeGreaterThanOrEqual(atLeast);
				for (const one of shown) expect(one, snippet).toMatch(whole);
				expect(areMarksSound({ snippet, marks })).toBe(true);
			}
		}
	});
});
