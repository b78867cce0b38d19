/**
 * Checks of what is not there. Their words say what was looked through, and in what is shown there is nothing at fault to mark: the
 * whole sentence is the proof. (`bad-annual-report` marks figures that do not add up, and no list of the parts that were met.)
 */
export const nothingToMark: ReadonlySet<string> = new Set([
	'homepage-stale',
	'incomplete-guide',
	'missing-abolition-list',
	'missing-annual-report',
	'missing-column',
	'missing-evaluation-result',
	'missing-footer-item',
	'missing-gazette',
	'missing-interpretation',
	'missing-public-marker',
	'missing-regulation-collection',
	'missing-search',
	'missing-section',
	'missing-statutory-item',
	'missing-website-annual-report',
	'missing-written-date',
	'no-ipv6',
]);

/** What of a fault's words must be marked: nothing where the check is one of those, or lists parts. */
export const needsMarks = (check: string, key?: string): boolean =>
	!nothingToMark.has(check) && !(check === 'bad-annual-report' && key === 'sections');
