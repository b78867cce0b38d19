/** Ranks of a report's findings lie so far apart that one which moves finds room between two others. */
export const rankGap = 1024;

/**
 * Ranks for a list in its new order: those that stay keep theirs, which must ascend, and the others get ranks between them. Undefined
 * where there is no room left, and all have to be numbered anew.
 */
export const placed = (order: readonly { readonly stays?: number }[]): readonly number[] | undefined => {
	const ranks: number[] = [];
	for (let at = 0; at < order.length; ) {
		const stays = order[at]?.stays;
		const before = ranks.at(-1);
		if (stays !== undefined) {
			if (before !== undefined && before >= stays) return undefined;
			ranks.push(stays);
			at += 1;
			continue;
		}
		let end = at;
		while (end < order.length && order[end]?.stays === undefined) end += 1;
		const count = end - at;
		const after = order[end]?.stays;
		const from = before ?? (after ?? 0) - rankGap * (count + 1);
		const to = after ?? from + rankGap * (count + 1);
		if (to - from <= count) return undefined;
		for (let n = 1; n <= count; n++) ranks.push(from + Math.floor(((to - from) * n) / (count + 1)));
		at = end;
	}
	return ranks;
};
