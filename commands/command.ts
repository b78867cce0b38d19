import type { Values } from '../arguments.ts';
import type { auditSite, discoverSite } from '../audit.ts';
import type { Environment } from '../environment.ts';
import type { Output, ProgressView } from '../reports/formats/progress.ts';
import { spoken } from '../reports/formats/spoken.ts';
import type { Typed } from './secret.ts';

/** The program's surroundings, given so that a test can bring its own. */
export interface Io {
	readonly stdout: Output;
	readonly stderr: Output;
	/** Relative paths count from here. */
	readonly cwd: string;
	/** Where secrets are typed or piped in. */
	readonly stdin?: Typed;
	readonly environment: Environment;
	readonly now: () => Date;
	/**
	 * Hands the end by a signal, or by the loss of a launcher, to the command, once: its own status ends the process then. Where it is
	 * `isRepeated`, the command hears of a second signal as well.
	 */
	readonly onEnd?: (handler: () => void, how?: { readonly isRepeated: boolean }) => void;
}

/** What takes long; loaded only when it is needed. */
export interface Work {
	readonly auditSite: typeof auditSite;
	readonly discoverSite: typeof discoverSite;
}

/** What a command is called with. */
export interface Context {
	readonly values: Values;
	/** Arguments that are no options. */
	readonly named: readonly string[];
	readonly io: Io;
	readonly work?: Work;
	readonly progress: ProgressView;
}

/** Carries out one command and gives its exit status; throws what ends it with 2. */
export type Command = (context: Context) => Promise<number>;

/** Tells the person at the terminal what is amiss, a line each; `about`: the site that it concerns, where there are several. */
export const warn = ({ io, progress }: Context, error: unknown, about?: string): void => {
	progress.clear();
	const lines = spoken(error).split('\n');
	for (const line of lines) io.stderr.write(`gongkai: ${about ? `${about}：` : ''}${line}\n`);
	if (io.environment.debug && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
};
