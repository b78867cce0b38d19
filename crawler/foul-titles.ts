/** What became of another host's page, by its title. */
export type Foul = 'gambling' | 'porn' | 'parking';

const words: readonly (readonly [Foul, RegExp])[] = [
	[
		'gambling',
		/博彩|赌场|赌博(?:网|平台|游戏)|网上赌|百家乐|葡京|六合彩|时时彩|北京赛车|pk10|幸运飞艇|娱乐城|真人视讯|老虎机|棋牌(?:游戏)?(?:平台|官网|下载|app)|(?:体育|彩票|足球|在线)投注|投注(?:网|平台|站)|bet365|(?:亚博|开云|乐鱼|华体会|米兰|九游|星空|爱游戏|半岛|江南|bob|必赢|万博)(?:综合)?体育|yabo|太阳城(?:集团|娱乐|注册)|(?:皇冠|金沙|威尼斯人|永利)(?:体育|现金|娱乐|官网|国际)|彩票(?:注册|平台|登录)|返水|online casino|slot gacor/i,
	],
	[
		'porn',
		/成人(?:视频|电影|小说|网站|影院|直播)|av(?:在线|女优|视频|电影)|无码|色情|情色|黄色(?:视频|网站|小说)|毛片|偷拍自拍|国产(?:自拍|精品).{0,8}(?:在线|视频|观看)|久久(?:精品|热|草)|约炮|裸聊|(?:激情|伦理)(?:视频|电影|小说|片)|\bporn|\bxxx\b|hentai/i,
	],
	[
		'parking',
		/域名(?:正在)?(?:出售|转让|停放|交易|已过期|到期)|(?:此|该|本)域名|(?:domain|website|\w\.(?:com|cn|net|org)).{0,30}for sale|buy this domain|parked (?:domain|page)|domain parking|hugedomains|网站(?:已|域名)(?:过期|到期)/i,
	],
];

/** Texts about such pages, and what fights them. */
const about =
	/打击|整治|查处|严惩|警惕|拒绝|举报|防范|防骗|扫黄|打非|取缔|案件?|宣传|专项|治理|禁毒|反赌|违法|警方|公安|民警|法院|检察|条例|办法/;

/** What a title says that its page has become; undefined for all that may be in order. */
export const foulOf = (title: string): Foul | undefined =>
	about.test(title) ? undefined : words.find(([, pattern]) => pattern.test(title))?.[0];
