import { defineCheck } from '../check.ts';
import { atTarget, brokenWords, linkName, placeWords, triedWords } from '../facts/targets.ts';

/** Answers that hosts give to robots and not to readers. */
const refusals: ReadonlySet<number | undefined> = new Set([401, 403, 405, 429, 999]);

export default defineCheck({
	id: 'broken-external-link',
	group: 'link',
	name: '外部链接失效',
	decides: '指向其他网站、多次尝试仍打不开的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	repair:
		'先用浏览器打开确认：对方换了地址的，改成新地址；页面或网站已不存在的，删除链接；域名已被他人注册的，立即删除。浏览器能正常打开、只是拒绝程序访问的，不必修改。',
	severity: 'minor',
	needs: ['targets', 'identity'],
	*find({ targets, identity }) {
		for (const target of targets) {
			if (target.type !== 'external') continue;
			const refused = refusals.has(target.status);
			if (target.state === 'wall' && !refused) continue; // Nobody was told whether the page is there.

			yield refused
				? {
						...atTarget(target),
						certainty: 'review',
						message: `${placeWords(target, identity.url)}外部链接${linkName(target)}拒绝程序访问（${target.status}），请人工打开确认是否仍然有效。`,
						...triedWords(target),
					}
				: {
						...atTarget(target),
						message: `${placeWords(target, identity.url)}外部链接${linkName(target)}${brokenWords(target)}，请更新为有效地址或删除链接。`,
						...triedWords(target),
					};
		}
	},
	examples: {
		wrong: [
			'友情链接“某某协会”的域名已经无法解析。',
			'正文引用的外部页面多次访问都返回 404。',
			'外部网站对程序返回 403 或 429，浏览器里也许能开（待核对）。',
		],
		right: [
			'对方网站弹出滑块或脚本验证：页面在不在，没有人说得清。',
			'本机没有可用的域名解析，或网络不通。',
			'指向本网站自己的页面：由“站内断链”判定。',
		],
	},
});
