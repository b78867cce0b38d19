import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { AssetName } from './urls.ts';

/** A file that every page needs, with the hash of its content. */
export interface Asset {
	readonly type: string;
	readonly text: string;
	readonly hash: string;
}

const types: Readonly<Record<AssetName, string>> = {
	'style.css': 'text/css; charset=utf-8',
	'live.js': 'text/javascript; charset=utf-8',
	'finding.js': 'text/javascript; charset=utf-8',
	'work.js': 'text/javascript; charset=utf-8',
};

const read = (path: string): string => readFileSync(new URL(`./static/${path}`, import.meta.url), 'utf8');

/** The style of everything, one file after the other by their names: the later overrule. */
const readStyle = (): string =>
	readdirSync(new URL('./static/style/', import.meta.url))
		.filter((file) => file.endsWith('.css'))
		.sort()
		.map((file) => read(`style/${file}`))
		.join('\n');

const load = (name: AssetName, text: string): Asset => {
	const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
	return { type: types[name], text, hash };
};

/** Reads all of them; they do not change while the program runs. */
export const loadAssets = (): Readonly<Record<AssetName, Asset>> => ({
	'style.css': load('style.css', readStyle()),
	'live.js': load('live.js', read('live.js')),
	'finding.js': load('finding.js', read('finding.js')),
	'work.js': load('work.js', read('work.js')),
});
