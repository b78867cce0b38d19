/** What names a page in such a sentence. */
const thing = '(?:页面|网页|文件|地址|网址|资源|链接|栏目|频道|文章|信息|内容|站点)';

const sentences: readonly RegExp[] = [
	new RegExp(`${thing}[^。！!,，；;]{0,12}(?:不存在|不见了|走丢|飞走|丢失了?)`),
	new RegExp(`${thing}[^。！!,，；;]{0,8}已?经?被?(?:删除|移除|移走|移动|撤下|撤销|下线|下架)`),
	/(?:页面|网页|链接|网址|地址)[^。！!,，；;]{0,4}已?失效/,
	/(?:找不到|未找到|无法找到|没有找到|未能找到|没找到)[^。！!,，；;]{0,14}(?:页面|网页|文件|资源|地址|网址|栏目|文章|目录)/,
	/(?:页面|网页|资源|文件|地址|网址)[^。！!,，；;]{0,6}(?:找不到|未找到|无法找到|没有找到|没找到|无法访问|无法显示)/,
	/(?:页面|系统|程序|服务器|服务|访问|请求)[^。！!,，；;]{0,6}(?:出错|发生错误|发生异常|出现错误|出现异常|内部错误)/,
	/(?:^|[\s!！~～…])出错[了啦](?:$|[\s!！~～…。，,])/,
	/\b(?:404|403|500)\b[\s\-–—:：]{0,3}(?:错误|页面|not\s*found|error|file)|(?:错误|error|http\s*status|http)[\s\-–—:：]{0,3}(?:代码)?[\s:：]{0,2}(?:404|500)\b/i,
	/(?:page|file|object|resource|url)[^.]{0,30}(?:not\s*found|cannot be found|could not be found|does not exist)|^not\s*found$/i,
	/(?:internal\s*)?server\s*error|应用程序中的服务器错误/i,
];

const bare =
	/^(?:404|404\s*页|error|错误|错误页面|出错页面|提示信息|错误提示|系统提示|出错了|页面不存在)[!！~。…]*$/i;
/** Without a sentence that says more, these titles prove nothing. */
const vague = /^(?:提示信息|系统提示|错误提示|错误|error)[!！~。…]*$/i;

const sentenceIn = (text: string): string | undefined => {
	for (const part of text.split(/(?<=[。！!；;])/)) {
		if (part.length <= 120 && sentences.some((sentence) => sentence.test(part))) return part.trim();
	}
	return undefined;
};

export interface ErrorEvidence {
	readonly title: string;
	readonly heading: string;
	/** The page's own text, up to some hundred characters of it. */
	readonly text: string;
	/** Characters of the page's own text, and entries of its list. */
	readonly textLength: number;
	readonly items: number;
	/** It carries the marks of a published text: ArticleTitle, PubDate, a long body. */
	readonly published: boolean;
}

/**
 * The words in which a short page says that it is no page. An article on error pages is long and published,
 * an empty column says 暂无, and a notice 该信息已失效 labels a document: none of them counts.
 */
export const readErrorWords = (page: ErrorEvidence): string | undefined => {
	if (page.items > 0 || page.published || page.textLength > 400) return undefined;
	const title =
		page.title.replace(/[\s_\-–—|]{0,9}[^\s_\-–—|]{0,40}(?:政府|网站|门户|网)[^_\-–—|]{0,40}$/, '').trim() ||
		page.title;
	const inText = sentenceIn(page.text);
	if (inText && page.textLength <= 250) return inText;
	for (const name of [title, page.title, page.heading]) {
		if (name === '' || name.length > 40) continue;
		if (bare.test(name) && (!vague.test(name) || inText)) return inText ?? name;
		const found = sentenceIn(name);
		if (found && page.textLength <= 250) return found;
	}
	return bare.test(page.text.slice(0, 30).trim()) && !vague.test(page.text.slice(0, 30).trim())
		? page.text.slice(0, 30).trim()
		: undefined;
};
