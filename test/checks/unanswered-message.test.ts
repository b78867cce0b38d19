import check from '../../checks/rules/unanswered-message.ts';
import { page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '关于十二路公交线路的咨询';
const question = '请问十二路公交车什么时候恢复原来的线路，现在出行很不方便，希望尽快答复。';
const crumbs = ['互动交流', '市长信箱'];
/** The page of a message of this day, with these further lines. */
const letter = (askedOn: string, ...lines: string[]): string =>
	page(
		title,
		`<h1>${title}</h1><p>留言时间：${askedOn}</p><div class="content"><p>${question}</p></div>${lines.map((line) => `<p>${line}</p>`).join('')}`,
		{ crumbs },
	);
const mailbox = (state: string, name = title, column = '市长信箱'): string =>
	page(
		column,
		`<h2>${column}</h2><table><tr><th>标题</th><th>时间</th><th>状态</th></tr>${[
			['/xx/1.html', name, '2026-05-02', state],
			['/xx/2.html', '关于路灯维修的建议', '2026-05-01', '已回复'],
			['/xx/3.html', '关于垃圾清运的建议', '2026-04-28', '已回复'],
		]
			.map(
				([path, text, date, word]) =>
					`<tr><td><a href="${path}">${text}</a></td><td>${date}</td><td>${word}</td></tr>`,
			)
			.join('')}</table>`,
		{ crumbs: ['互动交流', column] },
	);

testCheck(check, {
	clean: {
		'interviews and surveys': {
			'/xx/': mailbox('处理中', title, '在线访谈'),
			'/yy/': mailbox('处理中', '关于停车收费的网上调查', '民意征集'),
		},
		answered: { '/xx/1.html': letter('2026-05-02', '办理状态：已回复', '回复内容：预计下月恢复原线路。') },
		'a reply, though the list still says otherwise': {
			'/xx/': mailbox('处理中'),
			'/xx/1.html': letter('2026-05-02', '回复内容：预计下月恢复原线路，感谢理解。', '回复时间：2026-05-06'),
		},
		'three months are not over': { pages: { '/xx/1.html': letter('2026-08-15', '办理状态：办理中') } },
		'more than a year ago': { '/xx/1.html': letter('2025-11-14', '办理状态：办理中') },
		'not to be answered': { '/xx/1.html': letter('2026-05-02', '办理状态：不予受理') },
		'handed over to where petitions go': { '/xx/1.html': letter('2026-05-02', '办理状态：已转信访部门') },
		'petitions and reports of offences': {
			'/xx/': mailbox('处理中', '关于某单位的举报'),
			'/yy/': mailbox('处理中', title, '网上信访'),
		},
		'a record of its handling that ends in a reply': {
			'/xx/1.html': letter(
				'2026-05-02',
				'办理状态：办理中',
				'办理过程',
				'2026-05-03',
				'已转办',
				'2026-05-06',
				'已办结',
			),
		},
		'nothing is known of it': { '/xx/1.html': letter('2026-05-02') },
	},
	faulty: {
		'its page says that it is under way': {
			pages: { '/xx/1.html': letter('2026-05-02', '办理状态：办理中') },
			at: ['/xx/1.html'],
			says: '2026年5月2日的留言“关于十二路公交线路的咨询”超过3个月',
		},
		'the part of the reply is empty: a person should look': {
			pages: { '/xx/1.html': letter('2026-05-02', '回复内容：', '暂无回复') },
			at: ['/xx/1.html'],
			certainty: 'review',
		},
		'a script that nobody ran may bring the reply in': {
			pages: {
				'/xx/1.html': letter(
					'2026-05-02',
					'办理状态：办理中<script>$.get("/reply?id=1", function (d) { $("#reply").html(d); })</script>',
				),
			},
			at: ['/xx/1.html'],
			certainty: 'review',
		},
		'a script that draws nothing on pages of its kind': {
			pages: {
				'/xx/1.html': letter(
					'2026-05-02',
					'办理状态：办理中<script>$.get("/hits?id=1", function (d) { $("#hits").html(d); })</script>',
				),
			},
			seen: { '/xx/1.html': { inert: true } },
			at: ['/xx/1.html'],
		},
		'only the list tells: a person should look': {
			pages: { '/xx/': mailbox('待办理') },
			at: ['/xx/1.html'],
			certainty: 'review',
		},
		'a telephone number in its title is not told': {
			pages: { '/xx/': mailbox('待办理', '请回电13800001111说明公交线路') },
			at: ['/xx/1.html'],
			certainty: 'review',
			says: '“请回电138****说明公交线路”',
		},
	},
});
