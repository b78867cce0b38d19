import { sampleDigest } from '../../reports/notices/digest.ts';
import type { Store } from '../../reports/store.ts';

/** One message of each fate, and a site of which nothing was told; `words`: whatever went wrong. */
export const fillNotices = async (
	store: Store,
	{ at, words }: { readonly at: string; readonly words: string },
): Promise<void> => {
	await store.knowReceivers(['waits', 'lost', 'well'], at);
	for (const id of ['waits', 'lost', 'well'])
		await store.addNotice(id, 0, { id, digest: sampleDigest(new Date(at)), now: at });
	const again = new Date(Date.parse(at) + 300_000).toISOString();
	for (const { receiver, n } of await store.notices()) {
		if (receiver === 'well') await store.settleNotice(n, { at, remark: words });
		else await store.settleNotice(n, { at, error: words, again: receiver === 'waits' ? again : undefined });
	}
	const told = { occasion: 'held', reason: words } as const;
	await store.keepEvents([{ site: 'linjiang', key: 'audit 1', told }], [], at);
};
