import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { noticesMessages } from '../messages/notices.ts';
import { noticesView } from '../views/notices.ts';

const maxOpen = 100;
const maxHeld = 100;
const maxSent = 50;

/** Messages to those whom the configuration names, and sites of which nothing was told. */
export const noticesPage = async ({ store, urls, reader }: Context): Promise<View> => {
	const held = await store.heldEvents(maxHeld);
	const names = new Map(
		await Promise.all(
			[...new Set(held.map(({ site }) => site))].map(
				async (id) => [id, (await store.site(id))?.name ?? id] as const,
			),
		),
	);
	const { name, isSignedIn } = reader;
	return {
		title: noticesMessages.title,
		current: 'notices',
		body: noticesView(
			{
				open: await store.notices({ states: ['waiting', 'failed'], limit: maxOpen }),
				held: held.map((event) => ({ ...event, siteName: names.get(event.site) ?? event.site })),
				sent: await store.notices({ states: ['sent'], limit: maxSent }),
				...(may(reader, 'release') ? { operator: { name, isSignedIn } } : {}),
			},
			urls,
		),
	};
};
