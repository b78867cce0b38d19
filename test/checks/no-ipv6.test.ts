import check from '../../checks/rules/no-ipv6.ts';
import { testCheck } from '../support/test-check.ts';

const site = (ipv6: { hasAddress: boolean } | { unknown: string }) => ({
	pages: {},
	reach: { https: { state: 'served' as const }, ipv6 },
});

testCheck(check, {
	clean: { 'a name with an address of both kinds': site({ hasAddress: true }) },
	faulty: {
		'a name without one': { ...site({ hasAddress: false }), at: ['/'], says: 'www.linjiang.gov.cn' },
	},
	unassessed: {
		'a machine without IPv6': { ...site({ unknown: '本机没有 IPv6 网络，无法判断' }), why: '本机没有' },
		'a run that did not ask': { pages: {}, why: '没有探测' },
	},
});
