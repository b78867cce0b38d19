import { setImmediate as breathe } from 'node:timers/promises';
import type { StoredFinding } from '../store/model.ts';
import type { StoredTask, TasksQuery } from '../store/task-model.ts';
import type { Place, Walked } from '../store/walk-model.ts';
import type { Store } from '../store.ts';
import { recheckResults, severities, stateOf } from '../words.ts';
import { byteOrderMark, type Cell, csvLines } from './csv.ts';
import { clock } from './table-columns.ts';

const titles = [
	...['序号', '改什么', '网站', '检查项', '程度', '网站检查可挽回分数', '政务公开可挽回分数', '整改期限'],
	...['问题', '问题网址', '见于', '见于页数', '状态', '复查结果', '复查时间', '整改中', '预计完成', '编号'],
];

/** Read at once: nobody of this process is to wait for long. */
const tasksAtOnce = 100;
const findingsAtOnce = 100;

const rowOf = (
	place: number,
	task: StoredTask,
	finding: StoredFinding,
	nameOf: (check: string) => string,
): Cell[] => [
	...[place, task.what, task.siteName, nameOf(finding.check), severities[finding.severity]],
	...[task.inspection, task.disclosure, finding.dueOn ?? ''],
	...[finding.message, finding.subject, finding.foundOn[0], finding.foundOnCount, stateOf(finding)],
	...[finding.recheck ? recheckResults[finding.recheck.result] : '', clock(finding.recheck?.at) ?? ''],
	...[finding.repairing?.by ?? '', finding.repairing?.until ?? '', finding.id],
];

/** All pieces of a list, with a turn for others between them: a store that answers at once would else leave nobody any until the end. */
async function* piecesOf<Row>(
	walk: (behind: { readonly after?: Place }) => Promise<Walked<Row>>,
): AsyncGenerator<readonly Row[]> {
	let after: Place | undefined;
	do {
		const { rows, next } = await walk(after ? { after } : {});
		yield rows;
		after = next;
		await breathe();
	} while (after);
}

/** Tasks in their order, as many together as have no more findings than are read at once. */
const together = (tasks: readonly StoredTask[]): StoredTask[][] => {
	const groups: StoredTask[][] = [];
	let room = 0;
	for (const task of tasks) {
		room -= task.standing;
		if (room >= 0) groups.at(-1)?.push(task);
		else {
			groups.push([task]);
			room = findingsAtOnce - task.standing;
		}
	}
	return groups;
};

/** What is left to be repaired as a table for whoever repairs it: a row a finding, those of one repair together. Piece by piece. */
export async function* workFile(
	store: Pick<Store, 'walkTasks' | 'walkRepairs'>,
	query: Omit<TasksQuery, 'page' | 'size'>,
	nameOf: (check: string) => string,
): AsyncIterable<string> {
	yield byteOrderMark + csvLines([titles]);
	let last = 0;
	for await (const tasks of piecesOf((behind) =>
		store.walkTasks({ ...query, ...behind, size: tasksAtOnce }),
	)) {
		const known = new Map(tasks.map((task) => [task.n, { task, place: ++last }]));
		for (const group of together(tasks)) {
			const wanted = group.map(({ n }) => n);
			for await (const rows of piecesOf((behind) =>
				store.walkRepairs({ tasks: wanted, ...behind, size: findingsAtOnce }),
			)) {
				const placed = rows.flatMap(({ task: n, finding }) => {
					const own = known.get(n);
					return own ? [{ ...own, finding }] : [];
				});
				placed.sort((a, b) => a.place - b.place);
				if (placed.length > 0)
					yield csvLines(placed.map(({ place, task, finding }) => rowOf(place, task, finding, nameOf)));
			}
		}
	}
}
