import { access, constants, mkdtemp, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeFolder } from '../folder.ts';

/** Environment variables, as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Harmless variables that a browser needs; everything else, passwords above all, is kept from it. */
const handedOn = [
	'PATH',
	'HOME',
	'USER',
	'LANG',
	'LC_ALL',
	'TZ',
	'TMPDIR',
	'DISPLAY',
	'FONTCONFIG_FILE',
	'FONTCONFIG_PATH',
	'LD_LIBRARY_PATH',
	'XDG_CACHE_HOME',
	'XDG_CONFIG_HOME',
	'XDG_RUNTIME_DIR',
	'APPDATA',
	'COMSPEC',
	'LOCALAPPDATA',
	'PROGRAMDATA',
	'SYSTEMDRIVE',
	'SYSTEMROOT',
	'TEMP',
	'TMP',
	'USERPROFILE',
	'WINDIR',
] as const;

/** The number of the user that we run as; -1 on Windows. `userInfo` would throw for one without a name, as in many containers. */
export const userId = (): number => process.getuid?.() ?? -1;

/** The user's folder; the temporary one for a user that has none. */
const home = (): string => {
	try {
		return homedir();
	} catch {
		return tmpdir();
	}
};

/** Windows does not care about the case of names. */
const variable = (environment: Environment, name: string): string | undefined =>
	environment[name] ?? Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1];

/** The environment that a browser is started with. */
export const browserEnvironment = (environment: Environment): Record<string, string> => {
	const env: Record<string, string> = { HOME: home() };
	for (const name of handedOn) {
		const value = variable(environment, name);
		if (value) env[name] = value;
	}
	return env;
};

/** The user's cache folder for this program, or one in the temporary folder where that cannot be written. */
export const cacheFolder = async (environment: Environment): Promise<string> => {
	for (const folder of [join(usualCache(environment), 'gongkai'), join(tmpdir(), `gongkai-${userId()}`)]) {
		if (await isOurs(folder)) return folder;
	}
	return mkdtemp(join(tmpdir(), 'gongkai-'));
};

/** Programs are started from it: a folder that somebody else made, or may write to, will not do. */
const isOurs = async (folder: string): Promise<boolean> => {
	try {
		await makeFolder(folder, 0o700);
		await access(folder, constants.W_OK);
		const { uid, mode } = await stat(folder);
		return process.platform === 'win32' || (uid === userId() && (mode & 0o022) === 0);
	} catch {
		return false;
	}
};

const usualCache = (environment: Environment): string => {
	if (process.platform === 'win32')
		return variable(environment, 'LOCALAPPDATA') ?? join(home(), 'AppData', 'Local');
	if (process.platform === 'darwin') return join(home(), 'Library', 'Caches');
	return environment.XDG_CACHE_HOME || join(home(), '.cache');
};

/** Scripts that start a program and wait for its end: signals are to reach the program itself. */
const wrapped: Readonly<Record<string, string>> = {
	'/usr/bin/chromium-headless-shell': '/usr/lib/chromium/chromium-headless-shell',
};

/** Headless shells draw as the browsers do, without windows: a page costs half the processor time. */
const commands = [
	'chromium-headless-shell',
	'chrome-headless-shell',
	'google-chrome-stable',
	'google-chrome',
	'chromium',
	'chromium-browser',
	'microsoft-edge-stable',
	'microsoft-edge',
];

const macApps = [
	'Google Chrome.app/Contents/MacOS/Google Chrome',
	'Chromium.app/Contents/MacOS/Chromium',
	'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsApps = [
	['Google', 'Chrome', 'Application', 'chrome.exe'],
	['Chromium', 'Application', 'chrome.exe'],
	['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

const usualPlaces = (environment: Environment): string[] => {
	if (process.platform === 'darwin') {
		return macApps.flatMap((app) => [join('/Applications', app), join(home(), 'Applications', app)]);
	}
	if (process.platform === 'win32') {
		const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
			.map((name) => variable(environment, name))
			.filter((folder) => folder !== undefined);
		return windowsApps.flatMap((app) => folders.map((folder) => join(folder, ...app)));
	}
	const folders = [
		...(environment.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
		'/usr/bin',
		'/usr/local/bin',
		'/snap/bin',
	];
	return [
		...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
		'/opt/google/chrome/chrome',
		'/opt/microsoft/msedge/msedge',
	];
};

/** Paths of the Chrome, Chromium and Edge that are installed, best first. */
export const installedBrowsers = async (environment: Environment): Promise<string[]> => {
	const found: string[] = [];
	for (const path of new Set(usualPlaces(environment)))
		for (const program of [wrapped[path], path]) {
			if (!program || !(await isExecutable(program))) continue;
			found.push(program);
			break;
		}
	return found;
};

const isExecutable = (path: string): Promise<boolean> =>
	access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
