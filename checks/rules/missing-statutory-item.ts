import { defineCheck } from '../check.ts';
import { duties } from '../facts/duties.ts';
import { isTownship } from '../facts/identity.ts';

/** 行政处罚法 is a text among the laws, and no column for penalties. */
const nameOfRule = /(?:法|条例|办法|规定|细则)$/u;

export default defineCheck({
	id: 'missing-statutory-item',
	group: 'platform',
	name: '法定主动公开内容缺项',
	decides: '条例第二十条、第二十一条规定主动公开的事项，网站上没有对应的栏目，或栏目是空的。',
	basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第十九条至第二十一条',
	repair: '在法定主动公开内容中设置该事项的栏目并发布信息；本机关没有这类信息的，在栏目中说明。',
	severity: 'minor',
	restsOn: ['platform'],
	needs: ['platform', 'columns', 'identity'],
	*find({ platform, columns, identity }) {
		if (identity.type !== 'portal' || isTownship(identity.name)) return;
		const unfound: string[] = [];
		for (const [key, { name, words }] of Object.entries(duties)) {
			const named = platform.names.filter((one) => words.test(one) && !nameOfRule.test(one));
			const own = columns.filter(({ title }) => words.test(title));
			const blank = own.filter(({ content, sure }) => content === 'empty' && sure === 'certain');
			const titles = new Set(blank.map(({ title }) => title));
			const node = blank[0];
			if (!node && named.length + own.length === 0) unfound.push(name);
			// Whatever else bears such a name may hold it.
			if (!node || blank.length < own.length || named.some((one) => !titles.has(one))) continue;
			yield {
				subject: identity.url,
				key,
				// `empty-column` says of the column for certain what is wrong; a fault is told so once.
				certainty: 'review',
				message: `法定主动公开内容“${name}”只见到空白栏目“${node.title}”，请核对是否另有栏目；没有的，请发布信息或说明没有的原因。`,
				snippet: `栏目名称符合“${name}”的只有“${node.title}”，其中没有内容`,
				marked: `“${node.title}”`,
				foundOn: [node.url],
			};
		}
		if (unfound.length === 0) return;
		yield {
			subject: identity.url,
			// An organ discloses only what it holds, and calls it what it likes.
			certainty: 'review',
			message: `没有找到以下法定主动公开内容的栏目：${unfound.join('、')}，请核对；应公开的，请在信息公开专栏设置栏目并发布。`,
			snippet: `已查 ${columns.length} 个栏目、${platform.names.length} 个导航和专栏名称，没有与上述事项对应的`,
		};
	},
	examples: {
		wrong: [
			'“行政事业性收费”栏目存在，但里面是空的（待核对；空白本身由“空白栏目”判定）。',
			'没有找到与社会救助对应的栏目（待核对）。',
		],
		right: [
			'收费放在“涉企收费”“价格与收费”里：名称不同，内容对应。',
			'一个栏目空着，同一事项另有栏目有内容。',
			'栏目里说明本机关没有这类信息。',
			'部门网站和乡镇、街道网站。',
		],
	},
});
