import type { Frame, Page } from 'playwright';
import type { Guard } from '../net/guard.ts';
import type { FoundBrowser } from './find.ts';
import { isDrawn, isRead, within } from './lists.ts';
import { maskPage } from './masking.ts';
import { type Session, sessionStarter } from './session.ts';
import { type Spot, showSpot } from './spot.ts';
import type { Manners, Visit } from './traffic.ts';

/** What became of one picture, and what it cost. */
export type Taken =
	| {
			readonly state: 'taken';
			readonly jpeg: Buffer;
			/** ISO. */
			readonly at: string;
			/** The spot was found and is framed. */
			readonly framed: boolean;
			readonly requests: number;
			readonly bytes: number;
	  }
	| { readonly state: 'failed'; readonly reason: string; readonly requests: number; readonly bytes: number };

export interface Camera {
	/** Opens a page as a visitor does and takes a picture of a spot of it, personal numbers masked. Never rejects. */
	readonly take: (url: string, spot: Spot) => Promise<Taken>;
	/** Ends the browser; a picture that is being taken has failed. */
	readonly close: () => Promise<void>;
}

export interface CameraOptions extends Omit<Manners, 'isSeen'> {
	readonly guard: Guard;
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
const closingTime = 5_000;

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
	if (!(await isRead(visit, answerTime))) throw new Error('页面未能加载完');
	await isDrawn(visit, drawingTime);
};

const shoot = async (page: Page, spot: Spot): Promise<{ jpeg: Buffer; framed: boolean }> => {
	// A picture that never comes is seen as a visitor sees it: not there.
	await page.waitForFunction(hasPictures, undefined, { timeout: imageTime, polling: 200 }).catch(() => {});
	await freeze(page);
	await maskPage(page);
	const framed = await showSpot(page, spot);
	const jpeg = await page.screenshot({ type: 'jpeg', quality, animations: 'disabled', timeout: takingTime });
	return { jpeg, framed };
};

/** A browser for pictures, started with the first one and anew where it died. One picture at a time. */
export const openCamera = (found: FoundBrowser, options: CameraOptions): Camera => {
	const start = sessionStarter(found, options.guard, { ...options, isSeen: true });
	const answerTime = options.timeoutSeconds * 1000;
	let session: Session | undefined;
	let closed = false;

	const retire = async (): Promise<void> => {
		const old = session;
		session = undefined;
		await old?.end().catch(() => {});
	};

	const takeIn = async (mine: Session, url: string, spot: Spot): Promise<Taken> => {
		let visit: Visit | undefined;
		const cost = () => ({ requests: visit?.requests() ?? 0, bytes: visit?.bytes() ?? 0 });
		try {
			const lost = mine.gone.then(() => Promise.reject(new Error('browser has been closed')));
			lost.catch(() => {}); // The picture may be taken by then.
			visit = await Promise.race([mine.visit(url), lost]);
			await options.turn?.(url);
			await Promise.race([within(2 * answerTime + queueTime, open(visit, url, answerTime)), lost]);
			const shot = await Promise.race([within(2 * takingTime, shoot(visit.page, spot)), lost]);
			return { state: 'taken', ...shot, at: new Date().toISOString(), ...cost() };
		} catch (error) {
			const words = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
			return { state: 'failed', reason: visit?.stopped() ?? words, ...cost() };
		} finally {
			const closing = visit?.page.close().catch(() => {});
			if (closing) await within(closingTime, closing).catch(retire);
			if (!mine.isAlive()) await retire();
		}
	};

	return {
		take: async (url, spot) => {
			try {
				if (closed) throw new Error('浏览器已关闭');
				session ??= await start();
				return await takeIn(session, url, spot);
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				return { state: 'failed', reason, requests: 0, bytes: 0 };
			}
		},
		close: async () => {
			closed = true;
			await retire();
		},
	};
};
