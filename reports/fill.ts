import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileOfRun, readDocuments } from './formats/json.ts';
import type { Gap } from './store/gaps.ts';
import type { Store } from './store.ts';

type Filled = Pick<Store, 'gaps' | 'tellTasks' | 'reportToFill' | 'fillDocuments'>;

/** How many sites got what they lacked, and files that could not be read. */
export interface Filling {
	readonly lists: number;
	readonly documents: number;
	/** Sites that still lack something, and why. */
	readonly failed: readonly { readonly site: string; readonly error: unknown }[];
}

/** Keeps a site's documents from the file of its report; false where it has them by now. */
const fillDocuments = async (store: Filled, out: string, site: string): Promise<boolean> => {
	const report = await store.reportToFill(site);
	if (!report) return false;
	const file = join(out, report.file);
	// A report moves aside when a later one takes its name.
	const moved = async (): Promise<string> => (await fileOfRun(join(file, '..'), report.startedAt)) ?? file;
	const documents =
		(await readDocuments(file, report.startedAt)) ?? (await readDocuments(await moved(), report.startedAt));
	if (!documents)
		throw new Error(`${report.file}: expected the report of the run begun at ${report.startedAt}`);
	await store.fillDocuments(site, report.n, documents);
	return true;
};

/**
 * Fills in what older versions of the program did not keep with an audit: work lists, from the store alone, and then the documents,
 * from the files of the reports. One site at a time; whatever is missing is asked of the store, so that it goes on where it was
 * interrupted, and several programs can do it at once. What cannot be filled in is left to the site's next audit.
 */
export const fillGaps = async (store: Filled, out: string, end?: AbortSignal): Promise<Filling> => {
	const failed: { site: string; error: unknown }[] = [];
	const pass = async (
		lacks: (gap: Gap) => boolean,
		fill: (site: string) => Promise<boolean>,
	): Promise<number> => {
		let count = 0;
		let after: string | undefined = '';
		while (after !== undefined) {
			const { rows, next } = await store.gaps(after);
			for (const { site } of rows.filter(lacks)) {
				if (end?.aborted) return count;
				try {
					if (await fill(site)) count++;
				} catch (error) {
					failed.push({ site, error });
				}
				// The dashboard has pages to show meanwhile.
				await breathe();
			}
			after = next;
			await breathe();
		}
		return count;
	};
	const lists = await pass(
		({ tasks }) => tasks,
		async (site) => {
			await store.tellTasks(site);
			return true;
		},
	);
	const documents = await pass(
		(gap) => gap.documents,
		(site) => fillDocuments(store, out, site),
	);
	return { lists, documents, failed };
};
