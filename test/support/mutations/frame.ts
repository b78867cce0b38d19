/** What can be wrong with a site's address and the frame of its homepage. */
import { failing, november } from '../probes.ts';
import { beside, rewritten, without } from './changes.ts';
import type { Mutate } from './mutation.ts';

const noHttps: Mutate = (town) => {
	const state = town.random.pick([
		'refused',
		'bad-certificate',
		'silent',
		'odd-certificate',
		'to-http',
	] as const);
	return {
		clean: town,
		faulty: beside(town, { reach: { https: { state }, ipv6: { hasAddress: true } } }),
		subject: '/',
		certainty: state === 'refused' || state === 'bad-certificate' ? 'certain' : 'review',
	};
};

const noIpv6: Mutate = (town) => ({
	clean: town,
	faulty: beside(town, { reach: { https: { state: 'served' }, ipv6: { hasAddress: false } } }),
	subject: '/',
});

const nonGovDomain: Mutate = (town) => ({
	clean: town,
	faulty: beside(town, {
		url: town.random.pick([
			'https://www.qingxi.com/',
			'https://www.qingxi-gov.cn/',
			'https://qingxi.net.cn/',
		]),
	}),
	subject: '/',
	// The pages stay where they are, so that the reports seem to be on another site.
	also: ['bad-annual-report', 'missing-annual-report'],
});

const badSiteIdCode: Mutate = (town) => ({
	clean: town,
	faulty: rewritten(
		town,
		'/',
		town.random.chance(0.5)
			? (html) =>
					html.replace('name="SiteIDCode" content="3210000002"', 'name="SiteIDCode" content="3210000009"')
			: (html) => html.replaceAll('3210000002', '321000002'),
	),
	subject: '/',
});

const footer: Readonly<Record<string, RegExp>> = {
	'host-unit': /主办：清溪县人民政府办公室/,
	contact: /联系电话：0519-82000002/,
	'site-id-code': /网站标识码：\d+/,
	icp: /苏ICP备\d+号/,
	police: /苏公网安备\d+号/,
	'gov-badge': /<a [^>]*>党政机关网站标识<\/a>/,
	'find-errors': /<a [^>]*>我为政府网站找错<\/a>/,
};

const missingFooterItem: Mutate = (town) => {
	const key = town.random.pick(Object.keys(footer));
	return { clean: town, faulty: rewritten(town, '/', without(footer[key] as RegExp)), subject: '/', key };
};

const missingSearch: Mutate = (town) => ({
	clean: town,
	faulty: rewritten(town, '/', without(/<form class="search".*?<\/form>/)),
	subject: '/',
});

const missingMetaTag: Mutate = (town) => {
	const tag = town.random.pick(['SiteName', 'SiteDomain', 'SiteIDCode']);
	const written = new RegExp(`<meta name="${tag}" content="[^"]*">`);
	const empty = town.random.chance(0.5) ? `<meta name="${tag}" content="">` : '';
	return {
		clean: town,
		faulty: rewritten(town, '/', (html) => html.replace(written, empty)),
		subject: '/',
		key: `home:${tag}`,
	};
};

const homepageUnreachable: Mutate = (town) => {
	const { int, chance } = town.random;
	const day = int(8, 14);
	const failures = Array.from(
		{ length: int(7, 20) },
		(_, n) => `${String(n).padStart(2, '0')}:${int(10, 59)}`,
	);
	const bad = chance(0.5) ? failing(failures) : { ...failing(failures.slice(0, 6)), unconfirmed: int(1, 9) };
	return {
		clean: beside(town, { probes: november(8, 14, { [day]: failing(failures.slice(0, 6)) }) }),
		faulty: beside(town, { probes: november(8, 14, { [day]: bad }) }),
		subject: '/',
		certainty: bad.unconfirmed ? 'review' : 'certain',
	};
};

export const frameMutations: Readonly<Record<string, Mutate>> = {
	'homepage-unreachable': homepageUnreachable,
	'no-https': noHttps,
	'no-ipv6': noIpv6,
	'non-gov-domain': nonGovDomain,
	'bad-site-id-code': badSiteIdCode,
	'missing-footer-item': missingFooterItem,
	'missing-search': missingSearch,
	'missing-meta-tag': missingMetaTag,
};
