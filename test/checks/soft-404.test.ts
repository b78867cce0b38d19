import check from '../../checks/rules/soft-404.ts';
import { list } from '../support/pages.ts';
import { errorPage } from '../support/targets.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'an empty column is no missing page': { '/kong/': list('会议公开', []) },
	},
	faulty: {
		'a page that says it does not exist': {
			pages: {},
			errorPages: [errorPage('/a', 'words')],
			at: ['/a'],
			says: '便民服务',
		},
		'a redirect to an error page': {
			pages: {},
			errorPages: [errorPage('/a', 'redirect')],
			at: ['/a'],
			says: '错误页',
		},
		'an answer like that to any address is for a person': {
			pages: {},
			errorPages: [errorPage('/a', 'fingerprint')],
			at: ['/a'],
			certainty: 'review',
		},
	},
});
