import check from '../../checks/rules/broken-external-link.ts';
import { target } from '../support/targets.ts';
import { testCheck } from '../support/test-check.ts';

const elsewhere = 'https://www.example.com/a';

testCheck(check, {
	clean: {
		'a robot check that tells nothing': {
			pages: {},
			targets: [target(elsewhere, { type: 'external', state: 'wall', status: 412 })],
		},
		'an own page': { pages: {}, targets: [target('/a')] },
	},
	faulty: {
		'a page that is gone': { pages: {}, targets: [target(elsewhere, { type: 'external' })], at: [elsewhere] },
		'a host that is gone': {
			pages: {},
			targets: [target(elsewhere, { type: 'external', status: undefined, reason: 'dns' } as never)],
			at: [elsewhere],
			says: '域名无法解析',
		},
		...Object.fromEntries(
			[401, 403, 405, 429, 999].map((status) => [
				`${status} to a robot is for a person`,
				{
					pages: {},
					targets: [target(elsewhere, { type: 'external', state: 'wall' as const, status })],
					at: [elsewhere],
					certainty: 'review' as const,
				},
			]),
		),
	},
});
