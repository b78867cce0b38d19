import { createHash } from 'node:crypto';
import type { Env, Context as Exchange } from 'hono';
import { z } from 'zod';
import { plain } from '../../reports/formats/text.ts';
import type { Place } from '../../reports/store/walk-model.ts';
import type { Context } from '../context.ts';
import { knownName } from '../forms.ts';
import { apiMessages } from '../messages/api.ts';
import { dayIn } from '../views/format.ts';
import type { Visit } from '../visit.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { openApi } from './openapi.ts';
import { createPace, type PaceLimits } from './pace.ts';
import { type Problem, problemAnswer } from './problem.ts';
import { type ApiAsked, type ApiRoute, pathParameters } from './route.ts';
import { type ApiRouteName, apiPath, apiRoutes, methodsAt } from './table.ts';

const { localeError } = z.locales.zhCN();

type Fault = NonNullable<Problem['errors']>[number];

const faultsOf = (place: Fault['in'], { issues }: z.ZodError): Fault[] =>
	issues.flatMap((issue) => {
		const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
		return keys.map((name) => ({ in: place, name, detail: issue.message }));
	});

/** A value of that form, or what is wrong with it. */
const read = (schema: z.ZodType, value: unknown, place: Fault['in']) => {
	const found = schema.safeParse(value, { error: localeError });
	return found.success
		? { value: found.data, faults: [] }
		: { value: {}, faults: faultsOf(place, found.error) };
};

const paramsSchema = (path: string): z.ZodObject =>
	z.object(
		Object.fromEntries(
			[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
				name,
				pathParameters[name as keyof typeof pathParameters], // A route with another name is an error of types.
			]),
		),
	);

/** What stands behind the question mark, and the names that stand there more than once. */
const sentQuery = (c: Exchange) => {
	const params = new URL(c.req.url).searchParams;
	const names = [...new Set(params.keys())];
	return {
		values: Object.fromEntries(names.map((name) => [name, params.get(name)])),
		repeated: names
			.filter((name) => params.getAll(name).length > 1)
			.map((name): Fault => ({ in: 'query', name, detail: apiMessages.repeated })),
	};
};

const isJson = (type: string | undefined): boolean => /^application\/json\s*(?:;|$)/i.test(type ?? '');

const readBody = async (c: Exchange, schema: z.ZodType): Promise<{ readonly value: object } | Problem> => {
	if (!isJson(c.req.header('content-type'))) return { problem: 'unsupported-media-type' };
	let sent: unknown;
	try {
		sent = await c.req.json();
	} catch (error) {
		// A body that is too long ends with an error of its own.
		if (!(error instanceof SyntaxError)) throw error;
		return { problem: 'invalid-body', detail: apiMessages.notJson };
	}
	const { value, faults } = read(schema, sent, 'body');
	return faults.length > 0 ? { problem: 'invalid-body', errors: faults } : { value: value as object };
};

/** JSON that a program may keep, and need not be sent again as long as it is the same. */
const jsonAnswer = (c: Exchange, body: string | Uint8Array<ArrayBuffer>, status: 200 | 202): Response => {
	c.header('Cache-Control', 'private, no-cache');
	c.header('Vary', 'Authorization, Cookie');
	if (c.req.method !== 'POST') {
		const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
		c.header('ETag', etag);
		const known = c.req.header('if-none-match')?.split(',') ?? [];
		if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return c.body(null, 304);
	}
	return c.body(body, status, { 'Content-Type': 'application/json' });
};

/** Reads a request, or says what is wrong with it. */
const askedOf = async (
	c: Exchange,
	route: ApiRoute,
	context: Context,
	document: ApiAsked['document'],
): Promise<{ readonly asked: ApiAsked } | Problem> => {
	const sent = sentQuery(c);
	const params = read(paramsSchema(route.path), c.req.param(), 'path');
	const query = read(route.query, sent.values, 'query');
	const faults = [...params.faults, ...sent.repeated, ...query.faults];
	if (faults.length > 0) return { problem: 'invalid-parameters', errors: faults };
	const body = route.body ? await readBody(c, route.body) : undefined;
	if (body && 'problem' in body) return body;
	const written = body?.value as { readonly by?: string } | undefined;
	const list = { path: c.req.path, query: query.value as Readonly<Record<string, unknown>> };
	const cursor = list.query.cursor;
	const after = typeof cursor === 'string' ? placeOf(list, cursor) : undefined;
	if (typeof cursor === 'string' && !after) return { problem: 'invalid-cursor' };
	const { reader } = context;
	return {
		asked: {
			context,
			params: params.value as object,
			query: list.query,
			// A route without a body has a handler that asks for none.
			body: written as undefined,
			today: dayIn(context.now()),
			by: reader.isSignedIn ? reader.name : (written?.by?.trim() ?? knownName(c)),
			...(after ? { after } : {}),
			piece: <Row, Item>(
				{ rows, next }: { readonly rows: readonly Row[]; readonly next?: Place },
				itemOf: (row: Row) => Item,
			) => ({ items: rows.map(itemOf), ...(next ? { next: cursorOf(list, next) } : {}) }),
			document,
		},
	};
};

/** What the trail keeps of a request: where it went and what was chosen, never what was written. */
const aboutOf = (c: Exchange, basePath: string, body: object = {}): string => {
	const { pathname, search } = new URL(c.req.url);
	const chosen = Object.entries(body).flatMap(([key, value]) =>
		key === 'reason' || key === 'by' || value === undefined ? [] : [`${key}=${value}`],
	);
	return plain([`${pathname.slice(basePath.length)}${search}`, ...chosen].join(' '));
};

/** What answers programs, below a base path. */
export interface Api {
	/** Answers a request that was let in. */
	readonly answer: (
		c: Exchange<Env>,
		name: ApiRouteName,
		letIn: { readonly context: Context; readonly visit: Visit },
	) => Promise<Response>;
	/** Whether an address is one for programs: whatever goes wrong there is told in JSON. */
	readonly isAt: (c: Exchange) => boolean;
	/** What is said of an address or a method that there is not. */
	readonly missing: (c: Exchange) => Response;
}

export const createApi = (basePath: string, limits?: PaceLimits): Api => {
	const root = `${basePath}${apiPath}`;
	const pace = createPace(limits);
	let described: ReturnType<ApiAsked['document']> | undefined;
	const document: ApiAsked['document'] = () => {
		described ??= openApi(apiRoutes, root);
		return described;
	};
	return {
		answer: async (c, name, { context, visit }) => {
			const route = apiRoutes[name];
			const seconds = pace(context.reader.name, context.now());
			if (seconds > 0) {
				c.header('Retry-After', `${seconds}`);
				return problemAnswer(c, { problem: 'too-many-requests' });
			}
			const read = await askedOf(c, route, context, document);
			if ('problem' in read) return problemAnswer(c, read);
			const { asked } = read;
			try {
				const found = await route.handle(asked);
				if ('problem' in found) return problemAnswer(c, found);
				const isNoted = route.method === 'POST' || ('bytes' in found && c.req.method === 'GET');
				if (isNoted)
					await context.store.users.note({
						...{ at: context.now().toISOString(), who: asked.by, act: name, address: visit.address },
						about: aboutOf(c, basePath, asked.body),
					});
				return jsonAnswer(c, 'bytes' in found ? found.bytes : JSON.stringify(found.answer), route.status);
			} catch (error) {
				// The store's Chinese sentence on why a step cannot be taken.
				if (route.method === 'POST' && error instanceof RangeError)
					return problemAnswer(c, { problem: 'refused', detail: error.message });
				throw error;
			}
		},
		isAt: (c) => c.req.path === root || c.req.path.startsWith(`${root}/`),
		missing: (c) => {
			const methods = methodsAt(c.req.path.slice(root.length));
			if (methods.length === 0) return problemAnswer(c, { problem: 'not-found' });
			c.header('Allow', methods.join(', '));
			return problemAnswer(c, { problem: 'method-not-allowed' });
		},
	};
};
