import { expect, test } from 'vitest';
import { agentName } from '../../dashboard/views/agent.ts';

const like = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
	[`Mozilla/5.0 (X11; Linux x86_64) ${like} Chrome/140.0.0.0 Safari/537.36`, 'Chrome 140 · Linux'],
	[
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${like} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
		'Edge 140 · Windows',
	],
	['Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox 143 · Windows'],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
		'Safari 18 · iOS',
	],
	[`Mozilla/5.0 (Linux; Android 15) ${like} Chrome/140.0.0.0 Mobile Safari/537.36`, 'Chrome 140 · Android'],
	['curl/8.5.0', 'curl/8.5.0'],
	['', ''],
])('%s is called %j', (agent, name) => expect(agentName(agent)).toBe(name));
