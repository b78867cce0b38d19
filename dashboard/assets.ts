import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
};

const load = (name: AssetName): Asset => {
	const text = readFileSync(new URL(`./static/${name}`, import.meta.url), 'utf8');
	const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
	return { type: types[name], text, hash };
};

/** Reads all of them; they do not change while the program runs. */
export const loadAssets = (): Readonly<Record<AssetName, Asset>> => ({
	'style.css': load('style.css'),
	'live.js': load('live.js'),
});
