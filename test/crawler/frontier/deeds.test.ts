import { expect, test } from 'vitest';
import { deedIn } from '../../../crawler/frontier/deeds.ts';

test.each([
	['/a/1.html?action=delete', 'action=delete'],
	['/message.do?method=saveMessage', 'method=saveMessage'],
	['/comment/deleteComment.do?id=3', 'deleteComment.do'],
	['/x.do?method=deleteInfo&id=3', 'method=deleteInfo'],
	['/x.do?method=saveInfo&id=3', 'method=saveInfo'],
	['/x.do?method=updateList', 'method=updateList'],
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
	'/zwgk/info.do?method=publishList',
	'/x.jsp?op=viewReply&id=3',
	'/hdjl/yjzj/collectDetail.jsp?id=12',
	'/hdjl/collect_list.do?page=2',
	'/hdjl/voteResult.do?id=3',
])('%s shows something', (path) => {
	expect(deedIn(`http://x.gov.cn${path}`)).toBeUndefined();
});
