/** One of the members that a pool starts; who holds it knows which one a use of it belongs to. */
export interface Lease<Member> {
	readonly ready: Promise<Member>;
}

export interface Pool<Member> {
	/** The member for one more use. Each `join` has its `leave`. */
	readonly join: () => Lease<Member>;
	/** Resolves at once, or when a member that has no further use has ended. */
	readonly leave: (lease: Lease<Member>) => Promise<void>;
	/** Ends this member at once, and no other: it died, or what is done in it hangs. */
	readonly retire: (lease: Lease<Member>) => Promise<void>;
	/** Ends all of them. */
	readonly close: () => Promise<void>;
}

export interface PoolOptions<Member> {
	readonly start: () => Promise<Member>;
	readonly end: (member: Member) => Promise<unknown>;
	/** Uses of a member before it is old: the next ones go to a new one. */
	readonly uses: number;
	/** Members at once; where there are as many, the last one is used on, however old. Default: as many as come. */
	readonly most?: number;
	/** A member that is not used for so long ends, milliseconds. Default: it waits for its next use. */
	readonly idleTime?: number;
}

interface Held<Member> extends Lease<Member> {
	/** Uses ever and uses now. */
	joined: number;
	open: number;
	idle: NodeJS.Timeout | undefined;
	ended: Promise<void> | undefined;
}

/**
 * What is started with its first use. After so many uses the next ones go to a new member, and the old one ends with its last use:
 * what leaks in it is bounded, however many wait.
 */
export const createPool = <Member>({
	start,
	end,
	uses,
	most = Number.POSITIVE_INFINITY,
	idleTime,
}: PoolOptions<Member>): Pool<Member> => {
	const members = new Map<Lease<Member>, Held<Member>>();
	let current: Held<Member> | undefined;

	const stop = (member: Held<Member>): Promise<void> => {
		if (current === member) current = undefined;
		clearTimeout(member.idle);
		member.ended ??= member.ready
			.then(end)
			.catch(() => {}) // It never started, or is gone already.
			.then(() => void members.delete(member));
		return member.ended;
	};

	const create = (): Held<Member> => {
		const ready = start();
		const member: Held<Member> = { ready, joined: 0, open: 0, idle: undefined, ended: undefined };
		members.set(member, member);
		ready.catch(() => stop(member)); // Whoever joined hears of it.
		return member;
	};

	return {
		join: () => {
			// Whoever is old is in use yet: it ends with its last use.
			if (current && current.joined >= uses && members.size < most) current = undefined;
			current ??= create();
			clearTimeout(current.idle);
			current.joined++;
			current.open++;
			return current;
		},
		leave: async (lease) => {
			const member = members.get(lease);
			if (!member || --member.open > 0) return;
			if (member !== current || member.joined >= uses) await stop(member);
			else if (idleTime !== undefined) member.idle = setTimeout(() => void stop(member), idleTime);
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
