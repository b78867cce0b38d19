import { defineCheck } from '../check.ts';

const names = {
	classification: '政府信息的分类',
	arrangement: '编排体系',
	access: '获取方式',
	organ: '信息公开工作机构的名称',
	address: '办公地址',
	hours: '办公时间',
	phone: '联系电话',
	fax: '传真号码',
	internet: '互联网联系方式',
} as const;

/** Said in so many words, or not at all. */
const plain: ReadonlySet<string> = new Set(['address', 'phone', 'fax', 'internet']);
/** A guide that says less was not read whole. */
const leastSaid = 5;

export default defineCheck({
	id: 'incomplete-guide',
	group: 'platform',
	name: '公开指南不完整',
	decides:
		'政府信息公开指南缺少信息分类、编排体系、获取方式，或工作机构的名称、地址、办公时间、电话、传真、互联网联系方式之一。',
	basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条',
	repair: '按条例第十二条补全公开指南，并在机构、电话、地址变动后及时更新。',
	severity: 'minor',
	needs: ['guide'],
	*find({ guide }) {
		const lacking = Object.entries(names).filter(
			([item]) => !guide.items.includes(item as keyof typeof names),
		);
		const isRead = guide.items.length >= leastSaid && !guide.hasMedia;
		const said = guide.items.map((item) => names[item]).join('、');
		const snippet = `已查公开指南全文，写明的有：${said || '无'}`;
		const isSure = (item: string): boolean => isRead && plain.has(item);
		for (const [item, name] of lacking.filter(([item]) => isSure(item)))
			yield {
				subject: guide.url,
				key: item,
				message: `政府信息公开指南没有写明${name}，请按条例第十二条补充。`,
				snippet,
			};
		const unclear = lacking.filter(([item]) => !isSure(item)).map(([, name]) => name);
		if (unclear.length === 0) return;
		yield {
			subject: guide.url,
			certainty: 'review',
			message: `政府信息公开指南里没有找到${unclear.join('、')}，请核对；没有写明的，请按条例第十二条补充。`,
			snippet,
		};
	},
	examples: {
		wrong: [
			'公开指南写了地址、电话和信箱，没有传真号码。',
			'没有说明信息怎样编排（待核对）。',
			'指南里有图片，其余内容也许在图上（待核对）。',
		],
		right: [
			'九项内容都写明，名称和次序不限。',
			'“电话（传真）：0799-8210001”：一个号码两用。',
			'指南是附件或没有读到正文：不作判定。',
		],
	},
});
