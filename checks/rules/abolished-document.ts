import { defineCheck } from '../check.ts';
import { isMereCopy, latest } from '../facts/validity.ts';

export default defineCheck({
	id: 'abolished-document',
	name: '已废止文件未标注',
	decides: '本网站公布的决定、清单或新文件已废止、宣布失效的文件，页面仍未注明。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：对已废止的文件应予以标注',
	severity: 'minor',
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const { url, saysInvalid } = document;
			if (saysInvalid) continue;
			const ended = latest(document, 'abolished') ?? latest(document, 'expired');
			const partly = latest(document, 'partly-abolished');
			const statement = ended ?? partly;
			if (!statement) continue;

			const kept = latest(document, 'continued');
			const revived = kept !== undefined && (kept.on ?? '') >= (statement.on ?? '');
			const doubtful = !ended || revived || statement.sure === 'likely' || isMereCopy(document);
			const word = !ended ? '部分废止或修改' : ended.effect === 'expired' ? '宣布失效' : '废止';
			const label = !ended ? '部分条款已废止' : ended.effect === 'expired' ? '已失效' : '已废止';
			const since = statement.from ?? statement.on;
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: `文件${since ? `已于${since}` : '已'}被${word}（见${statement.by}），请在页面上标注“${label}”。`,
				snippet: statement.snippet,
			};
		}
	},
});
