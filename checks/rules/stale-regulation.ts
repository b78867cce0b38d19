import { defineCheck } from '../check.ts';
import { dayName } from '../facts/calendar.ts';
import { originals } from '../facts/documents.ts';
import { daysIn } from '../facts/marks.ts';

export default defineCheck({
	id: 'stale-regulation',
	group: 'validity',
	name: '法律法规文本不是现行版本',
	decides: '网站刊登的国家法律、行政法规是已修订或已废止的旧版本。',
	basis:
		'《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）：对照国家正式版本及时更新行政法规文本',
	repair:
		'到国家法律法规数据库（flk.npc.gov.cn）核对现行文本，替换全文，在题注中写明历次修改情况；行政法规也可以直接链接到国家行政法规库的正式版本。需要保留旧版本供查阅的，在标题旁注明“历史版本”或“已废止”。',
	severity: 'minor',
	needs: ['documents', 'asOf'],
	*find({ documents, asOf }, _terms, statutes) {
		for (const { url, facts, saysInvalid } of originals(documents)) {
			const { statute } = facts;
			if (!statute || statute.historical || saysInvalid) continue;

			const found = statutes.stateOf(statute, asOf);
			const title = statutes.of(statute.title)?.title ?? statute.title;
			// The newest version that the page names, or what it is called.
			const told = daysIn(statute.snippet).slice(-1).concat(statute.title);
			const advice = '可到国家法律法规数据库核对现行文本';
			if (found.state === 'repealed') {
				const by = found.by ? `（见${found.by.includes('令') ? found.by : `《${found.by}》`}）` : '';
				yield {
					subject: url,
					...(found.sure === 'likely' && { certainty: 'review' }),
					message: `《${title}》已${found.from ? `自${dayName(found.from)}起` : ''}废止${by}，请撤下或注明“已废止”，${advice}。`,
					snippet: statute.snippet,
					marked: told,
				};
			}
			if (found.state !== 'superseded') continue;
			const { on, decree } = found.newest;
			yield {
				subject: url,
				...(found.sure === 'likely' && { certainty: 'review' }),
				message: `《${title}》刊登的是旧版本，现行版本于${dayName(on)}${decree ? `由国务院令第${decree}号` : ''}公布，请更新全文或注明“历史版本”，${advice}。`,
				snippet: statute.snippet,
				marked: told,
			};
		}
	},
	examples: {
		wrong: [
			'《中华人民共和国政府信息公开条例》的题注只到国务院令第492号，缺 2019 年的修订。',
			'刊登《信访条例》全文，没有注明已经废止。',
		],
		right: [
			'题注写到最近一次修订。',
			'标题旁注明“历史版本”或“已废止”。',
			'新闻里提到法规名称：不是刊登文本。',
			'新版本已公布、尚未施行。',
		],
	},
});
