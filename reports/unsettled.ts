import { dayName } from '../checks/facts/calendar.ts';
import type { AwaitingPage, MonthState } from './store/decision-model.ts';

/** What speaks against freezing a month on a day (YYYY-MM-DD), a Chinese sentence without its full stop; undefined where nothing does. */
export const unsettled = (
	{ state, until }: Pick<MonthState, 'state' | 'until'>,
	{ vetoes, review }: Pick<AwaitingPage, 'vetoes' | 'review'>,
	today: string,
): string | undefined => {
	const isTermOpen = state === 'objections' && until !== undefined && until >= today;
	const waiting = [
		...(vetoes > 0 ? [`${vetoes} 项单项否决`] : []),
		...(review > 0 ? [`${review} 个待核对`] : []),
	];
	const parts = [
		...(isTermOpen ? [`异议期到${dayName(until)}，尚未届满`] : []),
		...(waiting.length > 0 ? [`还有 ${waiting.join('、')}没有处理`] : []),
	];
	return parts.length > 0 ? parts.join('；') : undefined;
};
