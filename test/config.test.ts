import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configForUrl, loadConfig, siteOfRegister } from '../config.ts';
import { takeEnvironment } from '../environment.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-config-'));
	await writeFile(join(folder, 'ca.pem'), `${rootCertificates[0]}\n`);
	await writeFile(join(folder, 'torn.pem'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
	await writeFile(join(folder, 'not.pem'), 'hello');
	await writeFile(join(folder, 'city.yaml'), 'extends: national\nterms:\n  interpretationDays: 0\n');
	await writeFile(join(folder, 'bad-city.yaml'), 'terms:\n  interpretationDay: 0\n');
});
afterAll(() => rm(folder, { recursive: true }));

const load = async (yaml: string) => {
	const file = join(folder, 'gongkai.yaml');
	await writeFile(file, yaml);
	return loadConfig(file);
};

const site = '  - id: linjiang\n    name: 临江市人民政府\n    url: https://www.linjiang.gov.cn/';

describe('a configuration', () => {
	test('of one site gets every default', async () => {
		expect(await load(`sites:\n${site}\n`)).toEqual({
			database: join(folder, 'gongkai.db'),
			out: join(folder, 'out'),
			dashboard: { host: '127.0.0.1', trustedProxies: [] },
			parallel: 4,
			profile: 'national',
			statutes: join(folder, 'statutes.json'),
			network: { allow: [], ca: undefined },
			probes: { perDay: 20, keepDays: 60 },
			notices: { everyMinutes: 60, allow: [], receivers: [] },
			evidence: { pictures: 40, megabytes: 20, keepDays: 400 },
			retention: { archiveMonths: 3, probeMonths: 13, auditRowsMonths: 24, minFreeGiB: 5 },
			sites: [
				{
					id: 'linjiang',
					name: '临江市人民政府',
					url: 'https://www.linjiang.gov.cn/',
					type: 'portal',
					profile: 'national',
					robots: 'obey',
					hosts: [],
					columns: [],
					limits: { maxPages: 20000, requestsPerSecond: 5, concurrency: 4, timeoutSeconds: 15 },
					render: 'auto',
				},
			],
		});
	});

	test('of the contract is understood whole', async () => {
		const config = await load(`
database: postgres://db.local/gongkai
out: ../elsewhere
schedule: "0 2 1 * *"
profile: ./city.yaml
network:
  allow: ["127.0.0.0/8", "fd00::/8"]
  proxy: http://proxy.local:3128
  ca: ./ca.pem
  contact: mailto:audit@example.gov.cn
probes: { perDay: 0 }
evidence: { pictures: 0 }
sites:
  - id: linjiang
    name: 临江市人民政府
    url: https://www.linjiang.gov.cn/#top
    type: department
    level: city
    district: 临江
    maintainer: 张三
    schedule: "*/30 3-5 5,6 * 1"
    robots: ignore
    hosts: [ZWGK.linjiang.gov.cn, "127.0.0.1:8080"]
    columns:
      - { kind: policy, url: https://www.linjiang.gov.cn/zwgk/zcwj/ }
    limits: { maxPages: 10, maxRequests: 300, maxMegabytes: 0.5, requestsPerSecond: 0.5 }
    render: never
`);
		expect(config).toMatchObject({
			database: 'postgres://db.local/gongkai',
			out: join(folder, '..', 'elsewhere'),
			profile: join(folder, 'city.yaml'),
			probes: { perDay: 0, keepDays: 60 },
			evidence: { pictures: 0, megabytes: 20, keepDays: 400 },
			network: { proxy: 'http://proxy.local:3128', ca: expect.stringContaining('BEGIN CERTIFICATE') },
		});
		expect(config.sites[0]).toMatchObject({
			url: 'https://www.linjiang.gov.cn/',
			hosts: ['zwgk.linjiang.gov.cn', '127.0.0.1:8080'],
			limits: {
				maxPages: 10,
				maxRequests: 300,
				maxMegabytes: 0.5,
				requestsPerSecond: 0.5,
				concurrency: 4,
				timeoutSeconds: 15,
			},
			profile: join(folder, 'city.yaml'),
		});
	});
});

describe('a configuration is refused by line, with what was expected', () => {
	const refused: Record<string, [yaml: string, ...lines: RegExp[]]> = {
		'an unknown key': [
			`outt: x\nsites:\n${site}`,
			/:1：不认识的键 outt，应为以下之一：database、databasePassword、out、/,
		],
		'an unknown key of a site': [
			`sites:\n${site}\n    colums: []`,
			/:5：不认识的键 sites\[0\]\.colums，.*columns/,
		],
		'an unknown key of limits': [
			`sites:\n${site}\n    limits:\n      maxPage: 3`,
			/:6：不认识的键 sites\[0\]\.limits\.maxPage，.*maxPages/,
		],
		'an unknown key of network': [
			'network:\n  alow: []',
			/:2：不认识的键 network\.alow，应为以下之一：allow、proxy、ca、contact/,
		],
		'a wrong type': [`out: 3\nsites:\n${site}`, /:1：out 是 3，应为文本/],
		'a number for an id': [
			'sites:\n  - id: 7\n    name: x\n    url: http://a.cn/',
			/:2：sites\[0\]\.id 是 7，应为文本/,
		],
		'a bad id': [
			'sites:\n  - id: Lin.Jiang\n    name: x\n    url: http://a.cn/',
			/:2：sites\[0\]\.id 是 Lin\.Jiang，应为小写字母、数字和连字符/,
		],
		'a missing url': ['sites:\n  - id: a\n    name: x', /:2：缺少 sites\[0\]\.url，应为文本/],
		'a key without a value': [
			'sites:\n  - id: a\n    name: x\n    url:',
			/:4：sites\[0\]\.url 没有值，应为文本/,
		],
		'sites that are no list': ['sites: linjiang', /:1：sites 是 linjiang，应为列表/],
		'a url of another scheme': [
			'sites:\n  - id: a\n    name: x\n    url: ftp://a.cn/',
			/:4：sites\[0\]\.url 是 ftp:\/\/a\.cn\/，应为.*完整网址/,
		],
		'a url with a password': ['sites:\n  - id: a\n    name: x\n    url: http://u:p@a.cn/', /:4：.*完整网址/],
		'an unknown kind of column': [
			`sites:\n${site}\n    columns:\n      - { kind: polcy, url: "http://a.cn/" }`,
			/:6：sites\[0\]\.columns\[0\]\.kind 是 polcy，应为news、notice、policy/,
		],
		'a bad cron': ['schedule: "0 25 1 * *"', /:1：schedule 是 0 25 1 \* \*，应为五段的 cron/],
		'a cron of six fields': ['schedule: "0 0 2 1 * *"', /:1：.*cron/],
		'a bad range': [
			'network:\n  allow:\n    - 10.0.0.1\n    - 10.0.0.0/40',
			/:4：network\.allow\[1\] 是 10\.0\.0\.0\/40，应为网段/,
		],
		'no pages at all': [
			`sites:\n${site}\n    limits: { maxPages: 0 }`,
			/:5：sites\[0\]\.limits\.maxPages 是 0，应为不小于 1 的数/,
		],
		'a rate of nothing': [`sites:\n${site}\n    limits: { requestsPerSecond: 0 }`, /:5：.*应为大于 0 的数/],
		'half a page': [`sites:\n${site}\n    limits: { maxPages: 1.5 }`, /:5：.*应为整数/],
		'too few visits to judge by': [
			'probes:\n  perDay: 12',
			/:2：probes\.perDay 是 12，应为0（不访问）或 20 到 48 的整数/,
		],
		'visits that are a burden': ['probes: { perDay: 1440 }', /:1：probes\.perDay 是 1440/],
		'visits that are forgotten at once': [
			'probes:\n  keepDays: 1',
			/:2：probes\.keepDays 是 1，应为不小于 14 的数/,
		],
		'fewer pictures than none': [
			'evidence:\n  pictures: -1',
			/:2：evidence\.pictures 是 -1，应为不小于 0 的数/,
		],
		'pictures without room': ['evidence: { megabytes: 0 }', /:1：evidence\.megabytes 是 0，应为大于 0 的数/],
		'pictures that are gone before the next month': [
			'evidence:\n  pictures: 5\n  keepDays: 7',
			/:3：evidence\.keepDays 是 7，应为不小于 31 的数/,
		],
		'an unknown key of evidence': ['evidence: { photos: 3 }', /:1：不认识的键 evidence\.photos/],
		'an archive without any run': ['retention: { archiveMonths: 0 }', /:1：retention\.archiveMonths 是 0/],
		'room below nothing': ['retention: { minFreeGiB: -1 }', /:1：retention\.minFreeGiB 是 -1/],
		'an unknown key of probes': ['probes: { day: 3 }', /:1：不认识的键 probes\.day，.*perDay、keepDays/],
		'two sites of one id': [`sites:\n${site}\n${site}`, /:5：id linjiang 与第 2 行重复/],
		'a file of authorities that is not there': [
			'network:\n  ca: ./none.pem',
			/:2：network\.ca 应为可读的证书文件/,
		],
		'a file of authorities that is torn': ['network:\n  ca: ./torn.pem', /:2：network\.ca .*PEM/],
		'a file of authorities that is none': ['network:\n  ca: ./not.pem', /:2：network\.ca .*PEM/],
		'an unknown profile': ['profile: nationl', /:1：找不到评分方案 nationl，应为内置方案（national、/],
		'a bad profile': [
			`sites:\n${site}\n    profile: ./bad-city.yaml`,
			/:5：.*bad-city\.yaml:2：不认识的键 terms\.interpretationDay/,
		],
		'a repeated key': ['out: a\nout: b', /:2：同一层里有重复的键/],
		'a tab': ['network:\n\tallow: []', /:2：.*制表符/],
		'broken syntax': ['sites: [', /:1：缩进不对或括号没有配对/],
		'a list instead of keys': ['- a', /:1：文件 是 \["a"\]，应为一组“键: 值”/],
		'several at once, in the order of their lines': [
			`out: 3\nfoo: 1\nsites:\n  - id: a`,
			/:1：out/,
			/:2：不认识的键 foo/,
			/:4：缺少 sites\[0\]\.name/,
			/:4：缺少 sites\[0\]\.url/,
		],
	};
	test.each(Object.entries(refused))('%s', async (_name, [yaml, ...lines]) => {
		const error = await load(yaml).catch((error: unknown) => error);
		expect(error).toBeInstanceOf(Error);
		const messages = (error as Error).message.split('\n');
		for (const line of lines) expect(messages.join('\n')).toMatch(line);
		expect(messages).toHaveLength(lines.length);
		const numbers = messages.map((message) => Number(/:(\d+)：/.exec(message)?.[1]));
		expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
	});

	test('a file that is not there', async () => {
		await expect(loadConfig(join(folder, 'none.yaml'))).rejects.toThrow(/读不到配置文件/);
	});
});

describe('a site without a configuration', () => {
	test.each([
		['https://www.Linjiang.gov.cn/zw/#a', 'www-linjiang-gov-cn', 'https://www.linjiang.gov.cn/zw/'],
		['http://127.0.0.1:8080', '127-0-0-1', 'http://127.0.0.1:8080/'],
		['http://[::1]:80/', '--1', 'http://[::1]/'],
	])('%s', (url, id, address) => {
		expect(configForUrl(url)).toMatchObject({ id, url: address, name: '', type: 'portal' });
	});

	test('needs a whole address', () => {
		expect(() => configForUrl('ftp://a.cn')).toThrow(/不是完整的网址/);
	});
});

test('a site of the register gets the defaults of the configuration', () => {
	const site = { id: 'a', name: '甲市', url: 'http://a.cn/', type: 'department', level: 'city' } as const;
	const more = { schedule: '0 3 5 * *', siteIdCode: '3601000001' };
	expect(siteOfRegister({ ...site, ...more }, { profile: './city.yaml' })).toEqual({
		...configForUrl('http://a.cn/', './city.yaml'),
		...site,
		schedule: '0 3 5 * *',
	});
});

test('proxy variables are taken out of the environment', () => {
	const env = { http_proxy: 'http://p:1', NO_PROXY: 'localhost', GONGKAI_DEBUG: '1', PATH: '/bin' };
	expect(takeEnvironment(env)).toMatchObject({
		debug: true,
		proxies: ['http_proxy'],
		variables: { PATH: '/bin' },
	});
	expect(env).toEqual({ GONGKAI_DEBUG: '1', PATH: '/bin' });
});

test('a folder for temporary files that cannot be written is taken out of the environment', () => {
	const env = { TMPDIR: join(folder, 'nowhere') };
	takeEnvironment(env);
	expect(env).toEqual({});
	const good = { TMPDIR: folder };
	takeEnvironment(good);
	expect(good).toEqual({ TMPDIR: folder });
});
