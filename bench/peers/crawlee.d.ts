/** What is used of Crawlee, which is not installed where nobody measures. */
declare module '@crawlee/cheerio' {
	export const log: { setLevel(level: number): void; readonly LEVELS: { readonly OFF: number } };
	export class Configuration {
		constructor(options: { readonly persistStorage?: boolean });
	}
	interface Context {
		readonly request: { readonly url: string };
		readonly enqueueLinks: (options?: { readonly strategy?: 'same-hostname' }) => Promise<unknown>;
	}
	interface Options<Handled> {
		readonly minConcurrency?: number;
		readonly maxConcurrency?: number;
		readonly requestHandler: (context: Handled) => Promise<void>;
	}
	class Crawler {
		run(
			start: readonly string[],
		): Promise<{ readonly requestsFinished: number; readonly requestsFailed: number }>;
	}
	export class CheerioCrawler extends Crawler {
		constructor(options: Options<Context>, configuration?: Configuration);
	}
}

declare module '@crawlee/playwright' {
	import type { Configuration, Context, Crawler, Options } from '@crawlee/cheerio';
	import type { LaunchOptions, Page } from 'playwright';

	export { Configuration, log } from '@crawlee/cheerio';
	export class PlaywrightCrawler extends Crawler {
		constructor(
			options: Options<Context & { readonly page: Page }> & {
				readonly launchContext?: { readonly launchOptions?: LaunchOptions };
				readonly browserPoolOptions?: { readonly useFingerprints?: boolean };
			},
			configuration?: Configuration,
		);
	}
}
