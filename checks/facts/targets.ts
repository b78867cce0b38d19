import type { Target } from '../../crawler/model.ts';
import type { Fault } from '../check.ts';

const reasons: Readonly<Record<NonNullable<Target['reason']>, string>> = {
	status: '打不开',
	dns: '打不开（域名无法解析）',
	refused: '打不开（服务器拒绝连接）',
	reset: '打不开（连接被中断）',
	timeout: '打不开（长时间没有响应）',
	tls: '打不开（安全证书有问题，浏览器也拒绝）',
	'redirect-loop': '打不开（反复跳转）',
	protocol: '打不开（服务器应答不正常）',
	'empty-file': '是空的',
	'html-in-file': '打开的不是文件，而是一个网页',
	'damaged-file': '不完整，无法打开',
	'mismatched-file': '的内容与扩展名不符，可能打不开',
};

/** What a reader meets at a broken target. */
export const brokenWords = ({ reason, status }: Target): string => {
	if (reason === undefined || reason === 'status') return status ? `打不开（错误代码 ${status}）` : '打不开';
	return reasons[reason];
};

/** A link on the homepage, which every reader meets, is said to be there. */
export const placeWords = ({ foundOn }: Pick<Target, 'foundOn'>, home: string): string =>
	foundOn.some(({ page }) => page === home) ? '首页上的' : '';

const longestName = 30;

/** So many characters of a name at most. */
export const shortened = (name: string): string => {
	const characters = [...name];
	return characters.length > longestName ? `${characters.slice(0, longestName).join('')}…` : name;
};

/** How the first page that holds the link names it. */
export const linkName = ({ foundOn }: Pick<Target, 'foundOn'>): string => {
	const text = foundOn.find((referrer) => referrer.text !== '')?.text ?? '';
	return text === '' ? '' : `“${shortened(text)}”`;
};

/** The file's name in a picture's address, or else how the page names it. */
export const fileName = ({ url, foundOn }: Pick<Target, 'url' | 'foundOn'>): string => {
	const name = new URL(url).pathname.split('/').at(-1) ?? '';
	try {
		return name === '' ? linkName({ foundOn }) : `“${decodeURIComponent(name)}”`;
	} catch {
		return `“${name}”`; // Escapes of another charset.
	}
};

/** What the tries met, in one line. */
export const triedWords = ({ tries }: Pick<Target, 'tries'>): Pick<Fault, 'snippet' | 'marked'> => {
	const met = tries.map((words) => words.replace(/^(?:HTTP\s*)?(?=\d{3}$)/, '返回 '));
	const [first] = met;
	if (first === undefined) return {};
	const said = ((): string => {
		if (met.length === 1) return `访问 1 次，${first}`;
		if (met.some((words) => words !== first)) return `先后访问 ${met.length} 次，依次为：${met.join('、')}`;
		return `先后访问 ${met.length} 次，均${first.startsWith('返回') ? first : `为：${first}`}`;
	})();
	return { snippet: said, marked: met };
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
