import check from '../../checks/rules/non-gov-domain.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a government’s name': { pages: {} },
		'a department’s name': { pages: {}, url: 'https://jyj.linjiang.gov.cn/' },
		'a site on one’s own machine': { pages: {}, url: 'http://127.0.0.1:8080/' },
		'a site within the office': { pages: {}, url: 'http://10.12.0.3/' },
	},
	faulty: {
		'a company’s name': {
			pages: {},
			url: 'https://www.linjiang.com/',
			at: ['https://www.linjiang.com/'],
			says: 'www.linjiang.com',
		},
		'a name that only looks like one': {
			pages: {},
			url: 'https://www.linjiang-gov.cn/',
			at: ['https://www.linjiang-gov.cn/'],
		},
		'no name at all': {
			pages: {},
			url: 'http://203.0.114.7/',
			at: ['http://203.0.114.7/'],
			says: 'IP 地址 203.0.114.7',
		},
	},
});
