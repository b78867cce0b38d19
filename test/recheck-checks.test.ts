/** Towns with one thing made wrong, audited, looked at again as they were, and once more when it is repaired. */
import { afterEach, expect, test } from 'vitest';
import { columnMutations } from './support/mutations/columns.ts';
import { disclosureMutations } from './support/mutations/disclosure.ts';
import { documentMutations } from './support/mutations/documents.ts';
import { frameMutations } from './support/mutations/frame.ts';
import { interpretationMutations } from './support/mutations/interpretations.ts';
import { linkMutations } from './support/mutations/links.ts';
import { textMutations } from './support/mutations/texts.ts';
import { drawTown, siteOfTown, type Town } from './support/mutations/town.ts';
import { type AuditedSite, auditPages } from './support/recheck-site.ts';

const mutations = {
	...documentMutations,
	...textMutations,
	...interpretationMutations,
	...columnMutations,
	...linkMutations,
	...frameMutations,
	...disclosureMutations,
};

/** What no page of a town tells, or its server on loopback cannot be. */
const others = new Set([
	...['broken-link', 'broken-attachment', 'broken-external-link', 'soft-404', 'hijacked-link'],
	...['no-https', 'no-ipv6', 'non-gov-domain', 'stale-regulation', 'contradictory-validity'],
	'homepage-unreachable',
]);
/** One for each ground that findings rest on. */
const some = new Set([
	...['missing-public-marker', 'missing-attachment', 'abolished-document', 'late-publication'],
	...['missing-interpretation', 'unlinked-interpretation', 'empty-column', 'misfiled-content', 'slow-reply'],
	...['homepage-stale', 'missing-section', 'missing-consultation-feedback', 'missing-meta-tag'],
]);
/** `GONGKAI_RECHECKS=all npm test -- test/recheck-checks.test.ts` */
const isWhole = process.env.GONGKAI_RECHECKS === 'all';
const chosen = Object.entries(mutations).filter(([id]) => (isWhole ? !others.has(id) : some.has(id)));

/** Repaired by taking the page out of where it does not belong. */
const gone = new Set(['duplicate-item', 'misfiled-content']);

let site: AuditedSite | undefined;
afterEach(async () => {
	await site?.close();
	site = undefined;
});

const pagesOf = (town: Town): Record<string, string> => ({ ...siteOfTown(town).pages });

test.each(chosen)('%s', { timeout: 60_000 }, async (id, mutate) => {
	const { clean, faulty } = mutate(drawTown(1));
	const [before, after] = [pagesOf(faulty), pagesOf(clean)];
	site = await auditPages(before);
	const results = async () => (await site?.recheck(id))?.map(({ result }) => result);
	expect(await results()).toEqual(['open']);
	const withdrawn = Object.keys(before).filter((path) => after[path] === undefined);
	site.turn({ ...Object.fromEntries(withdrawn.map((path) => [path, undefined])), ...after });
	expect(await results()).toEqual([gone.has(id) ? 'gone' : 'fixed']);
});
