import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The package that this file belongs to: in a checkout one folder up, compiled two. Its versions of libraries are pinned there. */
const packageFile = (folder: string): string | undefined => {
	const file = path.join(folder, 'package.json');
	if (existsSync(file)) return file;
	const above = path.dirname(folder);
	return above === folder ? undefined : packageFile(above);
};

const versionOf = (folder: string): string => {
	const hash = createHash('sha256');
	const manifest = packageFile(folder);
	if (manifest) hash.update(readFileSync(manifest));
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(?:[jt]s|json)$/.test(name))
		.sort();
	for (const name of names) hash.update(`\n${name}\n`).update(readFileSync(path.join(folder, name)));
	return hash.digest('base64url');
};

let version: string | undefined;

/**
 * Names the program that reads pages and judges files: a hash of its own code. What another one read before is read again, so
 * that an improved reader sees every page. The whole folder counts: to read once too often costs little, to keep what a
 * mistake made costs a false report.
 */
export const readerVersion = (): string => {
	version ??= versionOf(import.meta.dirname);
	return version;
};
