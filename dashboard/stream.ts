/** Pieces that are there before an answer begins: a table's head alone does not show that its rows can be read. */
const ahead = 2;

/**
 * Pieces as the body of an answer. What fails at the beginning is still an error page; what fails later breaks the answer
 * off, so that no half file passes for a whole one.
 */
export const streamOf = async (
	pieces: AsyncIterable<string | Uint8Array>,
	onError: (error: unknown) => void = () => {},
): Promise<ReadableStream<Uint8Array>> => {
	const iterator = pieces[Symbol.asyncIterator]();
	const encoder = new TextEncoder();
	const ready: IteratorResult<string | Uint8Array>[] = [];
	while (ready.length < ahead) ready.push(await iterator.next());
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			try {
				const piece = ready.shift() ?? (await iterator.next());
				if (piece.done) controller.close();
				else controller.enqueue(typeof piece.value === 'string' ? encoder.encode(piece.value) : piece.value);
			} catch (error) {
				onError(error);
				controller.error(error);
			}
		},
		async cancel() {
			await iterator.return?.();
		},
	});
};
