import { describe, expect, it } from 'vitest';
import { builtInStatutes, createStatutes } from '../../../checks/facts/statutes.ts';

const { stateOf, of: statuteOf } = builtInStatutes;

const text = (title: string, dates: string[], decreeNumbers: string[] = []) => ({
	title,
	dates,
	decreeNumbers,
	historical: false,
	snippet: '',
});

describe('state of a republished statute', () => {
	it.each([
		[
			'the first version of a revised regulation',
			text('中华人民共和国政府信息公开条例', ['2007-04-05'], ['492']),
			'superseded',
			'certain',
		],
		[
			'told by its decree alone',
			text('中华人民共和国政府信息公开条例', [], ['国务院令第492号']),
			'superseded',
			'certain',
		],
		[
			'title without the state’s name',
			text('政府信息公开条例', ['2007-01-17', '2007-04-05']),
			'superseded',
			'certain',
		],
		[
			'the law before its revision',
			text('中华人民共和国行政处罚法', ['1996-03-17', '2009-08-27', '2017-09-01']),
			'superseded',
			'certain',
		],
		['revised in 2024', text('企业信息公示暂行条例', ['2014-08-07'], ['654']), 'superseded', 'certain'],
		['repealed regulation', text('信访条例', ['2005-01-10'], ['431']), 'repealed', 'certain'],
		['repealed by the civil code', text('中华人民共和国物权法', ['2007-03-16']), 'repealed', 'certain'],
		[
			'a law revised after the source was compiled',
			text('中华人民共和国治安管理处罚法', ['2005-08-28', '2012-10-26']),
			'superseded',
			'certain',
		],
		['dates that fit no version known', text('中华人民共和国会计法', ['1990-03-05']), 'superseded', 'likely'],
		['a repeal known only by a flag', text('卖淫嫖娼人员收容教育办法', ['1993-09-04']), 'repealed', 'likely'],
	])('%s', (_, statute, state, sure) =>
		expect(stateOf(statute, '2026-11-15')).toMatchObject({ state, sure }),
	);

	it.each([
		[
			'the version in force',
			text('中华人民共和国政府信息公开条例', ['2007-04-05', '2019-04-03'], ['492', '711']),
		],
		['its decree alone', text('中华人民共和国政府信息公开条例', [], ['711'])],
		['a version younger than the data', text('中华人民共和国行政处罚法', ['2028-01-01'])],
	])('%s is current', (_, statute) => expect(stateOf(statute, '2026-11-15').state).toBe('current'));

	it.each([
		['a statute that is not in the data', text('中华人民共和国月球法', ['2007-04-05'])],
		['no date and no decree', text('中华人民共和国行政处罚法', [])],
		[
			'adopted by the meeting shortly before the decree',
			text('中华人民共和国政府信息公开条例', ['2018-12-20']),
		],
		['adopted shortly before its publication, both in the data', text('优化营商环境条例', ['2019-10-08'])],
	])('%s says nothing', (_, statute) => expect(stateOf(statute, '2026-11-15').state).toBe('unknown'));

	it('judges by the version in force on the day', () => {
		const old = text('中华人民共和国治安管理处罚法', ['2005-08-28', '2012-10-26']);
		expect(stateOf(old, '2025-11-15').state).toBe('current');
		expect(stateOf(text('信访条例', ['2005-01-10'], ['431']), '2022-04-30').state).not.toBe('repealed');
	});

	it('holds well-known facts', () => {
		expect(statuteOf('中华人民共和国公司法')?.versions.at(-1)).toEqual({
			on: '2023-12-29',
			from: '2024-07-01',
		});
		expect(statuteOf('行政复议法')?.versions.at(-1)?.on).toBe('2023-09-01');
	});
});

describe('newer data', () => {
	const newer = createStatutes(builtInStatutes, {
		asOf: '2026-10-01',
		statutes: [
			{ title: '信访条例', versions: [{ on: '2005-01-10', decree: '431' }] },
			{ title: '中华人民共和国新事物促进法', versions: [{ on: '2020-01-01' }, { on: '2026-09-01' }] },
		],
	});

	it('wins over what comes with the program, title by title', () => {
		expect(newer.asOf).toBe('2026-10-01');
		expect(newer.statutes).toHaveLength(builtInStatutes.statutes.length + 1);
		expect(newer.of('信访条例')?.repealed).toBeUndefined();
		expect(newer.stateOf(text('新事物促进法', ['2020-01-01']), '2026-11-15').state).toBe('superseded');
		expect(newer.stateOf(text('中华人民共和国物权法', ['2007-03-16']), '2026-11-15').state).toBe('repealed');
	});
	it('leaves the program’s own as it was', () =>
		expect(builtInStatutes.stateOf(text('信访条例', ['2005-01-10'], ['431']), '2026-11-15').state).toBe(
			'repealed',
		));
});
