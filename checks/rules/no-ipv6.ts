import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'no-ipv6',
	group: 'site',
	name: '未支持IPv6',
	decides: '网站域名没有 IPv6 地址（AAAA 记录）。',
	basis: '地方规定（如苏州市2019年政务公开文件：推进政府网站IPv6改造）',
	repair: '为域名增加 AAAA 记录，服务器或 CDN 开通 IPv6，并确认首页和二级、三级页面都能用 IPv6 访问。',
	severity: 'minor',
	restsOn: ['reach'],
	needs: ['ipv6', 'identity'],
	*find({ ipv6, identity }) {
		if (ipv6.hasAddress) return;
		const { hostname } = new URL(identity.url);
		yield {
			subject: identity.url,
			message: `域名 ${hostname} 没有 IPv6 地址（AAAA 记录），请完成 IPv6 改造。`,
			snippet: `查询 ${hostname} 的 AAAA 记录，没有结果`,
		};
	},
	examples: {
		wrong: ['域名只有 A 记录，没有 AAAA 记录。'],
		right: ['域名有 AAAA 记录，或经 CDN 别名有。', '本机没有 IPv6，或没有探测：不作判定。'],
	},
});
