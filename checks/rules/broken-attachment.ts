import { defineCheck } from '../check.ts';
import { atTarget, brokenWords, linkName, placeWords, triedWords } from '../facts/targets.ts';

export default defineCheck({
	id: 'broken-attachment',
	group: 'link',
	name: '附件打不开',
	decides: '本网站上打不开、为空，或实为错误网页的附件。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	repair:
		'在后台重新上传完好的附件，更新正文中的链接，再在没有登录的浏览器里实际下载、打开一次。打开的是网页而不是文件的，多为附件已移走或要登录才能下载；扩展名与内容不符的，按实际格式改名后重新上传。',
	severity: 'minor',
	needs: ['targets', 'identity'],
	*find({ targets, identity }) {
		for (const target of targets) {
			if (target.type !== 'attachment' || target.state !== 'broken') continue;

			yield {
				...atTarget(target),
				message: `${placeWords(target, identity.url)}附件${linkName(target)}${brokenWords(target)}，请重新上传文件并更新链接。`,
				// Some program may still open it under its wrong name: a person should try.
				...(target.reason === 'mismatched-file' && { certainty: 'review' }),
				...triedWords(target),
			};
		}
	},
	examples: {
		wrong: [
			'“申请表.docx”返回 404，或下载下来是 0 字节。',
			'“公示名单.pdf”打开的不是文件，而是一个“文件不存在”的网页。',
			'“材料.zip”在传输中被截断，无法解压。',
			'扩展名是 .doc，内容其实是另一种格式（待核对）。',
		],
		right: [
			'下载附件前要先通过防护验证或登录：看不到文件，不等于文件坏了。',
			'下载地址不带扩展名，但服务器给出了文件名和完好的内容。',
			'普通网页打不开：由“站内断链”判定。',
		],
	},
});
