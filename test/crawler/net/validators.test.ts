import { expect, test } from 'vitest';
import { isAbout, isSameVersion, type Validators } from '../../../crawler/net/validators.ts';

test.each<[sent: Validators, headers: Record<string, string>, about: boolean, same: boolean]>([
	[{ etag: '"a"' }, { etag: '"a"' }, true, true],
	[{ etag: '"a"' }, { etag: 'W/"a"' }, true, true],
	[{ etag: '"a-gzip"' }, { etag: '"a"' }, true, true],
	[{ etag: '"a"' }, { etag: '"b"' }, false, false],
	[{ etag: '"a"' }, {}, true, false],
	[{ etag: '"a"' }, { 'last-modified': 'Tue' }, true, false],
	[{ etag: '"a"', modified: 'Mon' }, { 'last-modified': 'Mon' }, true, true],
	[{ modified: 'Mon' }, { 'last-modified': 'Mon' }, true, true],
	[{ modified: 'Mon' }, { 'last-modified': 'Tue' }, false, false],
	[{ modified: 'Mon' }, {}, true, false],
	[{ modified: 'Mon' }, { 'last-modified': 'Mon', etag: '"new"' }, true, true],
])('a 304 to %j with %j is about it: %s; the same version: %s', (sent, headers, about, same) => {
	expect([isAbout(sent, headers), isSameVersion(sent, headers)]).toEqual([about, same]);
});
