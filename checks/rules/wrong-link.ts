import { defineCheck } from '../check.ts';
import { quoted } from '../facts/documents.ts';
import { atTarget, linkName, placeWords } from '../facts/targets.ts';

const unreachable = {
	disk: '指向编辑人员自己电脑上的文件，公众打不开',
	loopback: '指向本机地址，公众打不开',
	private: '指向内网地址，公众打不开',
} as const;

export default defineCheck({
	id: 'wrong-link',
	group: 'link',
	name: '错链',
	decides: '指向内网、本机或本地磁盘地址的链接，以及写着一份文件、打开却是另一份文件的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	repair:
		'在列出的来源页面上改正链接地址。本地磁盘上的文件或图片，多是从文档里直接粘贴带入的，请上传到网站后重新插入；内网系统的入口，公众用不了，请从公开页面上删除；打开是另一份文件的，改为该文件自己的地址。',
	severity: 'minor',
	needs: ['strays', 'identity'],
	*find({ strays, identity }) {
		for (const stray of strays) {
			const place = placeWords(stray, identity.url);
			yield {
				...atTarget(stray),
				...(stray.doubtful && { certainty: 'review' }),
				message:
					stray.by === 'title'
						? `${place}链接写的是${quoted(stray.foundOn[0]?.text ?? '')}，打开却是${quoted(stray.title ?? '')}，请${stray.doubtful ? '核实，不是同一份文件的，' : ''}改为正确的地址。`
						: `${place}链接${linkName(stray)}${unreachable[stray.by]}，请改正地址或删除链接。`,
				snippet: stray.by === 'title' ? `目标页面标题：${stray.title}` : stray.url,
				marked: stray.by === 'title' ? (stray.title ?? '') : stray.url,
			};
		}
	},
	examples: {
		wrong: [
			'链接指向 file:///D:/公文/通知.doc。',
			'公开页面上的“办公系统”指向 http://192.168.1.20:8080/。',
			'链接写的是《临江市户外广告设置规定》，打开却是《临江市城市供水管理办法》。',
			'链接写的是《临江市城市供水管理办法》，打开却是它的实施细则；办法自己的页面没有见到的，由人核对。',
		],
		right: [
			'链接文字用“…”截短，或只写了同一文件的简称。',
			'链接写的文件是目标页面的附件，或在目标页面的正文里被引用。',
			'链接写着文件名，打开的是它的解读、列表或栏目页。',
			'指向公网 IP 地址，或 mailto:、tel:、javascript: 一类的链接。',
			'链接没有文字，读者无从点击。',
		],
	},
});
