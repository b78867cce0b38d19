import { describeChecks } from '../../reports/formats/checks.ts';
import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { checksView } from '../views/checks.ts';

/** All checks with their points in the default profile. */
export const checksPage = ({ checks, profile }: Context): View => {
	const used = profile() ?? national;
	return {
		title: '检查项',
		current: 'checks',
		body: checksView({ checks: describeChecks(checks, used), profile: used.name }),
	};
};
