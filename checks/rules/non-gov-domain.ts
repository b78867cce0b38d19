import { defineCheck } from '../check.ts';

const isAddress = (host: string): boolean => /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/.test(host);
/** Within an office or on one's own machine no name is needed. */
const isInternal = (host: string): boolean =>
	/^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.|^\[|^localhost$/.test(host) ||
	!/[.]/.test(host) ||
	/\.(?:local|test|example|invalid|internal|localhost|lan)$/.test(host);

export default defineCheck({
	id: 'non-gov-domain',
	group: 'site',
	name: '域名不规范',
	decides: '网站不使用以 .gov.cn 结尾的域名，而用其他域名或 IP 地址。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：政府网站域名以“.gov.cn”为后缀',
	repair: '按规定申请并启用以 .gov.cn 结尾的域名，原域名设置跳转后停用，并在全国政府网站信息报送系统中更新。',
	severity: 'minor',
	needs: ['identity'],
	*find({ identity }) {
		const host = new URL(identity.url).hostname.toLowerCase().replace(/\.$/, '');
		if (isInternal(host) || host === 'gov.cn' || host.endsWith('.gov.cn')) return;
		yield {
			subject: identity.url,
			message: `网站使用${isAddress(host) ? ` IP 地址 ${host}` : `域名 ${host}`}，不是以 .gov.cn 结尾的域名，请更换为规范域名。`,
			snippet: host,
			marked: host,
		};
	},
	examples: {
		wrong: [
			'网站地址是 www.linjiang.com。',
			'地址只是看上去像：www.linjiang-gov.cn。',
			'直接用 IP 地址访问。',
		],
		right: ['www.linjiang.gov.cn、mzj.linjiang.gov.cn。', '内网地址和测试用的域名：不是对公众开放的网站。'],
	},
});
