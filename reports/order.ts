import type { Finding } from './model.ts';

/** By code unit, so that no machine's locale changes a report. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** By check, subject and key: the order of a report's findings. */
export const byFault = (
	a: Pick<Finding, 'check' | 'subject' | 'key'>,
	b: Pick<Finding, 'check' | 'subject' | 'key'>,
): number =>
	byCodeUnit(a.check, b.check) || byCodeUnit(a.subject, b.subject) || byCodeUnit(a.key ?? '', b.key ?? '');
