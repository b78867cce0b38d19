import { z } from 'zod';
import { named } from './models/plain.ts';
import { type ProblemCode, problemSchema, problems } from './problem.ts';
import { type ApiRoute, pathParameters } from './route.ts';

/** The API in the words of OpenAPI 3.1, whose schemas are JSON Schema as zod writes it. */

type Json = Readonly<Record<string, unknown>>;

const refTo = (id: string): string => `#/components/schemas/${id}`;

/** What says the same twice, or cannot be held to: every program reckons hundredths in its own way. */
const plainer = ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
	if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
	if (jsonSchema.type === 'integer' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER)
		delete jsonSchema.maximum;
	if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
	delete jsonSchema.multipleOf;
};

const titled = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Schemas by their names: the nouns, and each route's answer. */
const schemasOf = (routes: Readonly<Record<string, ApiRoute>>): Readonly<Record<string, Json>> => {
	const registry = z.registry<{ readonly id: string }>();
	registry.add(problemSchema, { id: 'Problem' });
	for (const [name, { answer }] of Object.entries(routes))
		registry.add(answer, { id: named.get(answer)?.id ?? `${titled(name)}Answer` });
	for (const schema of named._idmap.values()) {
		const { id } = named.get(schema) ?? {};
		if (id !== undefined && !registry.has(schema)) registry.add(schema, { id });
	}
	const { schemas } = z.toJSONSchema(registry, { uri: refTo, override: plainer });
	return Object.fromEntries(
		Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
	);
};

const inputOf = (schema: z.ZodType): Json => {
	const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', override: plainer });
	return json;
};

const parametersOf = ({ path, query }: ApiRoute): readonly Json[] => [
	...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
		...{ name, in: 'path', required: true },
		schema: inputOf(pathParameters[name as keyof typeof pathParameters]), // A route with another name is an error of types.
	})),
	...Object.entries(query.shape).map(([name, schema]) => {
		const { description, ...json } = inputOf(schema);
		return {
			...{ name, in: 'query', required: !z.safeParse(schema, undefined).success },
			...(description === undefined ? {} : { description }),
			schema: json,
		};
	}),
];

/** What can go wrong at an address. */
const codesOf = ({ act, method, path, query, body }: ApiRoute): readonly ProblemCode[] => [
	...(act === 'anyone' ? [] : (['unauthenticated', 'forbidden'] as const)),
	...(method === 'POST'
		? (['foreign-origin', 'refused', 'too-large', 'unsupported-media-type'] as const)
		: []),
	...(path.includes(':') || 'month' in query.shape ? (['not-found'] as const) : []),
	...('cursor' in query.shape ? (['invalid-cursor', 'cursor-outdated'] as const) : []),
	...(body ? (['invalid-body'] as const) : []),
	...([
		'method-not-allowed',
		'foreign-host',
		'invalid-parameters',
		'too-many-requests',
		'failed',
		'store-away',
	] as const),
];

/** Answers that tell of problems, by status. */
const problemsOf = (codes: readonly ProblemCode[]): Json =>
	Object.fromEntries(
		[...Map.groupBy(codes, (code) => problems[code].status)].map(([status, own]) => [
			`${status}`,
			{
				description: own.map((code) => `\`${code}\`: ${problems[code].means}`).join(' '),
				content: { 'application/problem+json': { schema: { $ref: refTo('Problem') } } },
			},
		]),
	);

const answerOf = (route: ApiRoute, schema: string): Json => ({
	[`${route.status}`]: {
		description: route.status === 202 ? 'Begun, or waiting its turn.' : 'The answer.',
		...(route.method === 'GET'
			? { headers: { ETag: { description: 'Of what is answered.', schema: { type: 'string' } } } }
			: {}),
		content: { 'application/json': { schema: { $ref: refTo(schema) } } },
	},
	...(route.method === 'GET' ? { '304': { description: 'It is what `If-None-Match` names.' } } : {}),
});

const operationOf = (name: string, route: ApiRoute, schema: string): Json => {
	const { summary, description, act, body } = route;
	return {
		operationId: name,
		summary,
		...(description === undefined ? {} : { description }),
		...(act === 'anyone' ? { security: [] } : {}),
		'x-act': act,
		parameters: parametersOf(route),
		...(body
			? { requestBody: { required: true, content: { 'application/json': { schema: inputOf(body) } } } }
			: {}),
		responses: { ...answerOf(route, schema), ...problemsOf(codesOf(route)) },
	};
};

/** Describes routes that lie below a path. */
export const openApi = (
	routes: Readonly<Record<string, ApiRoute>>,
	server: string,
): Json & { openapi: string } => {
	const paths: Record<string, Record<string, Json>> = {};
	for (const [name, route] of Object.entries(routes)) {
		const path = route.path.replace(/:(\w+)/g, '{$1}');
		const schema = named.get(route.answer)?.id ?? `${titled(name)}Answer`;
		paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route, schema) };
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Gongkai',
			version: '1',
			description:
				'What the dashboard shows, as JSON. Times have the offset +08:00. Later versions may add addresses, parameters and keys; what is there keeps its name and meaning.',
			license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
		},
		servers: [{ url: server }],
		security: [{ token: [] }, { session: [] }],
		paths,
		components: {
			schemas: schemasOf(routes),
			securitySchemes: {
				token: { type: 'http', scheme: 'bearer', description: 'From `gongkai user token NAME`.' },
				session: { type: 'apiKey', in: 'cookie', name: 'gongkai-session' },
			},
		},
	};
};
