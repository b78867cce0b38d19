/** linkinator over the whole site, as a library. */
import { LinkChecker } from 'linkinator';
import { beginCost, tellCost } from '../cost.ts';

const [start = '', , concurrency = '8'] = process.argv.slice(2);
let pages = 0;
const checker = new LinkChecker();
checker.on('pagestart', () => pages++);
beginCost();
const { passed, links } = await checker.check({
	path: `${start}/`,
	recurse: true,
	concurrency: Number(concurrency),
});
if (!passed) {
	const [broken] = links.filter(({ state }) => state === 'BROKEN');
	throw new Error(`linkinator: expected no broken link, got ${broken?.url} (${broken?.status})`);
}
tellCost(pages);
