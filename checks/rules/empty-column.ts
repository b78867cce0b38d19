import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'empty-column',
	group: 'column',
	name: '空白栏目',
	decides: '没有任何信息、也没有说明原因的栏目。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“栏目不更新”',
	repair:
		'在栏目中发布应当公开的信息；确实没有的，在栏目页写明原因（如“本单位无此类信息”及理由），或撤销、合并该栏目并去掉导航入口。信息已移往其他栏目的，把入口直接指向新栏目；列表由脚本加载的，请检查列表接口是否正常。',
	severity: 'major',
	restsOn: ['columns-below'],
	needs: ['columns'],
	*find({ columns }) {
		for (const { url, title, content, items, sure, snippet, view } of columns) {
			if (content === 'unloaded') {
				yield {
					subject: url,
					...(view && { key: title }),
					certainty: 'review',
					message: `栏目“${title}”的列表未能加载，请人工打开确认是否为空白栏目。`,
					snippet: snippet ?? `读到 ${items} 条，其余未加载`,
					marked: snippet?.replace(/^[^：]{1,10}：/, '') ?? '其余未加载',
				};
			}
			if (content !== 'empty') continue;
			yield {
				subject: url,
				...(view && { key: title }),
				// A list that no menu, tag or breadcrumb names may be no column.
				...(sure === 'likely' && { certainty: 'review' }),
				message: `栏目“${title}”没有任何内容，请补充信息；确无内容的，请在页面上说明原因或撤销该栏目。`,
				snippet: snippet ?? `列表 ${items} 条，没有正文`,
				marked: snippet ?? [`${items} 条`, '没有正文'],
			};
		}
	},
	examples: {
		wrong: ['“会议公开”打开后没有一条信息，分页显示“共0条”。', '列表应由脚本加载，没有加载出来（待核对）。'],
		right: [
			'写明“本单位无行政事业性收费”，或“暂无相关信息，项目尚未启动”。',
			'栏目页就是一篇文字、一幅图片或一份 PDF。',
			'栏目直接跳转到另一个网站。',
			'栏目页只是通往下级栏目的入口。',
		],
	},
});
