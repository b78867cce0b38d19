import { defineCheck } from '../check.ts';
import { dayName } from '../facts/calendar.ts';
import { documentName, isSuperior, numberOf, originals } from '../facts/documents.ts';

/**
 * Decisions in single cases may have to apply the law of the day on which the facts happened, and reports tell of it;
 * who changes a text, or prints it anew, has its old words.
 */
const ofThatTime =
	/处罚|复议|裁[决定]|判决|赔偿|处理决定|许可决定|答复|遗留|(?:审计|调查|核查|整改|清算|认定)(?:结果|结论|报告|情况|决定|公告)|(?:报告|总结|通报|回顾|情况)$|修改|修[订正]|重新(?:公布|印发|发布)/;
/** Numbers of decisions in single cases: 临环罚〔2026〕3号. */
const caseCode = /罚|复决|复议|裁|赔|强|[撤征]决/;
/** The clause speaks of what was done under the law while it was in force. */
const past = /当时|当年|彼时|此前|之前|以前|曾|过去|历史(?:上|遗留)|原[来先]|(?:施行|有效|执行)期间/;

/** Its sentence names no time, or one after the repeal. */
const isOfToday = (context: string, repealedFrom: string): boolean => {
	if (past.test(context)) return false;
	const years = context.match(/(?:19|20)\d{2}(?=年|[-/.]\d)/g) ?? [];
	return years.every((year) => year > repealedFrom.slice(0, 4));
};

/** 《…条例》（国务院令第369号): no city's rule of the same name is meant. */
const isCitedInFull = (law: string, snippet: string): boolean =>
	/^[（(]?(?:中华人民共和国)?国务院(?:第\d{1,4}号)?令/u.test(snippet.split(`《${law}》`)[1] ?? '');

export default defineCheck({
	id: 'repealed-basis',
	group: 'validity',
	name: '依据已废止',
	decides: '文件成文时，所依据的法律法规已经废止。',
	basis: '《规章制定程序条例》（国务院令第695号）、各地行政规范性文件管理办法：不得与现行法律法规相抵触',
	repair:
		'请制定机关核对依据：确已废止的，按程序修改文件，改引现行有效的法律法规，并在原文件页注明修改情况；属于录入错误的，对照正式文件改正。',
	severity: 'minor',
	restsOn: ['attachments'],
	needs: ['documents', 'identity'],
	*find({ documents, identity }, _terms, statutes) {
		for (const document of originals(documents)) {
			const { url, title, facts, earliestPublishedOn } = document;
			const { basis, writtenOn, statute, form } = facts;
			// Who abolishes a law, or reprints one, names it.
			if (!basis || statute || form === 'abolition' || isSuperior(document, identity)) continue;
			const on = writtenOn?.value ?? earliestPublishedOn;
			if (!on) continue;

			const isOfThatTime =
				ofThatTime.test(title) || form === 'report' || caseCode.test(numberOf(document)?.code ?? '');
			for (const { title: law, snippet, context = '' } of basis) {
				const repealed = statutes.cited(law)?.repealed;
				if (!repealed?.from || on <= repealed.from) continue;
				const certain =
					repealed.sure === 'certain' &&
					writtenOn?.sure === 'certain' &&
					(/法$|^中华人民共和国|^国务院/.test(law) || isCitedInFull(law, snippet)) &&
					!isOfThatTime &&
					isOfToday(context, repealed.from);
				const by = repealed.by
					? `，由${/令/.test(repealed.by) ? repealed.by : `《${repealed.by}》`}废止或取代`
					: '';
				yield {
					subject: url,
					key: law,
					...(!certain && { certainty: 'review' }),
					message: `${documentName(document)}${dayName(on)}${writtenOn ? '成文' : '公布'}，仍以《${law}》为依据，而该法已自${dayName(repealed.from)}起失去效力${by}，请制定机关核对并按程序修改。`,
					snippet,
					marked: law,
				};
			}
		}
	},
	examples: {
		wrong: [
			'2026 年的通知开头写“根据《中华人民共和国合同法》”。',
			'依据列了两部法律，第二部已经废止。',
			'只写《信访条例》《关于行政区划管理的规定》这样的简称，或是对个案的处理决定（待核对）。',
			'讲的是废止以前的事：处罚决定、审计报告，“2015年依据合同法签订的合同”（待核对）。',
		],
		right: [
			'2020 年的文件依据合同法：当时有效。',
			'法律只是修改过，名称没有变。',
			'废止决定里提到被废止的法律，或写明“（已废止）”。',
			'名称相近的地方性法规，例如《临江市信访条例》。',
			'转载的上级文件，政府公报中的副本。',
		],
	},
});
