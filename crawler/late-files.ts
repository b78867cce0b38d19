import { type CrawlContext, isOver } from './context.ts';
import { drain } from './drain.ts';

/** Asks once more for files that came before the page that they belong to, as far as they were not read. */
export const readLeft = async (context: CrawlContext): Promise<void> => {
	const { archive, attached, state } = context;
	if (isOver(state)) return;
	let isDue = false;
	for (const key of attached.late()) {
		const entry = archive.entry(key);
		if (entry?.state !== 'ok' || archive.files.readingOf(entry.seq) !== undefined) continue;
		archive.settle(entry.seq, 'queued');
		isDue = true;
	}
	if (isDue) await drain(context);
};
