import { profileDifferences, profileRows } from '../../reports/formats/profile-rows.ts';
import { builtInProfiles, type Profile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { profileMessages } from '../messages/profile.ts';
import { profileView } from '../views/profile.ts';

/** Those that this installation audits by, and the built-in ones beside them; each name once. */
const allOf = ({ profile, profiles }: Context): { used: readonly Profile[]; all: readonly Profile[] } => {
	const used = profiles ?? [profile() ?? national];
	const names = new Set(used.map(({ name }) => name));
	return { used, all: [...used, ...builtInProfiles.filter(({ name }) => !names.has(name))] };
};

/** The values of the profile that is asked for, else of the one that sites are judged by which name none. */
export const profilePage = (context: Context, params: URLSearchParams): View => {
	const { used, all } = allOf(context);
	const asked = params.get('name');
	const shown = all.find(({ name }) => name === asked) ?? all[0] ?? national;
	const known = all.map((one) => ({ name: one.name, title: one.title, isUsed: used.includes(one) }));
	const rows = profileRows(shown, context.checks);
	return {
		title: profileMessages.title,
		current: 'checks',
		body: profileView(
			{
				all: known,
				shown: { name: shown.name, title: shown.title, isUsed: used.includes(shown) },
				rows,
				differences: profileDifferences(rows, profileRows(national, context.checks)),
			},
			context.urls,
		),
	};
};
