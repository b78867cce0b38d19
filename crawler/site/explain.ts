/** Words that make a title one of an interpretation; what is left names the document. */
const explaining =
	/(?:政策|系列|文件|文字|图文|图片|视频|动漫|动画|音频|专家|部门|媒体|负责人|主要负责人|领导|局长|主任|权威|简明|全文|最新|重磅){0,8}(?:解读|图解|图说|读懂|看懂|漫说|问答|答记者问|新闻发布会|发布会|吹风会|访谈|实录|长图|海报|短视频|起草说明|编制说明)(?:稿|材料|说明|来了)?(?:[（(][^（()）]{0,2}版[）)])?(?:之?[一二三四五六七八九十\d]+|[（(](?:之?[一二三四五六七八九十\d]{1,2}|[上中下])[）)]|[上下]篇)?/gu;
const opening =
	/^(?:【[^】]*】|\[[^\]]*\]|[\d一二三四五六七八九十]{1,3}问(?:[\d一二三四五六七八九十]{1,3}答)?|带您|了解|一图|一张图|秒懂|带你|关于对?(?=《)|对|H5|h5|视频|图片|[!！|丨｜:：\-—\s])+/u;

/** The titles in 《》 of a title, inner quotation marks left as they are. */
export const quotedTitles = (title: string): string[] => {
	const found: string[] = [];
	let depth = 0;
	let start = 0;
	for (let i = 0; i < title.length; i++) {
		if (title[i] === '《' && depth++ === 0) start = i + 1;
		else if (title[i] === '》' && depth > 0 && --depth === 0) found.push(title.slice(start, i));
	}
	// 《关于印发《…》的通知 with one mark lost.
	if (depth > 0)
		found.push(
			title
				.slice(start)
				.replace(/[《》]/g, '')
				.replace(explaining, ''),
		);
	return found.filter((text) => text.length >= 4);
};

/** Who speaks, before what is spoken of: 市水务局负责人就…, 市政府新闻办举行…. */
const speaker =
	/^[\u4e00-\u9fa5]{1,16}?(?:(?:局|委|委员会|厅|办|办公室|中心|政府)(?:有关|相关|主要)?(?:负责人|负责同志|局长|主任|领导)?(?:就|对|举行|召开|举办|(?=[^\s]{2,4}[省市县区]))|负责人就|[省市县区](?:政府)?(?:举行|召开|举办))/;

/**
 * What an interpretation's title says that it explains: titles in 《》, else its own words without 解读, 图解 and the like; of these
 * one is meant, with or without what may be the speaker's name.
 */
export const explainedTitles = (title: string): { titles: string[]; quoted: boolean } => {
	const quoted = quotedTitles(title);
	if (quoted.length > 0) return { titles: quoted, quoted: true };
	const rest = title
		.replace(explaining, '')
		.replace(opening, '')
		.replace(/^关于(?=关于)/, '')
		.replace(/的$/, '')
		.trim();
	const spoken = rest.replace(speaker, '');
	return { titles: [...new Set([rest, spoken])].filter((name) => name.length >= 6), quoted: false };
};
