import { expect, it } from 'vitest';
import { fileName, triedWords } from '../../../checks/facts/targets.ts';
import { target } from '../../support/targets.ts';

it.each([
	[['HTTP 404', 'HTTP 404', 'HTTP 404'], '先后访问 3 次，均返回 404'],
	[['连接超时', '连接超时'], '先后访问 2 次，均为：连接超时'],
	[['连接超时', 'HTTP 502'], '先后访问 2 次，依次为：连接超时、返回 502'],
	[['HTTP 410'], '访问 1 次，返回 410'],
	[[], undefined],
])('tries %j read as %s', (tries, words) => {
	expect(triedWords({ tries }).snippet).toBe(words);
});

it.each([
	['/a/banner.jpg', '“banner.jpg”'],
	['/%E5%9B%BE.png', '“图.png”'],
	['/%D0%C2.png', '“%D0%C2.png”'],
	['/', '“部门文件”'],
])('the picture %s is named %s', (path, name) => {
	expect(fileName(target(path))).toBe(name);
});
