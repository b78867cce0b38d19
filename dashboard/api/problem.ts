import type { Context as Exchange } from 'hono';
import { z } from 'zod';
import { apiMessages } from '../messages/api.ts';

/** What goes wrong, as programs are told: RFC 9457, with codes that stay the same between versions. */

/** The status of each code, and what it means to whoever writes a program. */
export const problems = {
	unauthenticated: { status: 401, means: 'No token and no session, or one that no longer holds.' },
	'password-given': {
		status: 403,
		means: 'An administrator chose the user’s password: they sign in to the dashboard and change it first.',
	},
	forbidden: { status: 403, means: 'The role of the token’s user does not allow this.' },
	'foreign-origin': {
		status: 403,
		means: 'A write without a token whose `Origin` is not the dashboard’s own.',
	},
	'not-found': { status: 404, means: 'No such address, site, month or finding, or none that may be seen.' },
	'method-not-allowed': { status: 405, means: 'The header `Allow` names the methods of this address.' },
	refused: {
		status: 409,
		means: 'As things stand this cannot be done; `detail` says why, in a Chinese sentence.',
	},
	'cursor-outdated': { status: 409, means: 'The list has been replaced since: begin without a cursor.' },
	'too-large': { status: 413, means: 'The body is longer than 64 KiB.' },
	'unsupported-media-type': { status: 415, means: 'The body’s `Content-Type` is not `application/json`.' },
	'foreign-host': { status: 421, means: 'The header `Host` is not a name of the dashboard.' },
	'invalid-parameters': { status: 422, means: '`errors` names each parameter at fault.' },
	'invalid-cursor': { status: 422, means: 'The cursor is none, or was given for other parameters.' },
	'invalid-body': { status: 422, means: '`errors` names each key at fault.' },
	'too-many-requests': { status: 429, means: 'Wait for as many seconds as the header `Retry-After` says.' },
	failed: { status: 500, means: 'An error of the program; its log has more.' },
	busy: { status: 503, means: 'Too much at once; try again.' },
	'store-away': {
		status: 503,
		means: 'The store is away, busy or full: try again later, and look first whether a write was kept.',
	},
} as const;
export type ProblemCode = keyof typeof problems;

export const problemSchema = z.strictObject({
	/** `urn:problem-type:gongkai:` and the code. */
	type: z.string(),
	/** Chinese. */
	title: z.string(),
	status: z.int(),
	/** Chinese. */
	detail: z.string(),
	code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]), // The table's own keys; it is not empty.
	/** What of the request is at fault. */
	errors: z
		.array(
			z.strictObject({
				in: z.enum(['path', 'query', 'body']),
				name: z.string(),
				/** Chinese. */
				detail: z.string(),
			}),
		)
		.optional(),
});

/** What went wrong with one request. */
export interface Problem {
	readonly problem: ProblemCode;
	/** Default: the title. */
	readonly detail?: string;
	readonly errors?: z.infer<typeof problemSchema>['errors'];
}

export const problemAnswer = (c: Exchange, { problem: code, detail, errors }: Problem): Response => {
	const { status } = problems[code];
	const title = apiMessages.problems[code];
	if (status === 401) c.header('WWW-Authenticate', 'Bearer');
	return c.body(
		JSON.stringify({
			...{ type: `urn:problem-type:gongkai:${code}`, title, status, detail: detail ?? title, code },
			...(errors ? { errors } : {}),
		} satisfies z.infer<typeof problemSchema>),
		status,
		{ 'Content-Type': 'application/problem+json' },
	);
};

/** The code of what the dashboard shows as a page elsewhere, by its name there. */
const codes: Readonly<Record<string, ProblemCode>> = {
	missing: 'not-found',
	unread: 'invalid-parameters',
	signedOut: 'unauthenticated',
	passwordGiven: 'password-given',
	forbidden: 'forbidden',
	foreignForm: 'foreign-origin',
	readOnly: 'method-not-allowed',
	tooLong: 'too-large',
	foreignHost: 'foreign-host',
	busy: 'busy',
	storeAway: 'store-away',
	unsaved: 'store-away',
};

export const codeOfPage = (which: string): ProblemCode => codes[which] ?? 'failed';
