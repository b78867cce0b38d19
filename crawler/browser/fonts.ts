import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Environment } from './places.ts';

/** Variables that let a browser find a Chinese font; empty where the system has one. Without any, pictures of pages are rows of boxes. */
export const fontEnvironment = async (
	cacheDir: string,
	environment: Environment,
): Promise<Record<string, string>> => {
	if (process.platform !== 'linux' || environment.FONTCONFIG_FILE) return {};
	if (await hasChineseFont(environment)) return {};
	const fonts = bundledFonts();
	if (!fonts) return {};
	const file = join(cacheDir, 'fonts.conf');
	await mkdir(cacheDir, { recursive: true });
	await writeFile(file, fontsConf(fonts, join(cacheDir, 'fontconfig')));
	return { FONTCONFIG_FILE: file };
};

const hasChineseFont = async (environment: Environment): Promise<boolean> => {
	try {
		const { stdout } = await promisify(execFile)('fc-list', [':lang=zh-cn', 'family'], {
			env: environment as NodeJS.ProcessEnv, // The same record, but for `readonly`.
			timeout: 10_000,
		});
		return stdout.trim() !== '';
	} catch {
		return false; // No fontconfig: then no list of fonts either.
	}
};

/** Folder of the font package; undefined where it was left out at installation. */
const bundledFonts = (): string | undefined => {
	try {
		const entry = fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'));
		const folder = join(dirname(dirname(entry)), 'fonts');
		return existsSync(folder) ? folder : undefined;
	} catch {
		return undefined;
	}
};

const escaped = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A fontconfig file: the system's own fonts, where there are any, and the ones in `fonts`. */
export const fontsConf = (fonts: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
	<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
	<dir>/usr/share/fonts</dir>
	<dir>/usr/local/share/fonts</dir>
	<dir>${escaped(fonts)}</dir>
	<cachedir>${escaped(cache)}</cachedir>
</fontconfig>
`;
