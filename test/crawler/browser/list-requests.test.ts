import { expect, test } from 'vitest';
import { type DataRequest, nextRequests } from '../../../crawler/browser/list-requests.ts';

const get = (url: string): DataRequest => ({ method: 'GET', url: `https://a.gov.cn${url}`, headers: {} });
const post = (body: string): DataRequest => ({
	method: 'POST',
	url: 'https://a.gov.cn/api/list',
	headers: { 'content-type': 'application/json' },
	body,
});
const after = (requests: readonly DataRequest[], turns: number): DataRequest | undefined =>
	nextRequests(requests as [DataRequest, DataRequest, DataRequest])?.(turns);

test.each<[string, readonly DataRequest[], number, DataRequest]>([
	[
		'a page’s number',
		[1, 2, 3].map((n) => get(`/api?lm=12&page=${n}&size=15`)),
		1,
		get('/api?lm=12&page=4&size=15'),
	],
	['one in the path', [0, 1, 2].map((n) => get(`/data/list_${n}.json`)), 3, get('/data/list_5.json')],
	[
		'the first and the last record',
		[0, 15, 30].map((n) => get(`/api?start=${n + 1}&end=${n + 15}`)),
		2,
		get('/api?start=61&end=75'),
	],
	[
		'a time against caches',
		[1, 2, 3].map((n) => get(`/api?page=${n}&_=17953912345${n}7`)),
		1,
		get('/api?page=4&_=1795391234537'),
	],
	[
		'a random number against caches',
		['0.123', '0.98765432101', '0.4'].map((chance, n) => get(`/api?page=${n + 1}&r=${chance}`)),
		1,
		get('/api?page=4&r=0.4'),
	],
	[
		'a body of JSON',
		[1, 2, 3].map((n) => post(`{"channel":"8a8f","page":{"no":${n},"size":20}}`)),
		2,
		post('{"channel":"8a8f","page":{"no":5,"size":20}}'),
	],
])('%s goes on', (_name, requests, turns, next) => {
	expect(after(requests, turns)).toEqual(next);
});

test.each<[string, readonly DataRequest[]]>([
	['one request three times', [1, 1, 1].map((n) => get(`/api?page=${n}`))],
	['a signature', ['a1', 'b7', 'c9'].map((sign, n) => get(`/api?page=${n + 1}&sign=${sign}`))],
	['another channel', [12, 12, 14].map((lm, n) => get(`/api?lm=${lm}&page=${n + 1}`))],
	['pages that jump', [1, 2, 5].map((n) => get(`/api?page=${n}`))],
	['pages backwards', [3, 2, 1].map((n) => get(`/api?page=${n}`))],
	['nothing but the time', [1, 2, 3].map((n) => get(`/api?_=17953912345${n}7`))],
	['a post among gets', [get('/api?page=1'), get('/api?page=2'), { ...get('/api?page=3'), method: 'POST' }]],
	['numbers beyond count', [1, 2, 3].map((n) => get(`/api?page=${n}&x=${'1,'.repeat(100)}`))],
])('%s does not', (_name, requests) => {
	expect(after(requests, 1)).toBeUndefined();
});
