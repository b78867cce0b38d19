import { run } from '../../cli.ts';
import type { Io } from '../../commands/command.ts';

interface Caller {
	readonly cwd: string;
	readonly now?: string;
	readonly noColour?: boolean;
	/** What the commands do in place of the program's own. */
	readonly work?: Parameters<typeof run>[2];
}

/** The command line as `caller` calls it, at noon of 1 June 2026 in Beijing unless told otherwise. */
export const callAs = async (
	{ cwd, now = '2026-06-01T04:00:00Z', noColour = false, work }: Caller,
	...argv: string[]
) => {
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
		environment: { debug: false, noColour, proxies: [], variables: {} },
		now: () => new Date(now),
	};
	return { status: await run(argv, io, work), ...written };
};

/** The command line as somebody in `cwd` calls it. */
export const callIn = (cwd: string, ...argv: string[]) => callAs({ cwd }, ...argv);
