/** Whether our own network is up, by how other sites answer in the same minutes. */
export interface NetworkWatch {
	/** Whether that homepage gave any answer just now. */
	readonly note: (url: string, hasAnswered: boolean) => void;
	/**
	 * Whether the network is up, while this homepage gives no answer: by the other homepages that were visited in these minutes, or
	 * by some of `others`, which are asked then. Undefined where there is no other host to tell by.
	 */
	readonly isUp: (url: string, others: readonly string[]) => Promise<boolean | undefined>;
}

/** Visits of the last minutes are witnesses as they are, where there are so many of them. */
const sameMinutes = 2 * 60_000;
const enough = 5;
/** Sites that are asked in one go where there are not. */
const asked = 3;
/** So long they are believed, milliseconds: many sites that fail at once ask no more than one does. */
const believed = 60_000;

interface Told {
	readonly at: number;
	readonly hasAnswered: boolean;
}

const hostOf = (url: string): string => new URL(url).host;
/** Most of them. */
const most = (told: readonly boolean[]): boolean => told.filter(Boolean).length * 2 >= told.length;

/** `ask`: whether a homepage gives any answer. `now`: milliseconds. */
export const watchNetwork = (ask: (url: string) => Promise<boolean>, now: () => number): NetworkWatch => {
	const last = new Map<string, Told>();
	let opinion:
		| { readonly at: number; readonly hosts: ReadonlySet<string>; readonly isUp: boolean }
		| undefined;
	const note = (url: string, hasAnswered: boolean): void => {
		last.set(hostOf(url), { at: now(), hasAnswered });
	};
	/** Those that answered when they were asked last come first, and of them the one that was asked longest ago. */
	const witnesses = (host: string, others: readonly string[]): string[] => {
		const byHost = new Map(others.map((url) => [hostOf(url), url]));
		byHost.delete(host);
		return [...byHost]
			.map(([name, url]) => ({ url, ...(last.get(name) ?? { at: -1, hasAnswered: false }) }))
			.sort((a, b) => Number(b.hasAnswered) - Number(a.hasAnswered) || a.at - b.at)
			.slice(0, asked)
			.map(({ url }) => url);
	};
	return {
		note,
		isUp: async (url, others) => {
			const host = hostOf(url);
			const recent = [...last].filter(([name, { at }]) => name !== host && now() - at < sameMinutes);
			if (recent.length >= enough) return most(recent.map(([, { hasAnswered }]) => hasAnswered));
			if (opinion && now() - opinion.at < believed && !opinion.hosts.has(host)) return opinion.isUp;
			const chosen = witnesses(host, others);
			if (chosen.length === 0) return undefined;
			const told = await Promise.all(chosen.map(ask));
			for (const [i, one] of chosen.entries()) note(one, told[i] === true);
			opinion = { at: now(), hosts: new Set(chosen.map(hostOf)), isUp: most(told) };
			return opinion.isUp;
		},
	};
};
