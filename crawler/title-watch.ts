import { decodeHTML } from 'entities/decode';
import type { Dispatcher } from 'undici';
import { decodeBody } from './charset.ts';
import { decodeContent } from './net/content-encoding.ts';

/** A title stands in a page's head; more of a page is not read for it. */
const maxBytes = 48 * 1024;
/** What these may unpack to: honest markup takes a tenth, and a bomb a thousandth. */
const maxUnpacked = 1 << 20;
const longestTitle = 200;
const titled = /<title[^>]{0,200}>([^<]{1,1000})<\/title/i;
const mostHops = 8;

/** What the pages of other hosts are called that were asked for only to see whether they are there. */
export interface TitleWatch {
	/** Whether an address is worth more than its status: offices' own names cannot be bought. */
	readonly wants: (url: string) => boolean;
	/** Asks by GET on behalf of a HEAD, and reads on only as far as the title. `received` counts the bytes. */
	readonly watch: (
		handler: Dispatcher.DispatchHandler,
		url: string,
		received: (bytes: number) => void,
	) => Dispatcher.DispatchHandler;
	/** The title at an address, redirects followed. */
	readonly titleOf: (url: string) => string | undefined;
}

const titleIn = (bytes: Buffer, encoding: string, type: string | undefined): string | undefined => {
	try {
		const { text } = decodeBody(decodeContent(bytes, encoding, maxUnpacked).body, type);
		return titled.exec(text)?.[1];
	} catch {
		return undefined; // Not packed as it says.
	}
};

export const watchTitles = (): TitleWatch => {
	const titles = new Map<string, string>();
	const moved = new Map<string, string>();
	return {
		wants: (url) => !/(?:^|\.)gov\.cn$/i.test(new URL(url).hostname),
		watch: (handler, url, received) => {
			const chunks: Buffer[] = [];
			let size = 0;
			let type: string | undefined;
			let encoding = '';
			let isOver = false;
			const end = (controller: Dispatcher.DispatchController): void => {
				if (isOver) return;
				isOver = true;
				const title = titleIn(Buffer.concat(chunks), encoding, type);
				if (title) titles.set(url, decodeHTML(title).replace(/\s+/g, ' ').trim().slice(0, longestTitle));
				handler.onResponseEnd?.(controller, {});
			};
			return {
				onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
				onResponseStart: (controller, status, headers, message) => {
					handler.onResponseStart?.(controller, status, headers, message);
					type = headers['content-type']?.toString();
					encoding = headers['content-encoding']?.toString() ?? '';
					const { location } = headers;
					if (location && URL.canParse(location.toString(), url))
						moved.set(url, new URL(location.toString(), url).href);
					if (status >= 200 && status < 300 && /html/i.test(type ?? '')) return;
					end(controller);
					controller.abort(new Error('nothing to read'));
				},
				onResponseData: (controller, chunk) => {
					received(chunk.length);
					if (isOver) return;
					size += chunk.length;
					chunks.push(chunk);
					if (size < maxBytes && !chunk.includes('</title') && !chunk.includes('</TITLE')) return;
					end(controller);
					controller.abort(new Error('read enough'));
				},
				onResponseEnd: (controller) => end(controller),
				onResponseError: (controller, error) => {
					if (!isOver) handler.onResponseError?.(controller, error);
				},
			};
		},
		titleOf: (url) => {
			let at = url;
			for (let hop = 0; hop < mostHops; hop++) {
				const title = titles.get(at);
				if (title !== undefined) return title;
				const next = moved.get(at);
				if (next === undefined) return undefined;
				at = next.replace(/#.*$/, '');
			}
			return undefined;
		},
	};
};
