import { resolve } from 'node:path';
import { findConfig } from '../arguments.ts';
import { defaultConfig } from '../config.ts';
import { spoken } from '../reports/formats/spoken.ts';
import type { Health, HealthFinding, HealthState } from '../reports/store/operation-model.ts';
import { shanghaiTime } from '../reports/time.ts';
import type { Command, Context } from './command.ts';
import { database } from './doctor/database.ts';
import { type Examiner, examine, type Patient } from './doctor/examine.ts';
import { archives, disk, folders } from './doctor/folders.ts';
import { browser, clock, node, statutes } from './doctor/machine.ts';
import { networkOf, secrets } from './doctor/network.ts';
import { access, audits, notices, room, schedule, serving } from './doctor/running.ts';

/** What is looked at without a configuration that can be read. */
const ofMachine: readonly Examiner[] = [node, clock, browser];
const ofInstallation: readonly Examiner[] = [
	...[folders, disk, room, database, archives, statutes, networkOf(), secrets],
	...[access, schedule, serving, audits, notices],
];

const configured = (patient: Patient): HealthFinding => ({
	id: 'config',
	name: '配置',
	state: 'good',
	words: patient.file ? `${patient.file} 可读` : '没有 gongkai.yaml，全部用默认值',
});

const misconfigured = (error: unknown): HealthFinding[] =>
	spoken(error)
		.split('\n')
		.map((words) => ({
			...({ id: 'config', name: '配置', state: 'bad', words } as const),
			repair: '改正配置后再运行 gongkai doctor；目录、数据库等要等配置读得了才能检查',
		}));

/** All that can be found out about an installation. */
const healthOf = async ({ values, io }: Context): Promise<Health> => {
	const { environment, now } = io;
	const found = await findConfig(values, io.cwd).catch((error: unknown) => ({ error }));
	const at = now().toISOString();
	if ('error' in found) {
		const patient = { config: defaultConfig(resolve(io.cwd)), environment, now };
		return { at, findings: [...misconfigured(found.error), ...(await examine(ofMachine, patient))] };
	}
	const patient = { ...found, environment, now };
	const all = await examine([...ofMachine, ...ofInstallation], patient);
	return { at, findings: [configured(patient), ...all] };
};

export const stateNames: Readonly<Record<HealthState, string>> = { bad: '有误', note: '注意', good: '正常' };

const textOf = ({ at, findings }: Health): string => {
	const count = (state: HealthState): number => findings.filter((one) => one.state === state).length;
	const lines = findings.flatMap(({ state, name, words, repair }) => [
		`${stateNames[state]}  ${name}：${words}`,
		...(repair ? [`      怎么办：${repair}`] : []),
	]);
	const sum = `共 ${findings.length} 项：正常 ${count('good')}，注意 ${count('note')}，有误 ${count('bad')}`;
	return [...lines, '', `${sum}（${shanghaiTime(at).slice(0, 16).replace('T', ' ')}）`, ''].join('\n');
};

/** `gongkai doctor`: what is wrong with the installation and how to repair it; 0 where nothing is, 1 where something is. Nothing is changed. */
export const doctor: Command = async (context) => {
	const health = await healthOf(context);
	const { stdout } = context.io;
	stdout.write(context.values.json ? `${JSON.stringify(health, null, '\t')}\n` : textOf(health));
	return health.findings.some(({ state }) => state === 'bad') ? 1 : 0;
};
