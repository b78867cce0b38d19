import check from '../../checks/rules/slow-reply.ts';
import { type Entry, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const letter = (title: string, askedOn: string, repliedOn: string): string =>
	page(
		title,
		`<h1>${title}</h1><p>留言时间：${askedOn}</p><div class="content"><p>请问公交线路什么时候恢复，出行不方便。</p></div><p>答复时间：${repliedOn}</p><p>答复内容：预计下月恢复，感谢理解。</p>`,
		{ crumbs: ['互动交流', '市长信箱'] },
	);
/** A column of messages that were asked and answered on these days. */
const mailbox = (...days: (readonly [string, string])[]): Record<string, string> => {
	const entries = days.map(([asked], i): Entry => [`/xx/${i}.html`, `关于第${i + 1}条公交线路的咨询`, asked]);
	return {
		'/xx/': list('市长信箱', entries, { crumbs: ['互动交流', '市长信箱'] }),
		...Object.fromEntries(
			entries.map(([path, title], i) => [path, letter(title, ...(days[i] as [string, string]))]),
		),
	};
};

testCheck(check, {
	clean: {
		'on the fifth working day': mailbox(
			['2026-06-01', '2026-06-08'],
			['2026-06-02', '2026-06-03'],
			['2026-06-03', '2026-06-04'],
		),
		'more than a year ago': mailbox(
			['2025-06-02', '2025-08-04'],
			['2026-06-02', '2026-06-03'],
			['2026-06-03', '2026-06-04'],
		),
	},
	faulty: {
		'some took longer: median and tail, once for the column': {
			pages: mailbox(
				['2026-06-01', '2026-06-09'],
				['2026-06-02', '2026-06-03'],
				['2026-06-03', '2026-06-04'],
			),
			at: ['/xx/'],
			certainty: 'review',
			says: '3件留言中，有1件超过5个工作日才答复（用时中位数1个工作日，最长6个）',
		},
		'once, where the page above gathers what its mailboxes have': {
			pages: {
				'/hd/': list(
					'公众互动',
					[
						['/xx/0.html', '关于第1条公交线路的咨询', '2026-06-01'],
						['/xx/1.html', '关于第2条公交线路的咨询', '2026-06-02'],
						['/xx/2.html', '关于第3条公交线路的咨询', '2026-06-03'],
					],
					{ crumbs: ['公众互动'], head: '<base href="https://www.linjiang.gov.cn/hd/">' },
				),
				...Object.fromEntries(
					Object.entries(
						mailbox(['2026-06-01', '2026-06-09'], ['2026-06-02', '2026-06-03'], ['2026-06-03', '2026-06-04']),
					).map(([path, html]) => [
						path,
						path === '/xx/'
							? html.replaceAll('互动交流', '公众互动').replace(`/${encodeURIComponent('公众互动')}/`, '/hd/')
							: html,
					]),
				),
			},
			at: ['/xx/'],
			certainty: 'review',
		},
		'the profile asks for one working day': {
			pages: mailbox(
				['2026-06-01', '2026-06-03'],
				['2026-06-02', '2026-06-03'],
				['2026-06-03', '2026-06-04'],
			),
			terms: { replyDays: 1 },
			at: ['/xx/'],
			certainty: 'review',
		},
	},
});
