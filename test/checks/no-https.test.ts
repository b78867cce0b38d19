import check from '../../checks/rules/no-https.ts';
import { testCheck } from '../support/test-check.ts';

const site = (https: object) => ({
	pages: {},
	reach: { https: https as { state: 'served' }, ipv6: { hasAddress: true } },
});

testCheck(check, {
	clean: { 'a page that is served': site({ state: 'served' }) },
	faulty: {
		'nobody listens': { ...site({ state: 'refused' }), at: ['/'], says: '拒绝连接' },
		'a certificate that has expired': {
			...site({ state: 'bad-certificate', detail: 'certificate has expired' }),
			at: ['/'],
			says: '证书无效',
		},
		'no answer, which may be the way’s fault': {
			...site({ state: 'silent' }),
			at: ['/'],
			certainty: 'review',
		},
		'a chain that browsers may complete': {
			...site({ state: 'odd-certificate' }),
			at: ['/'],
			certainty: 'review',
		},
		'a way back to http': { ...site({ state: 'to-http' }), at: ['/'], certainty: 'review' },
	},
	unassessed: {
		'a run that did not ask': { pages: {}, why: '没有探测' },
		'an address with a port': { ...site({ unknown: '网址带有端口号，没有探测 HTTPS' }), why: '端口号' },
	},
});
