/** `npm run bench [-- crawl|scripts|sites|workers|again|store|dashboard|export|country|judge …]`: all of them, or one with its options. */
const all = {
	crawl: () => import('./crawl.ts'),
	scripts: () => import('./scripts.ts'),
	sites: () => import('./sites.ts'),
	workers: () => import('./workers.ts'),
	again: () => import('./again.ts'),
	store: () => import('./store.ts'),
	dashboard: () => import('./dashboard.ts'),
	export: () => import('./export.ts'),
	country: () => import('./country.ts'),
	judge: () => import('./judge.ts'),
};

const wanted = process.argv.slice(2).find((argument) => argument in all);
for (const [name, run] of Object.entries(all)) if (wanted === undefined || wanted === name) await run();
