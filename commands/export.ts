import { extname, resolve } from 'node:path';
import { asOfDay, UsageError } from '../arguments.ts';
import { loadChecks } from '../checks/registry.ts';
import {
	type ExportFormat,
	exportFormats,
	exportMonth,
	hasTables,
	isBinary,
} from '../reports/formats/export.ts';
import { tableNames } from '../reports/formats/tables.ts';
import { writeWhole } from '../reports/formats/whole-file.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Store } from '../reports/store.ts';
import { type Command, type Context, warn } from './command.ts';
import { withStore } from './installation.ts';
import { loadProfiles } from './profiles.ts';

const isOneOf = <Name extends string>(names: readonly Name[], given: string): given is Name =>
	(names as readonly string[]).includes(given); // Any text may be asked for.

type TableName = (typeof tableNames)[number];

const tableOf = (given: string | undefined): TableName | undefined => {
	if (given === undefined || isOneOf(tableNames, given)) return given;
	throw new UsageError(`--table 是 ${given}，应为 ${tableNames.join(' 或 ')}`);
};

const formatOf = (given: string | undefined, out: string | undefined): ExportFormat => {
	const ending = extname(out ?? '')
		.slice(1)
		.toLowerCase();
	const format = given?.toLowerCase() ?? (isOneOf(exportFormats, ending) ? ending : 'csv');
	if (!isOneOf(exportFormats, format))
		throw new UsageError(`--format 是 ${given}，应为 ${exportFormats.join('、')} 之一`);
	if (isBinary(format) && (out === undefined || out === '-'))
		throw new UsageError(`${format} 不能写到标准输出，请用 --out 指定文件名，如 --out 结果.${format}`);
	return format;
};

/** What a file holds, for the line that says where it is. */
const contentOf = (format: ExportFormat, table: TableName | undefined): string => {
	const names = { scores: '评分', findings: '问题' };
	if (table !== undefined) return names[table];
	const whole: Partial<Record<ExportFormat, string>> = { xlsx: '评分和问题', docx: '通报代拟稿' };
	return whole[format] ?? names.scores;
};

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Months for one line. */
const someOf = (months: readonly string[]): string =>
	months.length <= 12 ? months.join('、') : `${months.slice(0, 12).join('、')} 等 ${months.length} 个月`;

/** The month that is asked for, or the newest; of one site or of all. Throws a Chinese sentence. */
const monthOf = async (context: Context, store: Store): Promise<string> => {
	const { month, site } = context.values;
	if (site !== undefined && (await store.site(site)) === undefined)
		throw new UsageError(`没有站点 ${site}，站点编号见 gongkai sites list`);
	const months =
		site === undefined
			? await store.periods()
			: (await store.trend(site)).map(({ period }) => period).reverse();
	const whose = site === undefined ? '' : `站点 ${site} `;
	const [newest] = months;
	if (newest === undefined) throw new Error(`${whose}还没有报告，请先用 gongkai audit 审计`);
	if (month === undefined) {
		warn(context, new Error(`没有写 --month，导出最近的 ${newest}`));
		return newest;
	}
	if (months.includes(month)) return month;
	throw new UsageError(`${whose}${month} 没有报告，有报告的月份：${someOf(months)}`);
};

/** `gongkai export`: a month's scores and findings as a file. */
export const exportTables: Command = async (context) => {
	const { values, io } = context;
	const table = tableOf(values.table);
	const format = formatOf(values.format, values.out);
	if (table !== undefined && !hasTables(format))
		throw new UsageError(`${format} 是通报代拟稿，不分表，请去掉 --table`);
	if (values.month !== undefined && !isMonth(values.month))
		throw new UsageError(`--month 是 ${values.month}，应为年和月，如 2026-11`);
	const checks = new Map((await loadChecks()).map((check) => [check.id, check]));

	return withStore(context, async ({ config, file, store }) => {
		// A table of plain cells needs none, and a mistake in one is no reason to refuse it.
		const profiles = isBinary(format) ? await loadProfiles(config) : () => undefined;
		const { unreadable } = await ingestReports(store, config.out);
		if (unreadable.length > 0)
			warn(
				context,
				new Error(`${unreadable.length} 份报告读不了，没有算进去：${unreadable.slice(0, 3).join('、')}`),
			);
		if (file !== undefined) await store.seeConfigured(config.sites, io.now().toISOString());
		const period = await monthOf(context, store);
		const { site } = values;
		const today = asOfDay(undefined, io.now());
		const pieces = exportMonth(store, { table, period, format, site, checks, profiles, today });
		if (values.out === undefined || values.out === '-') {
			for await (const piece of pieces) io.stdout.write(`${piece}`);
			return 0;
		}
		const target = resolve(io.cwd, values.out);
		await writeWhole(target, pieces);
		io.stdout.write(`${period} 的${contentOf(format, table)}写入 ${target}\n`);
		return 0;
	});
};
