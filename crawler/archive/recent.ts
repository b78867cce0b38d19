/** Remembers what was met lately: what is asked for again and again stays, and never more than twice `most`. */
export interface Recent<Key, Value> {
	readonly get: (key: Key) => Value | undefined;
	readonly set: (key: Key, value: Value) => void;
}

/** Of two generations the older one is dropped when the younger one is full; what is asked for moves to the younger. */
export const recent = <Key, Value>(most: number): Recent<Key, Value> => {
	let younger = new Map<Key, Value>();
	let older = new Map<Key, Value>();
	const set = (key: Key, value: Value): void => {
		if (younger.size >= most) {
			older = younger;
			younger = new Map();
		}
		younger.set(key, value);
	};
	return {
		get: (key) => {
			const value = younger.get(key);
			if (value !== undefined) return value;
			const old = older.get(key);
			if (old !== undefined) set(key, old);
			return old;
		},
		set,
	};
};
