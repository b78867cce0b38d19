import type { BrokenReason } from './model.ts';
import type { Answer, Failure, FailureReason } from './net/fetch.ts';

/** What one try says about a target. `unsure` says more about us than about the site, and is no fault. */
export type Outcome =
	| { readonly state: 'ok' }
	/** `again`: it asked for patience and may let us in later in the run. */
	| { readonly state: 'wall'; readonly words: string; readonly again?: boolean }
	| { readonly state: 'broken'; readonly reason: BrokenReason; readonly words: string };

/** Statuses that stand between us and the page, and say nothing about the page. */
const wallStatuses = new Set([401, 403, 405, 407, 412, 429, 521]);

/** 4xx and 5xx that a visitor may meet by chance or by who they are; never a fault. */
export const isWallStatus = (status: number, headers: Readonly<Record<string, string>>): boolean =>
	wallStatuses.has(status) || (status === 503 && headers['retry-after'] !== undefined);

/** What a visitor must do before a page is shown, in the words of the usual checks. */
const slide =
	/(?:拖动|拖拽|滑动|按住).{0,12}(?:滑块|拼图|滑动|验证)|(?:安全|人机|行为|滑动)验证|安全检查|访问(?:过于|太)频繁|请(?:输入|完成).{0,6}验证码?|checking your browser|verify you are (?:a )?human|just a moment/i;

/** 瑞数 and its like answer 202 or 200 with nothing but a script that reloads the page. */
export const isScriptWall = (status: number, body: string): boolean => {
	if (status !== 202 && status !== 200 && status !== 412 && status !== 521) return false;
	if (body.length > 60_000 || !/<script/i.test(body)) return false;
	const visible = body
		.replace(/<script[\s\S]*?(?:<\/script>|$)/gi, '')
		.replace(/<(?:noscript|style|title)[\s\S]*?(?:<\/(?:noscript|style|title)>|$)/gi, '')
		.replace(/<[^>]{0,1000}>/g, '')
		.trim();
	// A slide to be pushed says so, and little else.
	if (visible.length < 160 && slide.test(visible)) return true;
	return (
		visible.length < 40 &&
		/\$_ts\b|document\.cookie\s*=|__jsl_clearance|acw_sc__v2|_\$[a-zA-Z]{2}\s*\(|waf_|challenge|verifycode|滑块|安全验证/i.test(
			body,
		)
	);
};

/** A form to log in with, and nothing else to read. */
export const isLogin = (html: string): boolean =>
	html.length < 60_000 &&
	/<input\b[^>]{0,200}type\s*=\s*["']?password/i.test(html) &&
	/登\s*录|登\s*陆|身份认证|login|sign\s*in/i.test(html);

/** Failures in a reader's words. */
export const failureWords: Record<FailureReason, string> = {
	dns: '域名无法解析',
	refused: '连接被拒绝',
	reset: '连接被中断',
	timeout: '超时无应答',
	tls: '安全证书或加密连接失败',
	'redirect-loop': '循环跳转',
	protocol: '应答不合规范',
	'forbidden-address': '非公网地址',
	'name-server': '域名服务器无应答',
	unreachable: '网络不可达',
};

/** A failed try in a reader's words. */
export const wordsOf = (failure: Failure): string => failureWords[failure.reason];

/** What an answer's status says; bytes and text are judged elsewhere. */
export const judgeStatus = ({ status, headers }: Answer): Outcome => {
	// “Not changed” where nothing was to compare with: whether there is anything, nobody knows.
	if (status === 304) return { state: 'wall', words: 'HTTP 304' };
	if (status < 400) return { state: 'ok' };
	if (isWallStatus(status, headers)) {
		return { state: 'wall', words: `HTTP ${status}`, again: status === 429 || status === 503 };
	}
	return { state: 'broken', reason: 'status', words: `HTTP ${status}` };
};

/** Failures that are between us and the server: a browser may succeed at once, and nothing is said of a page without one. */
export const needsBrowser = (reason: FailureReason | BrokenReason | undefined): boolean =>
	reason === 'tls' || reason === 'protocol';

/** What a failure says. Addresses that we may not dial and troubles of our own network are no fault of the site's. */
export const judgeFailure = (failure: Failure): Exclude<Outcome, { state: 'ok' }> => {
	const words = wordsOf(failure);
	switch (failure.reason) {
		case 'forbidden-address':
		case 'name-server':
		case 'unreachable':
			return { state: 'wall', words };
		default:
			return { state: 'broken', reason: failure.reason, words };
	}
};
