import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findConfig, UsageError } from '../arguments.ts';
import { builtInStatutes, createStatutes, type Statute } from '../checks/facts/statutes.ts';
import { writeWhole } from '../reports/formats/whole-file.ts';
import { loadStatutes, parseStatutes } from '../reports/statutes.ts';
import type { Command } from './command.ts';

const readText = async (file: string): Promise<string> => {
	try {
		return await readFile(file, 'utf8');
	} catch (cause) {
		throw new Error(`读不到 ${file}，请检查路径和权限`, { cause });
	}
};

/** One statute for a reader: its versions from old to new, and its end. */
const statuteText = ({ title, versions, repealed, verified }: Statute): string => {
	const lines = versions.map(({ on, from, decree }) =>
		[`  ${on} 通过或公布`, decree && `国务院令第${decree}号`, from && `${from}起施行`]
			.filter(Boolean)
			.join('，'),
	);
	const by = repealed?.by ? `，依据${repealed.by}` : '';
	const doubt = repealed?.sure === 'likely' ? '（来源只说已废止，按疑似处理）' : '';
	const end = repealed ? [`  ${repealed.from ? `${repealed.from}起` : ''}废止${by}${doubt}`] : [];
	return [`${title}${verified ? '（已人工核实）' : ''}`, ...lines, ...end, ''].join('\n');
};

/** What is known of national law: `statutes`, `statutes 名称…`, `statutes import FILE`. */
export const statutes: Command = async ({ values, named, io }) => {
	const { config } = await findConfig(values, io.cwd);
	const [verb, ...rest] = named;
	if (verb === 'import') {
		const [given, ...more] = rest;
		if (given === undefined || more.length > 0)
			throw new UsageError('statutes import 要且只要一个文件，如 gongkai statutes import statutes.json');
		const file = resolve(io.cwd, given);
		const data = parseStatutes(await readText(file), file);
		const known = await loadStatutes(config.statutes);
		if (data.asOf < known.asOf)
			throw new Error(`${file} 的数据截至 ${data.asOf}，比现有的（${known.asOf}）旧，没有导入`);
		await writeWhole(config.statutes, [`${JSON.stringify(data, null, '\t')}\n`], '配置里的 statutes');
		const { statutes: all } = createStatutes(builtInStatutes, data);
		io.stdout.write(
			`已导入 ${data.statutes.length} 部，数据截至 ${data.asOf}，连同内置的共 ${all.length} 部；从下一次审计起按它判断（${config.statutes}）\n`,
		);
		return 0;
	}
	const known = await loadStatutes(config.statutes);
	const wanted = named.map((title) => {
		const found = known.of(title);
		if (!found) throw new Error(`数据里没有《${title.replace(/[《》]/g, '')}》，对它的文本不作判断`);
		return found;
	});
	if (values.json) {
		const shown = { asOf: known.asOf, statutes: wanted.length > 0 ? wanted : known.statutes };
		io.stdout.write(`${JSON.stringify(shown, null, '\t')}\n`);
		return 0;
	}
	if (wanted.length > 0) {
		io.stdout.write(wanted.map(statuteText).join('\n'));
		return 0;
	}
	const count = (is: (statute: Statute) => unknown): number => known.statutes.filter(is).length;
	io.stdout.write(
		[
			`法律法规数据截至 ${known.asOf}`,
			`来源      ${known === builtInStatutes ? '随程序发布' : `随程序发布（截至 ${builtInStatutes.asOf}），同名的以 ${config.statutes} 为准`}`,
			`法律、行政法规  ${known.statutes.length} 部，其中知道两个以上版本的 ${count(({ versions }) => versions.length > 1)} 部`,
			`已废止    ${count(({ repealed }) => repealed)} 部，其中日期或依据不确定、只作疑似的 ${count(({ repealed }) => repealed && (repealed.sure === 'likely' || !repealed.from))} 部`,
			`人工核实  ${count(({ verified }) => verified)} 部`,
			'数据之后公布、修订的法律法规，程序不知道，也不会据此判错；更新的数据用 gongkai statutes import 导入',
			'',
		].join('\n'),
	);
	return 0;
};
