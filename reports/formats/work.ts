import type { StoredFinding } from '../store/model.ts';
import type { StoredTask, TasksQuery } from '../store/task-model.ts';
import type { Store } from '../store.ts';
import { severities, stateOf } from '../words.ts';
import { byteOrderMark, type Cell, csvLines } from './csv.ts';

const titles = [
	...['序号', '改什么', '网站', '检查项', '程度', '网站检查可挽回分数', '政务公开可挽回分数', '整改期限'],
	...['问题', '问题网址', '见于', '见于页数', '状态', '整改中', '预计完成', '编号'],
];

/** Tasks of one file: nobody hands on more. */
const mostTasks = 5000;
const atOnce = 200;

const rowOf = (
	place: number,
	task: StoredTask,
	finding: StoredFinding,
	nameOf: (check: string) => string,
): Cell[] => [
	...[place, task.what, task.siteName, nameOf(finding.check), severities[finding.severity]],
	...[task.inspection, task.disclosure, finding.dueOn ?? ''],
	...[finding.message, finding.subject, finding.foundOn[0], finding.foundOnCount, stateOf(finding)],
	...[finding.repairing?.by ?? '', finding.repairing?.until ?? '', finding.id],
];

/** What is left to be repaired as a table for whoever repairs it: a row a finding, those of one repair together. Piece by piece. */
export async function* workFile(
	store: Pick<Store, 'tasks' | 'findings'>,
	query: TasksQuery,
	nameOf: (check: string) => string,
): AsyncIterable<string> {
	yield byteOrderMark + csvLines([titles]);
	let place = 0;
	for (let page = 1; place < mostTasks; page++) {
		const { rows: tasks, hasMore } = await store.tasks({ ...query, page, size: atOnce });
		for (const task of tasks) {
			place += 1;
			for (let part = 1, left = true; left; part++) {
				const { site, period, n } = task;
				const { rows, count } = await store.findings({ site, period, task: n, page: part, size: 500 });
				const standing = rows.filter(({ now }) => now !== 'fixed' && now !== 'gone' && now !== 'waived');
				if (standing.length > 0)
					yield csvLines(standing.map((finding) => rowOf(place, task, finding, nameOf)));
				left = part * 500 < count;
			}
		}
		if (!hasMore) return;
	}
}
