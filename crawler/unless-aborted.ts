/** The work's outcome, or the signal's reason as soon as that is aborted; what becomes of the work then, nobody hears. */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
	new Promise((resolve, reject) => {
		const end = (): void => reject(signal?.reason);
		if (signal?.aborted) end();
		signal?.addEventListener('abort', end, { once: true });
		work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', end));
	});
