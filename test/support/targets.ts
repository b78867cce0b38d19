import type { ErrorPage, Target } from '../../crawler/model.ts';
import { at } from './site.ts';

/** A target as the link check hands it over; `path` may be a whole address. */
export const target = (path: string, rest: Partial<Target> = {}): Target => ({
	url: at(path),
	type: 'page',
	state: 'broken',
	status: 404,
	reason: 'status',
	tries: ['404', '404', '404'],
	foundOn: [{ page: at('/'), text: '部门文件' }],
	foundOnCount: 1,
	...rest,
});

/** A page that says it is none. */
export const errorPage = (path: string, by: ErrorPage['by']): ErrorPage => ({
	url: at(path),
	by,
	snippet: '您访问的页面不存在或已被删除',
	foundOn: [{ page: at('/'), text: '便民服务' }],
	foundOnCount: 1,
});
