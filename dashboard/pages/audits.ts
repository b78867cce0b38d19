import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { auditsMessages } from '../messages/audits.ts';
import { type AuditsProps, auditsHead, auditsLive, auditsView } from '../views/audits.ts';
import type { Markup } from '../views/markup.ts';

const maxRunning = 100;
const maxQueued = 50;
const maxEnded = 20;
const maxNext = 20;

const operatorOf = async ({ store, reader }: Context): Promise<AuditsProps['operator']> =>
	may(reader, 'operate')
		? {
				name: reader.name,
				isSignedIn: reader.isSignedIn,
				failed: (await store.operations.failedSites()).length,
				workers: await store.operations.workers(),
			}
		: undefined;

const liveProps = async (context: Context): Promise<AuditsProps> => {
	const { store, now } = context;
	const queued = await store.audits({ states: ['queued'], limit: maxQueued + 1 });
	const pause = await store.operations.pause();
	const operator = await operatorOf(context);
	// A matter of the machine: of no use to whoever does not run it.
	const shortages = operator ? await store.operations.shortages() : [];
	return {
		running: await store.audits({ states: ['running'], limit: maxRunning }),
		queued: queued.slice(0, maxQueued),
		isQueueCut: queued.length > maxQueued,
		ended: await store.audits({ states: ['done', 'failed'], limit: maxEnded }),
		now: now().toISOString(),
		...(pause ? { pause } : {}),
		...(operator ? { operator } : {}),
		shortages,
	};
};

/** The schedule's next runs with the names of their sites; undefined where there is no schedule. */
const nextOf = async ({ store, nextRuns }: Context): Promise<AuditsProps['next']> => {
	const runs = nextRuns?.()
		.toSorted((a, b) => a.at.getTime() - b.at.getTime())
		.slice(0, maxNext);
	return (
		runs &&
		Promise.all(
			runs.map(async ({ site, at }) => ({
				site,
				siteName: (await store.site(site))?.name ?? site,
				at: at.toISOString(),
			})),
		)
	);
};

/** Audits under way, waiting and over. */
export const auditsPage = async (context: Context): Promise<View> => {
	const next = await nextOf(context);
	const props = { ...(await liveProps(context)), ...(next ? { next } : {}) };
	return {
		title: auditsMessages.title,
		current: 'audits',
		head: auditsHead(context.urls),
		body: auditsView(props, context.urls),
	};
};

/** The part of that page that changes. */
export const auditsFragment = async (context: Context): Promise<Markup> =>
	auditsLive(await liveProps(context), context.urls);
