import type { Identity } from '../extract/identity.ts';
import type { Sibling } from '../model.ts';
import type { Claimant } from './evidence.ts';

/** What a resumed crawl must know of the hosts beside the site's own. */
export interface SiblingNotes {
	readonly home?: Claimant;
	readonly asked: readonly string[];
	readonly adopted: readonly Sibling[];
	readonly refused: readonly Sibling[];
}

/** Which hosts beside the site's own were looked at, and what came of it. */
export interface SiblingHosts {
	/** Hosts that are being asked or were, and whether they are the site's; a host whose asking a kill cut off is asked again. */
	readonly asking: Map<string, Promise<boolean>>;
	readonly asked: Set<string>;
	/** Pages beside the homepage whose links were gone through. */
	readonly entrances: Set<string>;
	/** Who the homepage says it is; undefined before it was read. */
	readonly home: () => Claimant | undefined;
	/** Takes in what the first page says; what a second look or the page behind it adds is added. */
	readonly meetHome: (page: Claimant) => void;
	readonly adopted: () => readonly Sibling[];
	readonly adopt: (sibling: Sibling) => void;
	readonly refused: () => readonly Sibling[];
	readonly refuse: (sibling: Sibling) => void;
	/** No host is taken in any more: other hosts' addresses are being checked as such. */
	readonly close: () => void;
	readonly isClosed: () => boolean;
	readonly toJSON: () => SiblingNotes;
}

/** The second says what the first left out. */
const joined = (a: Identity, b: Identity): Identity => ({
	...b,
	...a,
	names: [...new Set([...a.names, ...b.names])].slice(0, 20),
	pictures: [...new Set([...a.pictures, ...b.pictures])].slice(0, 20),
});

export const createSiblingHosts = (known: Partial<SiblingNotes> = {}): SiblingHosts => {
	const asked = new Set(known.asked);
	const adopted = [...(known.adopted ?? [])];
	const refused = [...(known.refused ?? [])];
	let home = known.home;
	let closed = false;
	return {
		asking: new Map([...asked].map((host) => [host, Promise.resolve(false)])),
		asked,
		entrances: new Set(),
		home: () => home,
		meetHome: (page) => {
			home = home ? { url: home.url, identity: joined(home.identity, page.identity) } : page;
		},
		adopted: () => adopted,
		adopt: (sibling) => {
			adopted.push(sibling);
		},
		refused: () => refused,
		refuse: (sibling) => {
			refused.push(sibling);
		},
		close: () => {
			closed = true;
		},
		isClosed: () => closed,
		toJSON: () => ({ ...(home ? { home } : {}), asked: [...asked], adopted, refused }),
	};
};
