import { defineCheck } from '../check.ts';
import { dayName } from '../facts/calendar.ts';
import { documentName } from '../facts/documents.ts';
import { endingIn } from '../facts/marks.ts';
import { isMereCopy, latest, saysAmended, validLabel } from '../facts/validity.ts';

export default defineCheck({
	id: 'abolished-document',
	group: 'validity',
	name: '已废止文件未标注',
	decides: '本网站公布的决定、清单或新文件已废止、宣布失效的文件，页面仍未注明。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：对已废止的文件应予以标注',
	repair:
		'在文件页面的标题旁和“有效性”一栏注明“已废止”或“已失效”，写明依据和日期，正文可以保留供查阅。只有部分条款废止或修改的，注明“部分条款已废止”并链接到修改决定；文件其实仍然有效的，请核对并更正废止清单。',
	severity: 'minor',
	restsOn: ['statements', 'copies'],
	needs: ['documents'],
	*find({ documents }) {
		const byUrl = new Map(documents.map((document) => [document.url, document]));
		for (const document of documents) {
			const { url, facts, saysInvalid } = document;
			if (saysInvalid) continue;
			const ended = latest(document, 'abolished') ?? latest(document, 'expired');
			const partly = latest(document, 'partly-abolished');
			const statement = ended ?? partly;
			if (!statement || (!ended && saysAmended(document))) continue;

			const kept = latest(document, 'continued');
			const revived = kept !== undefined && (kept.on ?? '') >= (statement.on ?? '');
			const endsByTable = /^table:失效/.test(facts.period?.from ?? '');
			const doubtful =
				!ended || revived || statement.sure === 'likely' || isMereCopy(document) || endsByTable;
			const word = !ended ? '部分废止或修改' : ended.effect === 'expired' ? '宣布失效' : '废止';
			const label = !ended ? '部分条款已废止' : ended.effect === 'expired' ? '已失效' : '已废止';
			const source = byUrl.get(statement.by);
			const by = source ? `由${documentName(source)}` : '被';
			const since = statement.from ? `自${dayName(statement.from)}起` : statement.on && dayName(statement.on);
			const where = `（${since ? `${since}，` : ''}见 ${statement.by} ）`;
			const written = ended && validLabel(document);
			const repair = written ? `把“${written}”改为“${label}”` : `在页面上标注“${label}”`;
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: doubtful
					? `${documentName(document)}可能已${by}${word}${where}，请核实：属实的请${repair}。`
					: `${documentName(document)}已${by}${word}${where}，请${repair}。`,
				snippet: [written, statement.snippet].filter(Boolean).join('；'),
				marked: [
					written ?? '',
					document.facts.documentNumber?.value ?? '',
					document.title,
					...endingIn(statement.snippet),
				],
			};
		}
	},
	examples: {
		wrong: [
			'市政府的废止决定列有它的标题和文号，它的页面仍没有注明。',
			'新办法末条写“《临江市城市绿化管理办法》（临政办发〔2018〕3号）同时废止”，旧办法页面没有注明。',
			'只宣布部分条款废止或修改（待核对）。',
		],
		right: [
			'页面注明“已废止”，或放在“失效废止文件”栏目里。',
			'部分条款废止或修改，页面已注明“部分失效”“已修改”，或标题写明“（2025年修正）”。',
			'清单里是另一机关、另一市县的同号或同名文件，或同名文件的另一年版本。',
			'新文件明年才施行，旧文件现在仍有效。',
		],
	},
});
