import { describe, expect, test } from 'vitest';
import { messageStateOf } from '../../../crawler/extract/message-status.ts';
import { readPage } from '../../../crawler/extract/page.ts';
import { documentOf } from '../../support/document.ts';
import { page } from '../../support/pages.ts';

const read = (main: string) =>
	documentOf(
		page('关于公交线路的咨询', `<h1>关于公交线路的咨询</h1>${main}`, { crumbs: ['互动交流', '市长信箱'] }),
	)?.message;

const question = '请问十二路公交车什么时候恢复原来的线路，现在出行很不方便，希望尽快答复。';
const reply = '您好！十二路公交车因道路施工临时绕行，预计下月恢复原线路，感谢您的理解和支持。';

describe('the page of a message', () => {
	test.each([
		[
			'a table of labels and values',
			`<table><tr><td>写信时间</td><td>2026年3月2日</td></tr><tr><td>信件内容</td><td>${question}</td></tr><tr><td>处理状态</td><td>已处理</td></tr><tr><td>回复内容</td><td><p>${reply}</p></td></tr><tr><td>处理时间</td><td>2026年3月5日</td></tr></table>`,
			{ askedOn: '2026-03-02', repliedOn: '2026-03-05', state: 'answered', stated: true },
		],
		[
			'lines with colons',
			`<div class="info"><span>来信时间：2026-03-02</span> <span>来信人：王**</span></div><div class="con"><p>${question}</p></div><div class="reply"><h3>回复内容：</h3><p>${reply}</p><p>回复时间：2026-03-05 10:20</p></div>`,
			{ askedOn: '2026-03-02', repliedOn: '2026-03-05', state: 'answered' },
		],
		[
			'dates in running text',
			`<div class="content"><p>留言时间：2026-03-02。${question}</p><p>答复时间：2026-03-05。答复单位：市交通运输局。${reply}</p></div>`,
			{ askedOn: '2026-03-02', repliedOn: '2026-03-05', state: 'answered' },
		],
		[
			'no reply yet, says its state',
			`<dl><dt>提交时间：</dt><dd>2026-03-02</dd><dt>办理状态：</dt><dd>办理中</dd></dl><div class="content"><p>${question}</p></div>`,
			{ askedOn: '2026-03-02', state: 'pending', stated: true },
		],
		[
			'no reply yet, its part is empty',
			`<p>咨询时间：2026-03-02</p><div class="content"><p>${question}</p></div><h3>回复内容</h3><p>暂无回复</p>`,
			{ askedOn: '2026-03-02', state: 'pending' },
		],
		[
			'no reply yet, the cells of its part are empty',
			`<table><tr><td>来信时间：</td><td>2026/3/2 10:22:00</td></tr><tr><td>内容：</td><td>${question}</td></tr><tr><td>回复：</td><td></td></tr><tr><td>回复时间：</td><td></td></tr></table>`,
			{ askedOn: '2026-03-02', state: 'pending' },
		],
		[
			'a reply under the name of a bureau, and a state that nobody has changed',
			`<p>咨询时间：2026-03-02</p><p>办理状态：已受理</p><div class="content"><p>${question}</p></div><h3>市交通运输局</h3><p>您反映的问题已转公交公司核实，预计下月恢复原线路。</p>`,
			{ askedOn: '2026-03-02', state: 'answered', stated: true },
		],
		[
			'not to be answered',
			`<p>咨询时间：2026-03-02</p><p>办理状态：不予受理</p><div class="content"><p>${question}</p></div>`,
			{ askedOn: '2026-03-02', state: 'closed', stated: true },
		],
	])('%s', (_, main, facts) => expect(read(main)).toEqual(facts));

	test.each([
		['news', `<div class="info">发布时间：2026-03-02</div><div class="content"><p>${reply}</p></div>`],
		[
			'a letter of which nothing is known',
			`<p>来信时间：2026-03-02</p><div class="content"><p>${question}</p></div>`,
		],
		[
			'a notice that names a time for inquiries',
			`<div class="content"><p>咨询时间：每个工作日上午，办理时间：工作日。${reply}</p></div>`,
		],
	])('none: %s', (_, main) => expect(read(main)).toBeUndefined());
});

test.each([
	['[已回复]', 'answered'],
	['状态：待办理', 'pending'],
	['处理完成', 'answered'],
	['已受理', 'pending'],
	['办理中', 'pending'],
	['办理中。', 'pending'],
	['不予受理', 'closed'],
	['办理中心', undefined],
	['市长信箱', undefined],
])('%s: %s', (text, state) => expect(messageStateOf(text)).toBe(state));

test('a list tells the state of each message', () => {
	const rows = [
		['1', '关于公交线路的咨询', '2026-03-02', '已回复'],
		['2', '关于路灯维修的建议', '2026-03-01', '处理中'],
		['3', '关于垃圾清运的投诉', '2026-02-28', ''],
	].map(
		([id, title, date, state]) =>
			`<tr><td><a href="/xx/${id}.html">${title}</a></td><td>${date}</td><td>${state}</td></tr>`,
	);
	const { items } = readPage(
		page('市长信箱', `<table><tr><th>标题</th><th>时间</th><th>状态</th></tr>${rows.join('')}</table>`),
		'https://www.linjiang.gov.cn/xx/',
	);
	expect(items.map(({ state }) => state)).toEqual(['answered', 'pending', undefined]);
});
