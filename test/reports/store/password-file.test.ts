import { expect, test } from 'vitest';
import { passwordIn } from '../../../reports/store/postgres/password-file.ts';

const place = { host: 'db.example', port: 5432, database: 'gongkai', user: 'gongkai' };

test.each<[string, string, string | undefined]>([
	['of the place', 'db.example:5432:gongkai:gongkai:word', 'word'],
	['of any place', '*:*:*:*:word', 'word'],
	[
		'of the first line that fits',
		'# db\ndb.example:5433:*:*:no\n\ndb.example:*:*:gongkai:yes\n*:*:*:*:no',
		'yes',
	],
	['with colons and backslashes', 'db.example:5432:gongkai:gongkai:a\\:b\\\\c', 'a:b\\c'],
	['after a line of Windows', 'x:1:y:z:no\r\n*:*:*:gongkai:word\r\n', 'word'],
	['of another user', '*:*:*:other:word', undefined],
	['of another port', '*:5433:*:*:word', undefined],
	['that is empty', '*:*:*:*:', undefined],
	['in a line cut short', '*:*:gongkai:word', undefined],
])('a password file gives the password %s', (_, text, password) => {
	expect(passwordIn(text, place)).toBe(password);
});
