import { defineCheck } from '../check.ts';
import { atTarget, brokenWords, linkName, triedWords } from '../facts/targets.ts';

export default defineCheck({
	id: 'broken-attachment',
	name: '附件打不开',
	decides: '本网站上打不开、为空，或实为错误网页的附件。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	severity: 'minor',
	needs: ['targets'],
	*find({ targets }) {
		for (const target of targets) {
			if (target.type !== 'attachment' || target.state !== 'broken') continue;

			yield {
				...atTarget(target),
				message: `附件${linkName(target)}${brokenWords(target)}，请重新上传文件并更新链接。`,
				// Some program may still open it under its wrong name: a person should try.
				...(target.reason === 'mismatched-file' && { certainty: 'review' }),
				...triedWords(target),
			};
		}
	},
});
