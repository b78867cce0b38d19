import { defineCheck } from '../check.ts';
import { dayName, daysBetween } from '../facts/calendar.ts';
import { documentName } from '../facts/documents.ts';
import { termIn } from '../facts/marks.ts';
import { isMereCopy, latest, validLabel } from '../facts/validity.ts';

export default defineCheck({
	id: 'expired-document',
	group: 'validity',
	name: '已过有效期未标注',
	decides: '文件自己规定的有效期已过，页面没有注明失效。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：对已失效的文件应予以标注',
	repair:
		'在文件页面的标题旁和“有效性”一栏注明“已失效”，正文可以保留供查阅。需要继续执行的，由制定机关按程序延长有效期或重新公布，并在原文件页链接到新的文件。',
	severity: 'minor',
	restsOn: ['statements', 'copies'],
	needs: ['documents', 'asOf', 'isPartial'],
	*find({ documents, asOf, isPartial }) {
		for (const document of documents) {
			const { url, facts, saysInvalid, validity } = document;
			const { period } = facts;
			if (!period || saysInvalid) continue;
			if (daysBetween(period.until, asOf) <= 1) continue; // Last days are counted differently: a day either way is silent.
			if (validity !== 'expired') continue; // Kept in force by a later document, or abolished, which `abolished-document` says.

			const doubtful =
				period.sure === 'likely' ||
				isPartial === true || // What extends it may not have been seen.
				isMereCopy(document) ||
				latest(document, 'continued') !== undefined ||
				// What amends it may have given it another end.
				latest(document, 'partly-abolished') !== undefined;
			const label = validLabel(document);
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: `${documentName(document)}有效期至${dayName(period.until)}，已经届满，${label ? `而页面仍注明“${label}”，请改为“失效”` : '请在页面上标注“已失效”'}，继续执行的请公开延长有效期的文件。`,
				snippet: [label, period.snippet].filter(Boolean).join('；'),
				marked: [label ?? '', ...termIn(period.snippet)],
			};
		}
	},
	examples: {
		wrong: [
			'“有效期至2025年11月30日”，一年以后页面仍没有注明失效。',
			'“自2021年12月1日起施行，有效期3年”，到期已久，“有效性”一栏还写着有效。',
			'公报副本到期未注明，而文件另有页面（待核对）。',
		],
		right: [
			'信息表注明“失效”“已废止”，或标题前写有【已失效】。',
			'后来的文件把有效期延长了，延长后的期限未到。',
			'到期当天和次日：期限首尾的算法不一。',
			'正文说的是许可证、资格的有效期，不是文件自己的。',
			'文件没有写有效期：不按各省的默认年限推断。',
		],
	},
});
