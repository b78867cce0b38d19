import { expect, test } from 'vitest';
import { sharedHosts } from '../../commands/shared-hosts.ts';

const sites = [
	{ id: 'portal', url: 'https://www.a.gov.cn/', hosts: ['zwgk.a.gov.cn', 'old.a.gov.cn:8080'] },
	{ id: 'page', url: 'http://www.a.gov.cn/bumen/' },
	{ id: 'platform', url: 'https://zwgk.a.gov.cn/' },
	{ id: 'twin', url: 'https://b.gov.cn/', hosts: ['zwgk.a.gov.cn'] },
	{ id: 'port', url: 'http://old.a.gov.cn:8080/' },
	{ id: 'alone', url: 'http://old.a.gov.cn/' },
	{ id: 'odd', url: 'no address' },
];

test.each<[audited: string[], busy: string[]]>([
	[[], []],
	[['portal'], ['page', 'platform', 'port', 'portal', 'twin']],
	[['page'], ['page', 'portal']],
	[['platform'], ['platform', 'portal', 'twin']],
	[['port'], ['port', 'portal']],
	[['alone'], ['alone']],
	[
		['odd', 'unknown', 'page'],
		['odd', 'page', 'portal', 'unknown'],
	],
])('while %j are audited, %j are', (audited, busy) => {
	expect([...sharedHosts(sites)(audited)].sort()).toEqual(busy.sort());
});
