import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

const advice = {
	omitted: '正文注明该附件省略或另发，请核实能否公开，能公开的请补上。',
	file: '页面上有一个名称不同的文件，请核实其中是否包含该附件，没有的请补上。',
	script: '页面上有一个由脚本打开的同名链接，请核实能否下载，不能的请补上。',
	picture: '正文之后有图片，请核实是否就是该附件，不是的请补上。',
} as const;

export default defineCheck({
	id: 'missing-attachment',
	group: 'document',
	name: '附件缺失',
	decides: '正文列出了附件，页面上既没有链接也没有刊登。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：信息内容应当完整',
	repair:
		'把正文列出的每个附件上传，在正文末尾按名称逐个链接；也可以把附件全文刊登在正文下方。依法不公开的附件，在名称后注明“（不予公开）”。',
	severity: 'minor',
	restsOn: ['attachments'],
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const { url, facts, place } = document;
			for (const { name, doubt } of facts.lackingAttachments ?? []) {
				const certain = doubt === undefined && place !== 'gazette';
				yield {
					subject: url,
					key: name,
					...(!certain && { certainty: 'review' }),
					message: `${documentName(document)}列有附件“${name}”，页面上没有它的链接，也没有刊登全文；${doubt ? advice[doubt] : '请补上该附件。'}`,
					snippet: `附件：${name}`,
					marked: name,
				};
			}
		}
	},
	examples: {
		wrong: [
			'正文末尾写“附件：1. 任务分工表　2. 自查报告格式”，页面上只有第一个文件。',
			'写明“附件：名单（略）”，页面上确实没有（待核对）。',
			'页面上有一个名称对不上的文件，或正文后有一幅图片，也许就是它（待核对）。',
			'附件名称由脚本打开，看不出指向哪个文件（待核对）。',
		],
		right: [
			'附件全文印在正文下方。',
			'文件地址写在 data-url、data-href 或 onclick 里，点击才下载。',
			'文件叫 P020260302.xlsx，名称对不上，但个数与附件相同。',
			'几个附件打包成一个压缩包。',
			'正文里顺带提到“（见附件）”，或“附件：见下方下载区”。',
		],
	},
});
