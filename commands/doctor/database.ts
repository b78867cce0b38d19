import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sizeText } from '../../reports/formats/size.ts';
import { migrations } from '../../reports/store/migrations.ts';
import { isPostgres } from '../../reports/store/open.ts';
import { accessOf } from '../store-access.ts';
import { bad, type Examiner, type Finding, good, note, type Patient } from './examine.ts';

/** Tables whose turn comes later than this are not looked at. */
const boundMs = 30_000;

const replace =
	'停下 gongkai，用备份替换它；没有备份的，移走它后重新启动：报告会从报告目录补回，人工处理和定稿补不回，登记的网站要重新导入';

const rowsOf = (database: DatabaseSync, sql: string) =>
	database.prepare(sql).all() as readonly Readonly<Record<string, unknown>>[];

/** What SQLite itself says of each table, as long as there is time. */
const integrity = (database: DatabaseSync, file: string): Finding => {
	const began = performance.now();
	const tables = rowsOf(database, "select name from sqlite_schema where type = 'table'");
	let looked = 0;
	for (const { name } of tables) {
		if (performance.now() - began > boundMs) break;
		const [said] = rowsOf(database, `pragma quick_check("${String(name).replaceAll('"', '""')}")`);
		const words = String(said?.quick_check ?? 'ok').split('\n')[0];
		if (words !== 'ok') return bad(`数据库 ${file} 已损坏（表 ${name}：${words}）`, replace);
		looked++;
	}
	const size = sizeText(statSync(file).size);
	return looked === tables.length
		? good(`完好，${size}`)
		: note(
				`${size}，${boundMs / 1000} 秒里查完 ${looked} / ${tables.length} 张表，都完好`,
				'空闲时用 sqlite3 数据库 "pragma quick_check" 查全部',
			);
};

const steps = (database: DatabaseSync): string[] =>
	rowsOf(database, 'select name from kysely_migration').map(({ name }) => String(name));

/** Whether a file is a store that can be opened without being changed. */
export const isCurrent = (file: string): boolean => {
	if (isPostgres(file) || !existsSync(file)) return false;
	try {
		const opened = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
		try {
			const known = Object.keys(migrations);
			const done = steps(opened);
			return done.length === known.length && known.every((name) => done.includes(name));
		} finally {
			opened.close();
		}
	} catch {
		return false; // What is wrong with it is told by whoever looks at the file.
	}
};

/** What is to be said of the steps that were taken; nothing where they are this version's. */
const version = (done: readonly string[]): Finding | undefined => {
	const known = new Set(Object.keys(migrations));
	if (done.some((name) => !known.has(name)))
		return bad('数据库由更新的版本写成', '升级本程序到写它的那个版本或更高');
	return done.length < known.size
		? note(
				'数据库是旧版本的格式',
				'不用处理：gongkai serve 或 gongkai audit 下次运行时会升级它；先备份更稳妥',
			)
		: undefined;
};

/** Whether a PostgreSQL can be had; its sentences say what to do. */
const onServer = async ({ config, environment }: Patient): Promise<Finding[]> => {
	try {
		const { examinePostgres } = await import('../../reports/store/postgres/postgres.ts');
		const access = accessOf(config, environment.variables);
		const { version: server, bytes, steps } = await examinePostgres({ url: config.database, ...access });
		if (!steps) return [good(`PostgreSQL ${server} 连得上，还没有表，第一次运行时建立`)];
		const old = version([...steps]);
		return [good(`PostgreSQL ${server} 连得上，${sizeText(bytes)}`), ...(old ? [old] : [])];
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return [bad(reason, '改正配置的 database、databasePassword，或数据库服务器的设置')];
	}
};

export const database: Examiner = {
	id: 'database',
	name: '数据库',
	look: async (patient) => {
		const { database: file } = patient.config;
		if (isPostgres(file)) return onServer(patient);
		if (!existsSync(file)) return [good(`${file} 还没有，第一次运行时建立`)];
		let opened: DatabaseSync | undefined;
		try {
			opened = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
			const tables = rowsOf(opened, "select name from sqlite_schema where type = 'table'");
			if (tables.length > 0 && !tables.some(({ name }) => name === 'kysely_migration'))
				return [bad(`${file} 是别的程序的数据库`, '在配置的 database 里写另一个文件')];
			const old = tables.length > 0 ? version(steps(opened)) : undefined;
			return [integrity(opened, file), ...(old ? [old] : [])];
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if (/locked|busy/.test(reason))
				return [bad(`数据库 ${file} 一直被另一个进程占用`, '看看是哪个进程在用它，等它结束再试')];
			return [
				/not a database|malformed|disk image/.test(reason)
					? bad(`数据库 ${file} 已损坏或不是本程序的数据库`, replace)
					: bad(`数据库 ${file} 打不开（${reason}）`, '检查路径、属主、权限和磁盘空间'),
			];
		} finally {
			opened?.close();
		}
	},
};
