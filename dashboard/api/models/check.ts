import { z } from 'zod';
import { checkGroups } from '../../../checks/check.ts';
import { profileSchema } from '../../../reports/profile-schema.ts';
import { id, name, text } from './plain.ts';

export const ruledSchema = name('Profile', profileSchema);

const pointSchema = profileSchema.shape.points.valueType.valueType.extend({
	score: z.enum(['inspection', 'disclosure']),
	indicator: text,
	indicatorName: text,
	max: z.number(),
});

export const checkSchema = name(
	'Check',
	z.strictObject({
		id,
		group: z.enum(Object.keys(checkGroups) as [keyof typeof checkGroups]), // The table's own keys; it is not empty.
		name: text,
		decides: text,
		basis: text,
		repair: text,
		severity: z.enum(['veto', 'major', 'minor']),
		examples: z.strictObject({ wrong: z.array(text), right: z.array(text) }),
		terms: z.array(text).meta({ description: 'Names of the profile’s terms that it goes by.' }),
		points: z.array(pointSchema).meta({ description: 'What a finding costs; empty where it costs nothing.' }),
		vetoes: z.array(text).meta({ description: 'Which vetoes its findings lead to, in Chinese words.' }),
	}),
);
