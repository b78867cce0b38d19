import type { NotSeen } from '../page-facts.ts';

/** Why something was not seen, in a reader's words. */
export const unseenWords: Readonly<Record<NotSeen['why'], string>> = {
	wall: '被防护拦截',
	robots: 'robots.txt 不允许抓取',
	budget: '超出抓取数量上限',
	timeout: '访问超时',
	error: '访问出错',
};
