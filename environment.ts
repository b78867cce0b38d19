import { accessSync, constants } from 'node:fs';
import { homedir, tmpdir } from 'node:os';

/** What the program takes from the variables of the process. */
export interface Environment {
	/** `GONGKAI_DEBUG=1`: errors with their stack. */
	readonly debug: boolean;
	/** `NO_COLOR` or a dumb terminal. */
	readonly noColour: boolean;
	/** Proxy variables that were set; the way out is `network.proxy` alone. */
	readonly proxies: readonly string[];
	/** All variables that are left. */
	readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Libraries ask the system for these two folders, and there is no browser where they lead nowhere. */
const mendFolders = (env: NodeJS.ProcessEnv): void => {
	try {
		if (env.TMPDIR) accessSync(env.TMPDIR, constants.W_OK | constants.X_OK);
	} catch {
		delete env.TMPDIR; // The system's own then.
	}
	try {
		homedir();
	} catch {
		env.HOME = tmpdir(); // A user without a name, as in containers.
	}
};

/**
 * Reads the environment, and takes proxy variables out of it: libraries would obey them behind the guard's back. A `TMPDIR` that
 * cannot be written is taken out as well.
 */
export const takeEnvironment = (env: NodeJS.ProcessEnv = process.env): Environment => {
	const proxies = Object.keys(env).filter((name) => /^(https?|all|no)_proxy$/i.test(name) && env[name]);
	for (const name of proxies) delete env[name];
	mendFolders(env);
	return {
		debug: env.GONGKAI_DEBUG === '1',
		noColour: Boolean(env.NO_COLOR) || env.TERM === 'dumb',
		proxies: proxies.filter((name) => !/^no_/i.test(name)),
		variables: { ...env },
	};
};
