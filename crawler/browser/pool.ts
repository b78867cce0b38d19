/** One of the browsers that a pool starts; who holds it knows which one a page belongs to. */
export interface Lease<Browser> {
	readonly ready: Promise<Browser>;
}

export interface Pool<Browser> {
	/** The browser for one more page. Each `join` has its `leave`. */
	readonly join: () => Lease<Browser>;
	readonly leave: (lease: Lease<Browser>) => void;
	/** Ends this browser at once, and no other: it died, or a page in it hangs. */
	readonly retire: (lease: Lease<Browser>) => Promise<void>;
	/** Ends all of them. */
	readonly close: () => Promise<void>;
}

interface Member<Browser> extends Lease<Browser> {
	/** Pages ever and pages now. */
	joined: number;
	open: number;
	ended: Promise<void> | undefined;
}

/**
 * A browser that is started with the first page. After so many pages the next ones go to a new browser, and the old one ends with
 * its last page: what leaks in it is bounded, however many pages wait.
 */
export const createPool = <Browser>(
	start: () => Promise<Browser>,
	end: (browser: Browser) => Promise<unknown>,
	maxPages: number,
): Pool<Browser> => {
	const members = new Map<Lease<Browser>, Member<Browser>>();
	let current: Member<Browser> | undefined;

	const stop = (member: Member<Browser>): Promise<void> => {
		if (current === member) current = undefined;
		member.ended ??= member.ready
			.then(end)
			.catch(() => {}) // It never started, or is gone already.
			.then(() => void members.delete(member));
		return member.ended;
	};

	const create = (): Member<Browser> => {
		const ready = start();
		ready.catch(() => {}); // Whoever joined hears of it.
		const member = { ready, joined: 0, open: 0, ended: undefined };
		members.set(member, member);
		return member;
	};

	return {
		join: () => {
			if (current && current.joined >= maxPages) {
				const old = current;
				current = undefined;
				if (old.open === 0) void stop(old);
			}
			current ??= create();
			current.joined++;
			current.open++;
			return current;
		},
		leave: (lease) => {
			const member = members.get(lease);
			if (member && --member.open === 0 && member !== current) void stop(member);
		},
		retire: async (lease) => {
			const member = members.get(lease);
			if (member) await stop(member);
		},
		close: async () => {
			await Promise.all([...members.values()].map(stop));
		},
	};
};
