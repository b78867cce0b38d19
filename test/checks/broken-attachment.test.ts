import check from '../../checks/rules/broken-attachment.ts';
import { target } from '../support/targets.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a wall in front of the file': {
			pages: {},
			targets: [target('/a.pdf', { type: 'attachment', state: 'wall', status: 403 })],
		},
		'a broken page is no attachment': { pages: {}, targets: [target('/a')] },
	},
	faulty: {
		'a file that is gone': {
			pages: {},
			targets: [target('/a.pdf', { type: 'attachment' })],
			at: ['/a.pdf'],
			says: '404',
		},
		'an empty file': {
			pages: {},
			targets: [target('/a.doc', { type: 'attachment', status: 200, reason: 'empty-file' })],
			at: ['/a.doc'],
			says: '是空的',
		},
		'an error page under a file’s name': {
			pages: {},
			targets: [target('/a.xls', { type: 'attachment', status: 200, reason: 'html-in-file' })],
			at: ['/a.xls'],
			says: '网页',
		},
		'an archive that is cut off': {
			pages: {},
			targets: [target('/a.zip', { type: 'attachment', status: 200, reason: 'damaged-file' })],
			at: ['/a.zip'],
			says: '不完整',
		},
		'a file of another format than its name says is for a person': {
			pages: {},
			targets: [target('/a.docx', { type: 'attachment', status: 200, reason: 'mismatched-file' })],
			at: ['/a.docx'],
			certainty: 'review',
		},
	},
});
