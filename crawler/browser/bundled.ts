import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

export interface BundledBrowser {
	readonly executablePath: string;
	/** Folder of shared libraries for systems that lack them (NSS above all). */
	readonly libraries: string;
}

/** The browser inside `@sparticuz/chromium`, unpacked once into the cache; undefined where it cannot run or be unpacked. */
export const bundledBrowser = async (cacheDir: string): Promise<BundledBrowser | undefined> => {
	if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
	try {
		// Only its files: the package's own start arguments switch off the browser's security.
		const folder = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
		const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const home = join(cacheDir, `chromium-${version}`);
		await clearDrafts(cacheDir);
		if (!existsSync(home)) await unpack(join(folder, 'bin'), home);
		return { executablePath: join(home, 'chromium'), libraries: join(home, 'lib') };
	} catch {
		return undefined;
	}
};

const draftName = /^chromium-[\d.]+-\w{6}$/;
/** No unpacking takes so long: the process was killed over it. Milliseconds. */
const draftTime = 3_600_000;

/** Removes what killed processes left half unpacked. */
const clearDrafts = async (cacheDir: string): Promise<void> => {
	const names = await readdir(cacheDir).catch(() => []);
	for (const draft of names.filter((name) => draftName.test(name)).map((name) => join(cacheDir, name))) {
		const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY })); // Finished just now.
		// One that cannot be removed is in nobody's way.
		if (Date.now() - mtimeMs > draftTime) await rm(draft, { recursive: true, force: true }).catch(() => {});
	}
};

/** All or nothing: whoever sees `home` sees it whole, however many unpack at once or are killed over it. */
const unpack = async (packed: string, home: string): Promise<void> => {
	await mkdir(dirname(home), { recursive: true, mode: 0o700 });
	const draft = await mkdtemp(`${home}-`);
	try {
		await Promise.all([
			pipeline(
				createReadStream(join(packed, 'chromium.br')),
				createBrotliDecompress(),
				createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
			),
			pipeline(createReadStream(join(packed, 'al2023.tar.br')), createBrotliDecompress(), extract(draft)),
		]);
		await rename(draft, home);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		if (!existsSync(home)) throw error; // Else another process was quicker.
	}
};
