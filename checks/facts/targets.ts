import type { Target } from '../../crawler/model.ts';
import type { Fault } from '../check.ts';

const reasons: Readonly<Record<NonNullable<Target['reason']>, string>> = {
	status: '返回错误',
	dns: '域名无法解析',
	refused: '服务器拒绝连接',
	reset: '连接被中断',
	timeout: '长时间没有响应',
	tls: '安全证书有问题，浏览器也无法打开',
	'redirect-loop': '反复跳转，无法打开',
	protocol: '服务器应答不正常',
	'empty-file': '文件是空的',
	'html-in-file': '打开的不是文件，而是一个网页',
	'damaged-file': '文件不完整，无法打开',
	'mismatched-file': '文件内容与扩展名不符，可能打不开',
};

/** What a reader meets at a broken target. */
export const brokenWords = ({ reason, status }: Target): string => {
	if (reason === undefined || reason === 'status') return status ? `返回错误代码 ${status}` : '无法打开';
	return reasons[reason];
};

/** How the first page that holds the link names it. */
export const linkName = ({ foundOn }: Pick<Target, 'foundOn'>): string => {
	const text = foundOn.find((referrer) => referrer.text !== '')?.text ?? '';
	return text === '' ? '' : `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;
};

/** Subject and places of a fault in a link's target. */
export const atTarget = ({
	url,
	foundOn,
	foundOnCount,
}: Pick<Target, 'url' | 'foundOn' | 'foundOnCount'>): Pick<
	Fault,
	'subject' | 'foundOn' | 'foundOnCount'
> => ({
	subject: url,
	foundOn: [...new Set(foundOn.map(({ page }) => page))].slice(0, 20),
	foundOnCount,
});
