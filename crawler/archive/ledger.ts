import type { EntryState, EntryType } from './rows.ts';

/** Addresses of one priority and type that wait, first come first served. */
interface Bucket {
	readonly priority: number;
	readonly type: EntryType;
	readonly seqs: number[];
	head: number;
}

/**
 * Which addresses a run knows, in what state each is, and which comes next. Kept in memory (some hundred bytes an address),
 * since it is asked for every link of every page; the archive holds the same on disk.
 */
export class Ledger {
	readonly #seqs = new Map<string, number>();
	readonly #types: EntryType[] = [];
	readonly #priorities: number[] = [];
	readonly #states: EntryState[] = [];
	readonly #counts = new Map<string, number>();
	/** By state, most urgent first. Entries leave when they are taken; stale ones are skipped. */
	readonly #waiting: Record<'queued' | 'render', Bucket[]> = { queued: [], render: [] };

	/** The new address's number, from 1 on; undefined where its key is known. */
	add(key: string, type: EntryType, priority: number, state: EntryState = 'queued'): number | undefined {
		if (this.#seqs.has(key)) return undefined;
		const seq = this.#seqs.size + 1;
		this.#seqs.set(key, seq);
		this.#types[seq] = type;
		this.#priorities[seq] = priority;
		this.#enter(seq, state);
		return seq;
	}

	seqOf(key: string): number | undefined {
		return this.#seqs.get(key);
	}

	stateOf(key: string): EntryState | undefined {
		const seq = this.#seqs.get(key);
		return seq === undefined ? undefined : this.#states[seq];
	}

	/** Back into the queue with another priority. */
	postpone(seq: number, priority: number): void {
		this.#priorities[seq] = priority;
		this.settle(seq, 'queued');
	}

	settle(seq: number, state: EntryState): void {
		const old = this.#states[seq];
		if (old !== undefined) this.#count(old, this.#types[seq] as EntryType, -1);
		this.#enter(seq, state);
	}

	/** What waits under this number is another kind of target than it seemed, and waits again as one. */
	retype(seq: number, type: EntryType, priority: number): void {
		this.#count('queued', this.#types[seq] as EntryType, -1);
		this.#types[seq] = type;
		this.#priorities[seq] = priority;
		this.#enter(seq, 'queued');
	}

	/** Takes out the next addresses in this state, most urgent first. Whoever takes one settles it. */
	take(state: 'queued' | 'render', limit: number, types: readonly EntryType[]): number[] {
		const taken: number[] = [];
		for (const bucket of this.#waiting[state]) {
			if (taken.length >= limit) break;
			if (!types.includes(bucket.type)) continue;
			while (taken.length < limit && bucket.head < bucket.seqs.length) {
				const seq = bucket.seqs[bucket.head++] as number;
				if (this.#states[seq] === state && this.#types[seq] === bucket.type) taken.push(seq);
			}
			if (bucket.head > 1000) {
				bucket.seqs.splice(0, bucket.head);
				bucket.head = 0;
			}
		}
		return taken;
	}

	count(state: EntryState, type?: EntryType): number {
		if (type) return this.#counts.get(`${state} ${type}`) ?? 0;
		let sum = 0;
		for (const [key, count] of this.#counts) if (key.startsWith(`${state} `)) sum += count;
		return sum;
	}

	#enter(seq: number, state: EntryState): void {
		this.#states[seq] = state;
		const type = this.#types[seq] as EntryType;
		this.#count(state, type, 1);
		if (state !== 'queued' && state !== 'render') return;
		const priority = this.#priorities[seq] as number;
		const buckets = this.#waiting[state];
		let bucket = buckets.find((one) => one.priority === priority && one.type === type);
		if (!bucket) {
			bucket = { priority, type, seqs: [], head: 0 };
			buckets.push(bucket);
			buckets.sort((a, b) => a.priority - b.priority);
		}
		bucket.seqs.push(seq);
	}

	#count(state: EntryState, type: EntryType, by: number): void {
		const key = `${state} ${type}`;
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
	}
}
