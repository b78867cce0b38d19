import { run } from '../../cli.ts';
import type { Io } from '../../commands/command.ts';

/** The command line as somebody in `cwd` calls it, at noon of 1 June 2026 in Beijing. */
export const callIn = async (cwd: string, ...argv: string[]) => {
	const written = { stdout: '', stderr: '' };
	const to = (name: keyof typeof written) => ({
		write: (text: string) => {
			written[name] += text;
		},
	});
	const io: Io = {
		stdout: to('stdout'),
		stderr: to('stderr'),
		cwd,
		environment: { debug: false, noColour: false, proxies: [], variables: {} },
		now: () => new Date('2026-06-01T04:00:00Z'),
	};
	return { status: await run(argv, io), ...written };
};
