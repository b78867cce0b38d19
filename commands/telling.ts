import { shanghaiTime } from '../reports/time.ts';
import type { AuditorOptions } from './auditor.ts';
import { type Context, warn } from './command.ts';
import type { StoreAway } from './store-away.ts';

/** An instant as people write it, Beijing's time. */
export const clock = (instant: Date): string =>
	shanghaiTime(instant.toISOString()).slice(0, 16).replace('T', ' ');

/** What audits cannot do, told at the terminal of whoever runs them. */
export const tellOperator = (
	context: Context,
	{ isSaid }: StoreAway,
): Pick<AuditorOptions, 'onTrouble' | 'onFailure' | 'isSaid'> => ({
	isSaid,
	onTrouble: (reason) => warn(context, new Error(`审计进行不了，稍后再试：${reason}`)),
	onFailure: (site, reason, again) =>
		warn(context, new Error(again ? `${reason}；${clock(again)} 再试` : reason), site),
});
