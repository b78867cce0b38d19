import type { Output } from './progress.ts';

/** An output of the process that may go away while there is work to do. */
export interface Sink extends Output {
	/** It failed for another reason than a reader that closed early. */
	readonly failed: () => boolean;
	/** Waits until all was handed over, or nobody takes it any more. */
	readonly flushed: () => Promise<void>;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on'> & {
	readonly isTTY?: boolean;
	readonly columns?: number;
};

/**
 * Writes to a stream until it fails, and is silent from then on: the work behind the output goes on. A reader that closes early,
 * such as `head`, is no error; `onError` is told of any other, once.
 */
export const sink = (stream: Stream, onError: (error: NodeJS.ErrnoException) => void = () => {}): Sink => {
	let isOpen = true;
	let hasFailed = false;
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (!isOpen) return;
		isOpen = false;
		if (error.code === 'EPIPE') return;
		hasFailed = true;
		onError(error);
	});
	return {
		write: (text) => isOpen && stream.write(text),
		get isTTY() {
			return stream.isTTY === true;
		},
		get columns() {
			return stream.columns;
		},
		failed: () => hasFailed,
		flushed: async () => {
			if (!isOpen) return;
			// The error of a write comes before its callback, or in place of it.
			await new Promise<void>((resolve) => {
				stream.on('error', () => resolve());
				stream.write('', () => setImmediate(resolve));
			});
		},
	};
};
