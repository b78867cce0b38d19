import check from '../../checks/rules/broken-link.ts';
import { target } from '../support/targets.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a wall says nothing about the page': {
			pages: {},
			targets: [target('/a', { state: 'wall', status: 412 }), target('/b', { state: 'wall', status: 521 })],
		},
		'files and other hosts have checks of their own': {
			pages: {},
			targets: [
				target('/a.pdf', { type: 'attachment' }),
				target('https://www.example.com/', { type: 'external' }),
			],
		},
	},
	faulty: {
		'a page that is gone': {
			pages: {},
			targets: [target('/a')],
			at: ['/a'],
			says: '首页上的链接“部门文件”打不开（错误代码 404）',
		},
		'a picture that is gone': {
			pages: {},
			targets: [target('/a.png', { type: 'image' })],
			at: ['/a.png'],
			says: '图片“a.png”',
		},
		'a server that does not answer': {
			pages: {},
			targets: [target('/a', { status: undefined, reason: 'timeout', tries: ['连接超时'] } as never)],
			at: ['/a'],
			says: '没有响应',
		},
	},
});
