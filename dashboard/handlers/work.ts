import { workFile } from '../../reports/formats/work.ts';
import { taskPage, tasksQuery, workAgain, workPage } from '../pages/work.ts';
import { workStep } from '../pages/work-steps.ts';
import { numberOf, readWork } from '../query.ts';
import { streamOf } from '../stream.ts';
import { onlyThese } from '../unread-parameter.ts';
import type { Handlers } from './asked.ts';

/** The work list, what is done with it, and the file that is handed on. */
export const work = {
	work: async ({ context, search, show }) => show(await workPage(context, search)),
	task: async ({ c, context, search, show, problem }) => {
		const n = numberOf(c.req.param('task'));
		const view = n !== undefined && (await taskPage(context, n, search));
		return view ? show(view) : problem('missing');
	},
	workSteps: ({ context, write }) =>
		write(
			(sent) => workStep(context, sent),
			(refused) => workAgain(context, { ...refused, form: 'acts' }),
		),
	workFile: async ({ c, context, search, note }) => {
		onlyThese(search, ['site', 'q', 'severity', 'overdue', 'sort']);
		const { chosen: _, ...query } = await tasksQuery(context, readWork(search));
		const names = new Map(context.checks.map(({ id, name }) => [id, name]));
		c.header('Content-Type', 'text/csv; charset=utf-8');
		c.header('Content-Disposition', 'attachment; filename="gongkai-work.csv"');
		// Nobody reads what a HEAD is answered with: it would be left half written.
		if (c.req.method === 'HEAD') return c.body(null);
		await note({ act: 'export' });
		return c.body(
			await streamOf(
				workFile(context.store, query, (id) => names.get(id) ?? id),
				undefined,
			),
		);
	},
} satisfies Partial<Handlers>;
