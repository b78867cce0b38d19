import { randomUUID } from 'node:crypto';
import { access, constants, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refusal } from '../../crawler/folder.ts';
import { sizeText } from '../../reports/formats/size.ts';
import { filledFolders, leastBytes, nearest } from '../free-space.ts';
import { bad, type Examiner, type Finding, good, note, type Patient } from './examine.ts';

/** So much must go in: permissions alone say nothing of a full disk or a quota. */
const trialBytes = 64 * 1024;

/** Why nothing can be written in a folder; undefined where it can. What is tried is taken away again. */
const whyUnwritable = async (folder: string): Promise<string | undefined> => {
	const file = join(folder, `.gongkai-doctor-${randomUUID()}`);
	try {
		await access(folder, constants.W_OK | constants.X_OK);
		await writeFile(file, Buffer.alloc(trialBytes, 1), { flush: true });
		return undefined;
	} catch (error) {
		return refusal(error);
	} finally {
		await rm(file, { force: true }).catch(() => {});
	}
};

const folderFinding = async (what: string, folder: string): Promise<Finding> => {
	const there = await nearest(folder);
	const why = await whyUnwritable(there);
	if (why === undefined)
		return good(`${what} ${folder} ${there === folder ? '可写' : '还没有，需要时会建立'}`);
	return bad(
		`${what} ${folder} 写不进去（${there === folder ? '' : `上级 ${there}：`}${why}）`,
		'检查目录的属主、权限、磁盘空间和挂载方式，使运行 gongkai 的用户能写',
	);
};

const isFile = (database: string): boolean => !/^postgres(ql)?:/.test(database);

export const folders: Examiner = {
	id: 'folders',
	name: '目录',
	look: async ({ config }) => {
		const wanted: [what: string, folder: string][] = [
			['报告目录', config.out],
			['日志目录', join(config.out, 'logs')],
			...(isFile(config.database) ? [['数据库目录', dirname(config.database)] as [string, string]] : []),
			['临时目录', tmpdir()],
		];
		const found: Finding[] = [];
		for (const [what, folder] of wanted) found.push(await folderFinding(what, folder));
		const wrong = found.filter(({ state }) => state !== 'good');
		return wrong.length > 0 ? wrong : [good(`报告、日志、数据库和临时目录都可写（${config.out}）`)];
	},
};

/** Less than this is no room for the next pages, whatever the configuration says. */
const fullBytes = 500_000_000;

const diskFinding = async (folder: string, { config }: Patient): Promise<Finding> => {
	const { bavail, blocks, bsize, files, ffree } = await statfs(await nearest(folder));
	const [free, size, least] = [bavail * bsize, blocks * bsize, leastBytes(config)];
	const words = `${folder} 所在磁盘剩 ${sizeText(free)}，共 ${sizeText(size)}`;
	const repair = `腾出空间；运行 gongkai tidy 清理旧的存档和截图，或调小配置里的 retention.archiveMonths（现为 ${config.retention.archiveMonths} 个月）、evidence.keepDays（现为 ${config.evidence.keepDays} 天）和 evidence.megabytes`;
	if (free < fullBytes) return bad(`${words}，审计随时会写不进去`, repair);
	if (free < least)
		return bad(`${words}，低于 retention.minFreeGiB 的 ${sizeText(least)}，不会开始新的审计`, repair);
	if (files > 0 && ffree < 10_000) return bad(`${folder} 所在磁盘的文件数（inode）只剩 ${ffree}`, repair);
	if (free < least * 2 && free < size * 0.1)
		return note(`${words}，低于 ${sizeText(least)} 时不再开始新的审计`, repair);
	return good(words);
};

export const disk: Examiner = {
	id: 'disk',
	name: '磁盘空间',
	look: async (patient) => {
		const devices = new Map<number, string>();
		for (const place of filledFolders(patient.config)) {
			const { dev } = await stat(await nearest(place));
			if (!devices.has(dev)) devices.set(dev, place);
		}
		return Promise.all([...devices.values()].map((place) => diskFinding(place, patient)));
	},
};

/** Archives that are looked into. */
const sampled = 20;
/** Larger ones are only opened: to read them through takes too long. */
const maxCheckBytes = 200_000_000;

/** What is wrong with an archive; undefined where it can be read. */
const whyBroken = (file: string, size: number): string | undefined => {
	try {
		const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
		try {
			const rows =
				size <= maxCheckBytes ? database.prepare('pragma quick_check(1)').all() : [{ quick_check: 'ok' }];
			database.prepare('select count(*) from sqlite_schema').get();
			const said = String(rows[0]?.quick_check ?? 'ok');
			return said === 'ok' ? undefined : said.split('\n')[0];
		} finally {
			database.close();
		}
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		// Whoever audits the site has it.
		return /locked|busy/.test(reason) ? undefined : reason;
	}
};

/** The newest archives, newest first. */
const archivesIn = async (out: string) => {
	const entries = await readdir(out, { withFileTypes: true }).catch(() => []);
	const found = await Promise.all(
		entries
			.filter((entry) => entry.isDirectory())
			.map(async ({ name: site }) => {
				const file = join(out, site, 'archive.db');
				const known = await stat(file).catch(() => undefined);
				return known?.isFile() ? [{ site, file, size: known.size, at: known.mtimeMs }] : [];
			}),
	);
	return found.flat().sort((a, b) => b.at - a.at);
};

export const archives: Examiner = {
	id: 'archives',
	name: '抓取存档',
	look: async ({ config }) => {
		const all = await archivesIn(config.out);
		if (all.length === 0) return [good('还没有存档')];
		const chosen = all.slice(0, sampled);
		const broken = chosen.flatMap(({ site, file, size }) => {
			const why = whyBroken(file, size);
			return why === undefined ? [] : [{ site, file, why }];
		});
		if (broken.length === 0) return [good(`共 ${all.length} 个，抽查最近的 ${chosen.length} 个，都能打开`)];
		return broken.map(({ site, file, why }) =>
			bad(
				`${site} 的存档损坏（${why}）`,
				`不必动手：下一次审计会把 ${file} 移到一边，从头抓取；以前的报告和得分不受影响。反复出现时检查磁盘`,
			),
		);
	},
};
