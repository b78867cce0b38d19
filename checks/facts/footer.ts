import type { Homepage } from '../../crawler/model.ts';

export type FooterItem = Homepage['footer']['items'][number];

/** What the footer of a government site must show, and what it is called. */
export const footerItems: Readonly<Record<FooterItem, string>> = {
	'host-unit': '主办单位',
	contact: '联系方式',
	'site-id-code': '网站标识码',
	icp: 'ICP备案编号',
	police: '公安机关备案标识',
	sitemap: '网站地图',
	'gov-badge': '党政机关网站标识',
	'find-errors': '“我为政府网站找错”入口',
};
