import type { Camera, CameraOptions } from './browser/camera.ts';
import type { FoundBrowser } from './browser/find.ts';
import type { Renderer } from './browser/render.ts';
import type { CrawlOptions } from './context.ts';
import type { SiteConfig } from './site-config.ts';

/** The browser of one crawl: it draws pages, and in the end takes pictures. */
export interface Browsers {
	/** Undefined where there is none, or none may be used. Started with the first page that needs it. */
	readonly renderer: () => Promise<Renderer | undefined>;
	/** Takes the place of the renderer; what it asks for is counted. Undefined where nothing more is to be asked. */
	readonly camera: (found: FoundBrowser) => Promise<Camera | undefined>;
	readonly close: () => Promise<void>;
}

/** What a crawl says of itself, and what is added to its counts. */
interface Crawling {
	readonly isOver: () => boolean;
	readonly count: (cost: { readonly requests: number; readonly bytes: number }) => void;
}

export const openBrowsers = (
	config: SiteConfig,
	{ browser, browsers, log }: Pick<CrawlOptions, 'browser' | 'browsers' | 'log'>,
	manners: CameraOptions,
	crawling: Crawling,
): Browsers => {
	const shared = browsers ? { browsers } : {};
	let renderer: Promise<Renderer | undefined> | undefined;
	let camera: Camera | undefined;

	const open = async (): Promise<Renderer | undefined> => {
		const found = await browser().catch((error: unknown) => {
			log.error({ err: error }, 'looking for a browser failed; the audit goes on without one');
			return undefined;
		});
		if (!found) return undefined;
		// Playwright takes a third of a second to load; a site without scripts never needs it.
		const { openRenderer } = await import('./browser/render.ts');
		return openRenderer(found, {
			...manners,
			...shared,
			turnSeconds: 1 / config.limits.requestsPerSecond,
			maxTurns: 300,
		});
	};

	return {
		renderer: () => {
			if (config.render === 'never') return Promise.resolve(undefined);
			renderer ??= open();
			return renderer;
		},
		camera: async (found) => {
			if (config.render === 'never' || crawling.isOver()) return undefined;
			await (await renderer)?.close();
			const { take, close } = (await import('./browser/camera.ts')).openCamera(found, {
				...manners,
				...shared,
			});
			camera = {
				take: async (url, spots, most) => {
					const taken = await take(url, spots, most);
					crawling.count(taken);
					return taken;
				},
				close,
			};
			return camera;
		},
		close: async () => {
			await Promise.all([(await renderer)?.close(), camera?.close()]);
		},
	};
};
