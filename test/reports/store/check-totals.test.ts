import { expect, test } from 'vitest';
import { checkStore } from '../../../reports/store/check-totals.ts';
import { openSqlite } from '../../../reports/store/sqlite.ts';
import { linjiang, openDashboard, record, reportOf } from '../../dashboard/open-dashboard.ts';

const dead = (count: number) => ({
	'broken-link': Array.from({ length: count }, (_, n) => ({ subject: `${linjiang.url}${n}` })),
});

test('a month’s findings by check are counted again once they are old, and of named sites at once', async () => {
	const { store, close, folder } = await openDashboard();
	const hekou = { ...linjiang, id: 'hekou', name: '河口县' };
	await record(store, reportOf({ faults: dead(2) }));
	const db = await openSqlite(`${folder}/gongkai.db`);
	const [lasting, fresh] = [checkStore(db), checkStore(db, 0)];
	const one = [{ check: 'broken-link', sites: 1, certain: 2, review: 0 }];
	expect(await lasting.checkTotals('2026-06')).toEqual(one);
	expect(await fresh.checkTotals('2026-06')).toEqual(one);
	await record(store, reportOf({ site: hekou, faults: dead(3) }));
	const both = [{ check: 'broken-link', sites: 2, certain: 5, review: 0 }];
	expect(await lasting.checkTotals('2026-06')).toEqual(one);
	expect(await fresh.checkTotals('2026-06')).toEqual(both);
	expect(await lasting.checkTotals('2026-06', ['hekou'])).toMatchObject([{ sites: 1, certain: 3 }]);
	expect(await lasting.checkTotals('2026-05')).toEqual([]);
	expect(await fresh.checkSites('broken-link', '2026-06', 1)).toEqual([
		{ site: 'hekou', siteName: '河口县', certain: 3, review: 0 },
	]);
	expect(await fresh.checkSites('broken-link', '2026-06', 9, ['linjiang'])).toMatchObject([
		{ site: 'linjiang', certain: 2 },
	]);
	expect(await fresh.checkSites('typo', '2026-06', 9)).toEqual([]);
	await db.destroy();
	await close();
});
