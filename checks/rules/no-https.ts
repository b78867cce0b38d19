import { defineCheck } from '../check.ts';

const words = {
	refused: '网站没有启用 HTTPS（443 端口拒绝连接）',
	silent: '用 HTTPS 访问网站没有应答',
	'bad-certificate': '网站的 HTTPS 证书无效，浏览器会提示不安全',
	'odd-certificate': '网站的 HTTPS 证书未通过验证，可能缺少中间证书',
	'to-http': '用 HTTPS 访问时网站又转回了 HTTP',
} as const;

/** What a try from one place cannot settle. */
const unsure: ReadonlySet<string> = new Set(['silent', 'odd-certificate', 'to-http']);

export default defineCheck({
	id: 'no-https',
	group: 'site',
	name: '未启用HTTPS',
	decides: '网站首页不能用 HTTPS 访问，或证书无效（过期、域名不符、自签名）。',
	basis: '没有查到强制要求的国家条文，属安全建议；未启用时访问内容可能被篡改',
	repair:
		'为域名申请受信任的证书，在服务器启用 HTTPS（443 端口），并把 HTTP 访问跳转到 HTTPS；证书到期前及时更换。',
	severity: 'minor',
	restsOn: ['reach'],
	needs: ['https', 'identity'],
	*find({ https, identity }) {
		if (https.state === 'served') return;
		yield {
			subject: identity.url,
			...(unsure.has(https.state) && { certainty: 'review' }),
			message: `${words[https.state]}，请配置有效证书并启用 HTTPS。`,
			snippet: https.detail ?? `访问 https://${new URL(identity.url).hostname}/ ：${words[https.state]}`,
			marked: https.detail ?? words[https.state],
		};
	},
	examples: {
		wrong: [
			'443 端口拒绝连接。',
			'证书过期、自签名，或不含本域名。',
			'没有应答，缺中间证书，或又转回 HTTP（待核对）。',
		],
		right: ['HTTPS 能打开，证书有效。', '网址带有端口号，或没有探测：不作判定。'],
	},
});
