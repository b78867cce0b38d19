import type { Config } from '../../config.ts';
import type { Environment } from '../../environment.ts';
import type { HealthFinding } from '../../reports/store/operation-model.ts';

/** What is examined. */
export interface Patient {
	/** The configuration's file, where there is one. */
	readonly file?: string;
	readonly config: Config;
	readonly environment: Environment;
	readonly now: () => Date;
}

/** Looks at one thing and changes nothing; without a finding there was nothing to look at. */
export interface Examiner {
	readonly id: string;
	/** What is looked at, in Chinese. */
	readonly name: string;
	readonly look: (patient: Patient) => Promise<readonly Finding[]>;
}

/** As an examiner says it: its id and name are added where it names no others. */
export type Finding = Omit<HealthFinding, 'id' | 'name'> & Partial<Pick<HealthFinding, 'id' | 'name'>>;

export const good = (words: string): Finding => ({ state: 'good', words });
export const note = (words: string, repair: string): Finding => ({ state: 'note', words, repair });
export const bad = (words: string, repair: string): Finding => ({ state: 'bad', words, repair });

/** Whatever hangs is said to hang. */
const patienceMs = 90_000;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What one examiner finds; that it could not look is a finding as well. */
const findingsOf = async ({ id, name, look }: Examiner, patient: Patient): Promise<HealthFinding[]> => {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<readonly Finding[]>((resolve) => {
		const words = `检查了 ${patienceMs / 1000} 秒还没有结果`;
		timer = setTimeout(() => resolve([note(words, '等机器不忙时再运行 gongkai doctor')]), patienceMs);
	});
	try {
		const found = await Promise.race([look(patient), late]);
		return found.map((one) => ({ id, name, ...one }));
	} catch (error) {
		const words = `没有检查成：${reasonOf(error).split('\n')[0]}`;
		return [
			{ id, name, ...note(words, '设环境变量 GONGKAI_DEBUG=1 再运行 gongkai doctor，把输出交给维护人员') },
		];
	} finally {
		clearTimeout(timer);
	}
};

/** What all of them find, in their order; one after the other, so that none is slow for another's sake. */
export const examine = async (
	examiners: readonly Examiner[],
	patient: Patient,
): Promise<readonly HealthFinding[]> => {
	const all: HealthFinding[] = [];
	for (const examiner of examiners) all.push(...(await findingsOf(examiner, patient)));
	return all;
};
