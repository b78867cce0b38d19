/** The crawlers that Gongkai is measured against: packages of this folder's own, which nothing else of the project needs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = import.meta.dirname;
const stamp = join(folder, 'node_modules', '.gongkai-peers');

/** npm as it was called, or the one on the PATH. */
const npm = (): readonly string[] => {
	const script = process.env.npm_execpath;
	if (script?.endsWith('npm-cli.js')) return [process.execPath, script];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
};

/** Installs them where they are not, or are others than the lock file names. Throws where npm cannot. */
export const installPeers = async (): Promise<void> => {
	const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
	if ((await readFile(stamp, 'utf8').catch(() => '')) === lock) return;
	console.log('installing the crawlers to compare with (some 20 MB to fetch)');
	const [command = 'npm', ...first] = npm();
	const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
	const installing = spawn(command, args, {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: command.endsWith('.cmd'),
	});
	const [code] = await once(installing, 'exit');
	if (code !== 0) throw new Error(`npm ci in ${folder}: expected 0, got ${code}`);
	await writeFile(stamp, lock);
};
