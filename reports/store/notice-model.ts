import type { Digest, NoticeEvent } from '../notices/model.ts';

/** `waiting`: not delivered yet; `failed`: given up. */
export type NoticeState = 'waiting' | 'sent' | 'failed';

/** A message to a receiver of the configuration. */
export interface StoredNotice {
	readonly n: number;
	/** The same in every try: whoever got it twice can tell. */
	readonly id: string;
	readonly receiver: string;
	/** ISO. */
	readonly createdAt: string;
	readonly digest: Digest;
	readonly state: NoticeState;
	/** Tries that failed. */
	readonly tries: number;
	/** ISO; of one that failed and is tried again. */
	readonly notBefore?: string;
	/** ISO; when it was delivered or given up. */
	readonly endedAt?: string;
	/** Why the last try failed, a Chinese sentence. */
	readonly error?: string;
}

/** How far a receiver was told. */
export interface ReceiverState {
	readonly id: string;
	/** ISO; nothing before was for it. */
	readonly since: string;
	readonly upTo: number;
	/** ISO; of its last message. */
	readonly lastAt?: string;
	/** One of its messages is not delivered yet. */
	readonly isWaiting: boolean;
}

/** An event with its place in their order. */
export interface StoredEvent extends NoticeEvent {
	readonly n: number;
	/** ISO. */
	readonly at: string;
}
