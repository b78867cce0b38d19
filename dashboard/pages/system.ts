import type { Context, View } from '../context.ts';
import { systemMessages } from '../messages/system.ts';
import { refreshSoon } from '../views/markup.ts';
import { systemView } from '../views/system.ts';

/** How the installation itself does: what doctor said, and the disk. */
export const systemPage = async ({ store, now, urls, reader, examination }: Context): Promise<View> => {
	const { operations } = store;
	const [pause, health, disk, tidied, shortages] = [
		await operations.pause(),
		await operations.kept('health'),
		await operations.kept('disk'),
		await operations.kept('tidied'),
		await operations.shortages(),
	];
	const isBusy = examination?.isBusy() ?? false;
	return {
		title: systemMessages.title,
		current: 'system',
		...(isBusy ? { head: refreshSoon } : {}),
		body: systemView(
			{
				operator: { name: reader.name, isSignedIn: reader.isSignedIn },
				now: now().toISOString(),
				isBusy,
				...(pause ? { pause } : {}),
				...(health ? { health } : {}),
				...(disk ? { disk } : {}),
				...(tidied ? { tidied } : {}),
				shortages,
			},
			urls,
		),
	};
};
