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
	const site = (id: string, siteName: string, certain: number) => ({
		site: id,
		siteName,
		certain,
		review: 0,
	});
	const most = [site('linjiang', '临江市人民政府', 2)];
	const one = [{ check: 'broken-link', sites: 1, certain: 2, review: 0, most }];
	expect(await lasting.checkTotals('2026-06')).toEqual(one);
	expect(await fresh.checkTotals('2026-06')).toEqual(one);
	await record(store, reportOf({ site: hekou, faults: dead(3) }));
	const both = { sites: 2, certain: 5, review: 0, most: [site('hekou', '河口县', 3), ...most] };
	// Whoever asks is told at once what was counted before, and the next one what is there now.
	expect(await fresh.checkTotals('2026-06')).toEqual(one);
	await expect
		.poll(() => fresh.checkTotals('2026-06'), { timeout: 5000, interval: 10 })
		.toEqual([{ check: 'broken-link', ...both }]);
	expect(await lasting.checkTotals('2026-06')).toEqual(one);
	expect(await lasting.checkTotals('2026-06', ['hekou'])).toMatchObject([{ sites: 1, certain: 3 }]);
	expect(await lasting.checkTotals('2026-05')).toEqual([]);
	await db.destroy();
	await close();
});
