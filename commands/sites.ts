import { basename, resolve } from 'node:path';
import { UsageError } from '../arguments.ts';
import { readRegisterFile, registerCsv } from '../reports/formats/register-file.ts';
import { originName } from '../reports/formats/table-columns.ts';
import { cut, plain, table } from '../reports/formats/text.ts';
import { writeWhole } from '../reports/formats/whole-file.ts';
import { type ReadRegister, readRegister } from '../reports/register.ts';
import { columnTitles, levelNames, typeNames } from '../reports/register-columns.ts';
import type { KnownSite } from '../reports/store/model.ts';
import { type Command, type Context, warn } from './command.ts';
import { type Installation, withStore } from './installation.ts';

/** Rows that are told one by one; a list in another order than expected has as many as it has sites. */
const maxTold = 50;

/** Every row that cannot be taken, a line each. */
const refused = (file: string, problems: ReadRegister['problems']): Error => {
	const lines = problems.map(({ row, message }) => `${file} 第 ${row} 行：${message}`);
	if (lines.length === 1) return new Error(`${lines[0]}；什么也没有导入`);
	const left = lines.length - maxTold;
	return new Error(
		[
			...lines.slice(0, maxTold),
			...(left > 0 ? [`还有 ${left} 行`] : []),
			`${file} 有 ${lines.length} 行不能导入，什么也没有导入；请改好后再导入`,
		].join('\n'),
	);
};

const importFile = async (context: Context, given: string): Promise<number> => {
	const { io } = context;
	const rows = await readRegisterFile(resolve(io.cwd, given));
	const take = async ({ store, sites: known, file, config }: Installation): Promise<number> => {
		const { sites, problems, notes } = readRegister(rows, await known());
		if (problems.length > 0) throw refused(basename(given), problems);
		for (const note of notes) warn(context, new Error(note));
		const { added, changed, unchanged } = await store.importSites(sites, io.now().toISOString());
		io.stdout.write(`新增 ${added} 个，更改 ${changed} 个，未变 ${unchanged} 个\n`);
		if (file === undefined)
			warn(
				context,
				new Error(
					`没有配置文件，登记在 ${config.database}；审计和看板要用 gongkai.yaml，请在同一文件夹写一个`,
				),
			);
		return 0;
	};
	return withStore(context, take, { isBeginning: true });
};

const remove = async (context: Context, ids: readonly string[]): Promise<number> =>
	withStore(context, async ({ store, sites }) => {
		const known = new Map((await sites()).map((site) => [site.id, site]));
		const odd = ids.find((id) => known.get(id)?.origin !== 'register');
		if (odd !== undefined)
			throw new UsageError(
				known.has(odd)
					? `站点 ${odd} 写在配置文件里，请在那里删去；什么也没有移除`
					: `登记里没有站点 ${odd}，站点编号见 gongkai sites list；什么也没有移除`,
			);
		await store.removeSites(ids, context.io.now().toISOString());
		context.io.stdout.write(`移除 ${new Set(ids).size} 个，以前的报告仍然保留\n`);
		return 0;
	});

const rowOf = (site: KnownSite): string[] => [
	site.id,
	cut(plain(site.name), 40),
	plain(site.url),
	typeNames[site.type],
	site.level === undefined ? '' : levelNames[site.level],
	cut(plain(site.district ?? ''), 20),
	site.siteIdCode ?? '',
	cut(plain(site.maintainer ?? ''), 30),
	site.schedule ?? '',
	originName(site.origin),
];

const list = async (context: Context): Promise<number> =>
	withStore(context, async (installation) => {
		const sites = await installation.sites();
		if (sites.length === 0) {
			context.io.stdout.write('还没有网站：写在配置的 sites 下，或用 gongkai sites import 文件 导入\n');
			return 0;
		}
		const { id, name, url, type, level, district, siteIdCode, maintainer, schedule } = columnTitles;
		const columns = [id, name, url, type, level, district, siteIdCode, maintainer, schedule];
		const titles = [...columns.map(([title]) => title), '来源'];
		const lines = table([titles, ...sites.map(rowOf)]);
		const registered = sites.filter(({ origin }) => origin === 'register').length;
		lines.push(`共 ${sites.length} 个：配置文件 ${sites.length - registered} 个，登记 ${registered} 个`);
		context.io.stdout.write(`${lines.join('\n')}\n`);
		return 0;
	});

const exportFile = async (context: Context): Promise<number> =>
	withStore(context, async (installation) => {
		const { values, io } = context;
		const sites = await installation.sites();
		const registered = sites.filter(({ origin }) => origin === 'register');
		const others = sites.length - registered.length;
		if (others > 0) warn(context, new Error(`配置文件里的 ${others} 个网站不在其中，只导出登记的网站`));
		else if (registered.length === 0) warn(context, new Error('还没有登记的网站，只有表头'));
		const text = registerCsv(registered);
		if (values.out === undefined || values.out === '-') {
			io.stdout.write(text);
			return 0;
		}
		const file = resolve(io.cwd, values.out);
		await writeWhole(file, [text]);
		io.stdout.write(`${registered.length} 个网站写入 ${file}\n`);
		return 0;
	});

/** `gongkai sites`: the register of sites, read from a list, shown, written as a list, and weeded. */
export const sites: Command = async (context) => {
	const [action, file, ...more] = context.named;
	const uses = '应为 sites import 文件、sites list、sites export 或 sites remove 站点ID…';
	if (action !== 'import' && action !== 'list' && action !== 'export' && action !== 'remove')
		throw new UsageError(
			action === undefined ? `sites 后面缺少动作，${uses}` : `sites 没有 ${action}，${uses}`,
		);
	if (action !== 'export' && context.values.out !== undefined)
		throw new UsageError(`sites ${action} 没有选项 --out，用法见 gongkai help`);
	if (action === 'import') {
		if (file === undefined || more.length > 0)
			throw new UsageError('sites import 要且只要一个文件，如 gongkai sites import 名单.xlsx');
		return importFile(context, file);
	}
	if (action === 'remove') {
		if (file === undefined)
			throw new UsageError('sites remove 后面缺少站点ID，如 gongkai sites remove linjiang');
		return remove(context, [file, ...more]);
	}
	if (file !== undefined) throw new UsageError(`sites ${action} 不带参数，多了 ${[file, ...more].join(' ')}`);
	return action === 'list' ? list(context) : exportFile(context);
};
