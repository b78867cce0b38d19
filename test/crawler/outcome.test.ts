import { describe, expect, test } from 'vitest';
import type { Answer, Failure, FailureReason } from '../../crawler/net/fetch.ts';
import { isScriptWall, judgeFailure, judgeStatus } from '../../crawler/outcome.ts';

const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
	state: 'answered',
	url: 'http://x.cn/',
	finalUrl: 'http://x.cn/',
	status,
	headers,
	body: Buffer.alloc(0),
	truncated: false,
	redirects: [],
	bytes: 0,
	requests: 1,
	firstByteMs: 1,
	milliseconds: 1,
});

describe('a status', () => {
	test.each([
		[200, {}, 'ok'],
		[304, {}, 'wall'],
		[400, {}, 'broken'],
		[404, {}, 'broken'],
		[410, {}, 'broken'],
		[500, {}, 'broken'],
		[502, {}, 'broken'],
		[503, {}, 'broken'],
		[503, { 'retry-after': '30' }, 'wall'],
		[401, {}, 'wall'],
		[403, {}, 'wall'],
		[405, {}, 'wall'],
		[407, {}, 'wall'],
		[412, {}, 'wall'],
		[429, {}, 'wall'],
		[521, {}, 'wall'],
	])('%i %j is %s', (status, headers, state) => {
		expect(judgeStatus(answer(status, headers)).state).toBe(state);
	});
});

test.each([
	['dns', 'broken'],
	['refused', 'broken'],
	['timeout', 'broken'],
	['tls', 'broken'],
	['redirect-loop', 'broken'],
	['forbidden-address', 'wall'],
	['name-server', 'wall'],
	['unreachable', 'wall'],
] as const)(
	'a failure by %s is %s: what says more about us than about the site is no fault',
	(reason: FailureReason, state) => {
		const failure: Failure = { ...answer(0), state: 'failed', reason, detail: '' };
		expect(judgeFailure(failure).state).toBe(state);
	},
);

describe('a wall that is only a script', () => {
	test.each([
		[
			'a cookie and a reload',
			521,
			'<script>document.cookie="__jsl_clearance=1";location.reload()</script>',
			true,
		],
		[
			'a challenge under 202',
			202,
			'<!doctype html><meta charset="utf-8"><script>$_ts=window["$_ts"];</script><body></body>',
			true,
		],
		[
			'an article with a script',
			200,
			`<script>document.cookie="a=1"</script><p>${'正文'.repeat(40)}</p>`,
			false,
		],
		[
			'a slide to be pushed',
			200,
			'<title>访问验证</title><h1>访问验证</h1><p>请按住滑块，拖动到最右边，完成拼图后继续访问。</p><script src="/captcha.js"></script>',
			true,
		],
		[
			'a short notice about such checks',
			200,
			`<script src="/a.js"></script><ul>${'<li>网上办事大厅</li>'.repeat(40)}</ul><p>登录时请完成安全验证。</p>`,
			false,
		],
		['an empty page without a script', 200, '<html></html>', false],
		[
			'a page that a harmless script draws',
			200,
			'<div id="app"></div><script src="/app.js"></script>',
			false,
		],
	])('%s', (_name, status, body, wall) => {
		expect(isScriptWall(status, body)).toBe(wall);
	});
});
