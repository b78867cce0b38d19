import type { Place } from './trouble.ts';

/** A line's fields: `:` and `\` stand for themselves after a `\`. */
const fieldsOf = (line: string): string[] =>
	[...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = '']) => field.replace(/\\(.)/g, '$1'));

/**
 * The password of a place in a file of lines `host:port:database:user:password`, as PostgreSQL's own programs read it: the first
 * line that fits, where `*` fits all. Undefined where none does.
 */
export const passwordIn = (text: string, { host, port, database, user }: Place): string | undefined => {
	const asked = [host, String(port), database, user];
	for (const line of text.split(/\r?\n/)) {
		if (line.startsWith('#')) continue;
		const [password, ...fields] = fieldsOf(line).slice(0, 5).reverse();
		const isIt =
			fields.length === 4 && fields.reverse().every((field, n) => field === '*' || field === asked[n]);
		if (isIt && password) return password;
	}
	return undefined;
};
