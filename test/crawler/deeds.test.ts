import { expect, test } from 'vitest';
import { deedIn } from '../../crawler/deeds.ts';

test.each([
	['/a/1.html?action=delete', 'action=delete'],
	['/message.do?method=saveMessage', 'method=saveMessage'],
	['/comment/deleteComment.do?id=3', 'deleteComment.do'],
	['/user/logout', 'logout'],
	['/vote?id=3', 'vote'],
	['/wsdc/doVote.jsp?id=3', 'doVote.jsp'],
	['/like?id=3', 'like'],
	['/news/like', 'like'],
	['/like/123', 'like/'],
	['/user/addFav.do?id=3', 'addFav.do'],
])('%s does something', (path, deed) => {
	expect(deedIn(`http://x.gov.cn${path}`)).toBe(deed);
});

test.each([
	'/',
	'/vote/',
	'/vote/index.html',
	'/hdjl/wsdc/vote.jsp?id=12',
	'/zwgk/delete.html',
	'/show.jsp?id=3&act=view',
	'/zcwj/123.html',
	'/zxft/list.do?method=list',
	'/model/update/notes.html',
	'/delegation/list.jsp',
])('%s shows something', (path) => {
	expect(deedIn(`http://x.gov.cn${path}`)).toBeUndefined();
});
