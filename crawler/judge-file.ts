import type { Entry } from './archive/rows.ts';
import { decodeBody } from './charset.ts';
import type { CrawlContext } from './context.ts';
import { readPage } from './extract/page.ts';
import {
	archiveEnd,
	dispositionEnding,
	fileFault,
	isCutOff,
	isLongArchive,
	looksLikeHtml,
	typeEnding,
} from './files.ts';
import type { Answer } from './net/fetch.ts';
import { isLogin, isScriptWall, type Outcome } from './outcome.ts';
import { fileEnding, samePageKey } from './url.ts';

/** The server says that it is to be saved, not shown. */
export const isHandedOver = (headers: Answer['headers']): boolean =>
	/attachment/i.test(headers['content-disposition'] ?? '');

/** The answer is a page. */
export const isHtml = (answer: Answer): boolean => {
	const type = answer.headers['content-type'] ?? '';
	if (/html/i.test(type)) return true;
	if (isHandedOver(answer.headers)) return false;
	return (type === '' || /text\/plain|xml|octet-stream/i.test(type)) && looksLikeHtml(answer.body);
};

/** The file ending to judge an answer's bytes by. */
const endingOf = (entry: Entry, answer: Answer): string =>
	fileEnding(entry.url) ||
	dispositionEnding(answer.headers['content-disposition']) ||
	typeEnding(answer.headers['content-type']);

/** The answer is a file's: asked for as one, or handed over as one. */
export const isFileAnswer = (entry: Entry, answer: Answer): boolean =>
	entry.type === 'attachment' || endingOf(entry, answer) !== '';

/** A download whose address names no format, answered with a page that says there is no such file. */
const saysMissing = (answer: Answer): boolean => {
	if (!isHtml(answer)) return false;
	const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
	return readPage(text, answer.finalUrl, charset).errorWords !== undefined;
};

/** The end of an archive that is too long to be read: one that breaks off there cannot be opened. */
const breaksOff = async (context: CrawlContext, entry: Entry, answer: Answer): Promise<boolean> => {
	const ending = endingOf(entry, answer);
	const { headers, finalUrl, body, status, truncated } = answer;
	const isRanged = headers['accept-ranges'] === 'bytes' && headers['content-encoding'] === undefined;
	if (!truncated || !isRanged || status !== 200 || !isLongArchive(ending, body)) return false;
	const rest = await context.get(finalUrl, {
		maxBytes: 2 * archiveEnd,
		range: `bytes=-${archiveEnd}`,
		priority: -entry.priority,
		mayFollow: () => false,
	});
	return (
		rest.state === 'answered' && rest.status === 206 && !rest.truncated && isCutOff(ending, body, rest.body)
	);
};

/** What stands before a file asks for. */
const verification = /验证码|滑动验证|统一身份认证|请先登录/;

/** What a file's bytes say of it. */
export const judgeFile = async (context: CrawlContext, entry: Entry, answer: Answer): Promise<Outcome> => {
	const ending = endingOf(entry, answer);
	const isCut = await breaksOff(context, entry, answer);
	const byBytes = isCut ? 'damaged-file' : fileFault(ending, answer.body, !answer.truncated);
	const reason = byBytes ?? (ending === '' && saysMissing(answer) ? 'html-in-file' : undefined);
	if (!reason) return { state: 'ok' };
	const words = {
		'empty-file': '文件是空的',
		'html-in-file': '返回的是网页而不是文件',
		'damaged-file': '文件不完整，无法打开',
		'mismatched-file': '文件内容与扩展名不符',
	};
	// A login or verification page in a file's place keeps robots out, not citizens.
	if (reason === 'html-in-file') {
		const { text } = decodeBody(answer.body, answer.headers['content-type']);
		const isSentToLogin = samePageKey(answer.finalUrl) !== samePageKey(entry.url) && isLogin(text);
		if (isSentToLogin || isScriptWall(answer.status, text) || verification.test(text)) {
			return { state: 'wall', words: '需要登录或验证' };
		}
	}
	return { state: 'broken', reason, words: words[reason] };
};
