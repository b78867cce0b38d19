import type { Frame, Page } from 'playwright';
import type { FoundBrowser } from './find.ts';
import { isDrawn, isRead } from './lists.ts';
import { maskPage } from './masking.ts';
import {
	frameSpot,
	inView,
	locate,
	type Place,
	reveal,
	type Spot,
	showEdge,
	showPlace,
	unframe,
} from './spot.ts';
import { longestStrange } from './strangers.ts';
import { openTabs, type TabsOptions } from './tabs.ts';
import type { Visit } from './traffic.ts';
import { within } from './within.ts';

/** How a picture shows a spot. */
export interface Shown {
	/** Which of the pictures. */
	readonly shot: number;
	/** Frames drawn around it; 0: it is not framed. */
	readonly frames: number;
	/** Written at its frames, where the picture shows several spots. */
	readonly number?: number;
	/** It is on the page, and not shown there. */
	readonly isHidden: boolean;
}

interface Pictures {
	/** JPEGs of the screen, few. */
	readonly shots: readonly Buffer[];
	/** For each spot; undefined where the page has more of them than pictures are taken. */
	readonly shown: readonly (Shown | undefined)[];
	/** ISO. */
	readonly at: string;
}

/** What became of the pictures of a page, and what they cost. */
export type Taken = { readonly requests: number; readonly bytes: number } & (
	| ({ readonly state: 'taken' } & Pictures)
	| { readonly state: 'failed'; readonly reason: string }
);

export interface Camera {
	/** Opens a page as a visitor does and takes pictures of spots of it, personal numbers masked; at most so many. Never rejects. */
	readonly take: (url: string, spots: readonly Spot[], most: number) => Promise<Taken>;
	/** Ends its pages; a picture that is being taken has failed. */
	readonly close: () => Promise<void>;
}

export interface CameraOptions extends Omit<TabsOptions, 'isSeen' | 'hangUp'> {
	/** Until the page's own answer, and until a page that is open answers what it is asked. */
	readonly timeoutSeconds: number;
}

const viewport = { width: 1280, height: 900 };
/** Of a JPEG; words stay sharp, and a picture has a hundred kilobytes or two. */
const quality = 60;
/** Longest a page may go on drawing, and then for its pictures to come, milliseconds. */
const drawingTime = 5_000;
const imageTime = 6_000;
/** Longest for what comes after the page is there, milliseconds. */
const takingTime = 15_000;
/** Longest that requests wait for their turns beside, milliseconds. */
const queueTime = 60_000;
/** Spots of one page that are looked for behind what hides them. */
const mostOpened = 12;
/** For a tab or a folded block to show what it hides, milliseconds. */
const openingTime = 500;

/** Runs inside the page: whether the pictures in view have come, or will not. */
const hasPictures = `[...document.images].every((image) => {
	const { top, bottom } = image.getBoundingClientRect();
	return image.complete || bottom < 0 || top > innerHeight;
})`;

/** From here on the page's scripts stand still: nothing is drawn anew over what was masked. */
const freeze = async (page: Page): Promise<void> => {
	const still = async (of: Page | Frame): Promise<void> => {
		const wire = await page.context().newCDPSession(of);
		await wire.send('Emulation.setScriptExecutionDisabled', { value: true });
	};
	await still(page);
	// Frames of the page's own process are stilled with it, and have no session of their own.
	for (const frame of page.frames()) if (frame !== page.mainFrame()) await still(frame).catch(() => {});
};

const open = async (visit: Visit, url: string, answerTime: number): Promise<void> => {
	const { page } = visit;
	await page.setViewportSize(viewport);
	const answer = await page.goto(url, { waitUntil: 'commit', timeout: answerTime });
	if (!answer || answer.status() >= 400) throw new Error(`HTTP ${answer?.status() ?? '—'}`);
	// What another host keeps waiting is ended, and the rest of the page is read.
	if (!(await isRead(visit, answerTime + longestStrange))) throw new Error('页面未能加载完');
	await isDrawn(visit, drawingTime);
};

/** Opens what hides a spot, while the page's scripts run yet. */
const revealAll = async (visit: Visit, spots: readonly Spot[]): Promise<void> => {
	for (const spot of spots.slice(0, mostOpened)) {
		const place = await locate(visit.page, spot);
		if (!place?.isHidden) continue;
		let opened = false;
		await visit.divert(async () => {
			opened = await reveal(place);
			if (opened) await visit.page.waitForTimeout(openingTime);
		});
	}
};

/** Pictures of the spots, each of as many of them as are in view together. */
const shoot = async (
	visit: Visit,
	spots: readonly Spot[],
	most: number,
): Promise<Pick<Pictures, 'shots' | 'shown'>> => {
	const { page } = visit;
	// A picture that never comes is seen as a visitor sees it: not there.
	await page.waitForFunction(hasPictures, undefined, { timeout: imageTime, polling: 200 }).catch(() => {});
	await revealAll(visit, spots).catch(() => {}); // A page that cannot be opened further is shown as it is.
	await freeze(page);
	await maskPage(page);
	const options = { type: 'jpeg', quality, animations: 'disabled', timeout: takingTime } as const;
	const shots: Buffer[] = [];
	const shown: (Shown | undefined)[] = spots.map(() => undefined);
	const places = await Promise.all(spots.map((spot) => locate(page, spot)));
	const lost = new Set(places.flatMap((place, at) => (place && place.count > 0 ? [] : [at])));
	let left = spots.map((_, at) => at).filter((at) => !lost.has(at));

	while (left.length > 0 && shots.length < most) {
		const [lead = 0, ...others] = left;
		const first = places[lead] as Place;
		await showPlace(page, first);
		const inFrame = others.filter((at) => places[at]?.frame === first.frame);
		const seen: number[] = [];
		for (const at of [lead, ...inFrame]) if ((await inView(places[at] as Place)) > 0) seen.push(at);
		if (!seen.includes(lead)) lost.add(lead);
		for (const [n, at] of seen.entries()) {
			const number = seen.length > 1 ? { number: n + 1 } : {};
			const frames = await frameSpot(places[at] as Place, number.number);
			shown[at] = { shot: shots.length, frames, isHidden: false, ...number };
		}
		if (seen.length > 0) shots.push(await page.screenshot(options));
		await unframe(page);
		left = left.filter((at) => at !== lead && !seen.includes(at));
	}
	for (const edge of ['top', 'foot'] as const) {
		const unseen = [...lost].filter((at) => (spots[at]?.at ?? 'top') === edge);
		if (unseen.length === 0 || shots.length >= most) continue;
		await showEdge(page, edge);
		for (const at of unseen)
			shown[at] = { shot: shots.length, frames: 0, isHidden: places[at] !== undefined };
		shots.push(await page.screenshot(options));
	}
	return { shots, shown };
};

/** A browser for pictures, begun with the first one, and anew where it died. */
export const openCamera = (found: FoundBrowser, options: CameraOptions): Camera => {
	const tabs = openTabs(found, { ...options, hangUp: options.guard.hangUp, isSeen: true });
	const answerTime = options.timeoutSeconds * 1000;
	const pageTime = 2 * answerTime + longestStrange + queueTime;
	return {
		take: async (url, spots, most) => {
			const shootingTime = takingTime * (1 + most);
			const look = async (visit: Visit, tell: (pictures: Pictures) => void): Promise<void> => {
				await within(pageTime, open(visit, url, answerTime));
				const taken = await within(shootingTime, shoot(visit, spots, most));
				tell({ ...taken, at: new Date().toISOString() });
			};
			try {
				await options.turn?.(url);
				const { visit, seen, reason = '' } = await tabs.look(url, look, pageTime + shootingTime);
				const cost = { requests: visit?.requests() ?? 0, bytes: visit?.bytes() ?? 0 };
				return seen ? { state: 'taken', ...seen, ...cost } : { state: 'failed', reason, ...cost };
			} catch {
				return { state: 'failed', reason: '浏览器已关闭', requests: 0, bytes: 0 };
			}
		},
		close: tabs.close,
	};
};
