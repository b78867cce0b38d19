import { defineCheck } from '../check.ts';
import { atTarget, brokenWords, fileName, linkName, triedWords } from '../facts/targets.ts';

export default defineCheck({
	id: 'broken-link',
	name: '站内断链',
	decides: '指向本网站页面或图片、多次尝试仍打不开的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	severity: 'minor',
	needs: ['targets'],
	*find({ targets }) {
		for (const target of targets) {
			if (target.type !== 'page' && target.type !== 'image') continue;
			if (target.state !== 'broken') continue; // A wall is counted in coverage: it says nothing about the page.

			yield {
				...atTarget(target),
				message:
					target.type === 'image'
						? `图片${fileName(target)}${brokenWords(target)}，请从页面中删除或换上该图片。`
						: `链接${linkName(target)}${brokenWords(target)}，请恢复该页面，或改正、删除链接。`,
				...triedWords(target),
			};
		}
	},
});
