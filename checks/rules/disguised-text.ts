import { defineCheck } from '../check.ts';
import { quoted } from '../facts/documents.ts';

export default defineCheck({
	id: 'disguised-text',
	group: 'document',
	name: '文字、网址有伪装',
	decides: '读者看到的文字顺序与实际写的不同，或链接的域名用形近字母冒充另一个域名。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：信息内容应当准确',
	repair:
		'先确认不是本单位有意所为：删去文字里改变方向的控制字符，按正式文件重新录入；冒充的链接立即删除，并检查网站是否被入侵。',
	severity: 'minor',
	needs: ['disguises'],
	*find({ disguises }) {
		for (const { kind, core, written, shown, url, page, title, foundOn, foundOnCount } of disguises) {
			if (kind === 'host')
				yield {
					subject: url ?? page,
					certainty: 'review',
					message: `链接的域名看上去是 ${shown}，实际是 ${written}，请核实是否冒充，属实的立即删除。`,
					snippet: `${shown} ${written}`,
					marked: written,
					foundOn,
					foundOnCount,
				};
			else
				yield {
					subject: page,
					key: core,
					certainty: 'review',
					message: `页面${title ? quoted(title) : ''}用控制字符改变了文字的显示顺序：读者看到的是“${shown}”，实际写的是“${written}”，请核实并改正。`,
					snippet: `显示：${shown}；实际：${written}`,
					marked: [shown, written],
					foundOn,
					foundOnCount,
				};
		}
	},
	examples: {
		wrong: [
			'文号前后有改变方向的控制字符，看上去是“12号”，复制出来是“21号”（待核对）。',
			'链接看上去指向某个 gov.cn 网站，其中的“o”却是西里尔字母（待核对）。',
		],
		right: [
			'编辑器带进来的零宽空格、软连字符，或不影响显示的方向标记。',
			'维吾尔文、阿拉伯文等从右向左书写的文字。',
			'中文域名。',
		],
	},
});
