import type { Profile } from '../profile.ts';
import { census, jindong, jinzhai, law, licheng, own } from './sources.ts';

/** A figure of this project or of another place, which nobody has to accept. */
const points = (on: 'site' | 'columns' | 'documents', each: number, source = own) =>
	({ on, each, source, verified: false }) as const;
/** A figure that the national text itself gives. */
const verified = (on: 'site' | 'columns' | 'documents', each: number, source: string) =>
	({ on, each, source, verified: true }) as const;
/** Dead and wrong links: a point each on the homepage, a tenth elsewhere. */
const link = {
	on: 'site',
	each: 0.1,
	onHomepage: 1,
	source: `${census}，已被取代`,
	verified: false,
} as const;

/** What each check's findings cost, by indicator. */
export const nationalPoints: Profile['points'] = {
	'broken-link': { 'ind-availability': link },
	'broken-attachment': { 'ind-availability': link },
	'broken-external-link': { 'ind-availability': link },
	'soft-404': { 'ind-availability': link },
	'wrong-link': { 'ind-availability': link },

	// Before `stale-column`: a column that is both costs what a blank one does, once.
	'empty-column': { 'ind-other-columns': points('columns', 2) },
	'stale-column': {
		'ind-news': { ...points('columns', 5), kinds: ['news'] },
		'ind-policy': {
			...verified('columns', 5, `${law}：一级栏目 6 个月未更新扣 5 分`),
			kinds: ['policy'],
			firstLevel: true,
		},
		'ind-interpretation': { ...points('columns', 1), kinds: ['interpretation'] },
		'ind-data': { ...points('columns', 3), kinds: ['data'] },
		'ind-other-columns': points('columns', 1),
	},
	'missing-section': { 'dis-statutory': points('site', 2) },
	'missing-annual-report': { 'dis-statutory': points('site', 5, licheng) },

	'missing-interpretation': {
		'ind-interpretation': points('documents', 1),
		'dis-interpretation': points('documents', 4, jindong),
	},
	'late-interpretation': { 'dis-interpretation': points('documents', 2) },
	'unlinked-interpretation': {
		'ind-interpretation': points('documents', 1),
		'dis-interpretation': points('documents', 1, jinzhai),
	},

	'expired-document': { 'dis-validity': points('documents', 2) },
	'abolished-document': { 'dis-validity': points('documents', 2) },
	'stale-regulation': { 'dis-validity': points('documents', 2) },
	'repealed-basis': { 'dis-validity': points('documents', 1) },

	'late-publication': { 'dis-timeliness': points('documents', 2, jindong) },
	'impossible-date': { 'dis-timeliness': points('documents', 1, jindong) },

	'missing-public-marker': { 'dis-marking': points('documents', 1) },
	'contradictory-marker': { 'dis-marking': points('documents', 5) },

	'missing-metadata': { 'dis-format': points('documents', 1, licheng) },
	'malformed-document-number': { 'dis-format': points('documents', 0.5) },
	'missing-attachment': { 'dis-format': points('documents', 1, licheng) },
	'misfiled-content': { 'dis-format': points('columns', 0.5) },
	'personal-data': { 'dis-privacy': points('site', 5, licheng) },

	'missing-footer-item': {
		'ind-find-errors': { ...points('site', 1), keys: ['find-errors'] },
		'ind-identity': points('site', 1),
	},
	'missing-meta-tag': { 'ind-meta': points('site', 0.5) },
	// Told for a person to look at; no text puts a figure on them.
	'bad-site-id-code': {},
	'missing-column': {},
	'missing-abolition-list': {},
	'missing-regulation-collection': {},
	'missing-gazette': {},
	'missing-statutory-item': {},
	'incomplete-guide': {},
	'bad-annual-report': {},
	'missing-website-annual-report': {},
	'missing-evaluation-result': {},
	'non-gov-domain': { 'ind-domain': points('site', 2) },
	// What a search finds, and how good the guides are that it read nothing of, nobody has tried.
	'missing-search': { 'ind-search': { ...points('site', 1), onlyFaults: true } },
	'no-ipv6': { 'ind-ipv6': points('site', 2) },
	'missing-consultation-feedback': {
		'ind-consultation': { ...points('columns', 1), seenIn: ['consultation'] },
	},
	'incomplete-service-guide': { 'ind-service-guide': { ...points('site', 1), onlyFaults: true } },

	// Told, but without points: they make vetoes, or no text puts a figure on them.
	'undated-item': {},
	'short-consultation': {},
	'slow-reply': {},
	'hidden-link': {},
	'hijacked-link': {},
	'duplicate-item': {},
	'homepage-unreachable': {},
	'homepage-stale': {},
	'unanswered-message': {},
	'no-https': {},
	'contradictory-validity': {},
	'copied-interpretation': {},
	'text-corruption': {},
	'missing-source': {},
	'missing-written-date': {},
	'secret-marking': {},
	typo: {},
	'disguised-text': {},
};
