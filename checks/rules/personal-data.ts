import { defineCheck } from '../check.ts';
import { quoted } from '../facts/documents.ts';

const kinds = {
	'id-number': { key: 'id-number', name: '身份证号', certain: true },
	'half-masked-id': { key: 'id-number', name: '遮挡不足、仍可看出出生日期的身份证号', certain: false },
	'bank-card': { key: 'bank-card', name: '个人银行卡号', certain: true },
	mobile: { key: 'mobile', name: '个人手机号', certain: false },
} as const;

/** Rules of their own have these lists show the debtor's number: whether it must be whole, the office that lists them knows. */
const orderedList = /被执行人|限制(?:高)?消费|欠税|欠缴税/;

export default defineCheck({
	id: 'personal-data',
	group: 'document',
	name: '泄露个人隐私',
	decides: '页面或附件里有未遮挡的身份证号、个人银行卡号或手机号。',
	basis: '《政府信息公开条例》第十五条；《个人信息保护法》第二十五条、第二十八条',
	repair:
		'立即遮挡或撤下：身份证号只保留前 3 位和后 2 位，银行卡号、手机号只保留首尾几位，住址只到乡镇或街道。附件和旧页面一并检查，并请搜索引擎清除快照。今后公示前先去标识化。',
	severity: 'major',
	needs: ['exposures'],
	*find({ exposures }) {
		for (const { url, title, on, onTitle = '', numbers } of exposures) {
			const isOrdered = orderedList.test(`${title} ${onTitle}`);
			for (const { kind, count, masked } of numbers) {
				const { key, name } = kinds[kind];
				const certain = kinds[kind].certain && !(isOrdered && kind === 'id-number');
				// One finding for id numbers: the plain ones say enough.
				if (kind === 'half-masked-id' && numbers.some((other) => other.kind === 'id-number')) continue;
				yield {
					subject: url,
					key,
					...(!certain && { certainty: 'review' }),
					message: `${on ? '附件' : '页面'}${quoted(on ? title.replace(/^附件\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、]\s*/u, '') : title)}有${count}个${name}（如 ${masked}），请${certain ? '立即遮挡或撤下' : isOrdered ? '核实是否依规定必须公开完整号码，不是的立即遮挡' : '核实是否属于私人信息，属实的立即遮挡'}。`,
					snippet: masked,
					marked: masked,
					...(on && { foundOn: [on] }),
				};
			}
		}
	},
	examples: {
		wrong: [
			'救助名单的 Excel 附件里有完整的 18 位身份证号。',
			'补贴发放表列出姓名、开户行和完整的个人银行卡号。',
			'身份证号只遮住末四位，出生日期仍看得见（待核对）。',
			'行政处罚信息公示：姓名可以公开，身份证号仍应遮挡。',
			'失信被执行人名单、欠税公告里的完整身份证号：有专门规定，由人核对（待核对）。',
			'人员名单里有一整列手机号（待核对）。',
		],
		right: [
			'身份证号 321***********40X、手机号 138****2961。',
			'统一社会信用代码；校验位、日期或地区码不对的 18 位数字。',
			'填写样表里编造的号码。',
			'保证金账户、缴款账户等单位账号，或没有姓名的编码。',
			'各单位联系人的手机号，通知里的一个联系电话。',
		],
	},
});
