import { z } from 'zod';
import { plain } from '../../reports/formats/text.ts';
import type { Place } from '../../reports/store/walk-model.ts';
import type { Context } from '../context.ts';
import type { Route } from '../routes.ts';
import { id, month } from './models/plain.ts';
import type { Problem } from './problem.ts';

/** What one address of the API is: how it is asked for, by whom, and of which form are its parameters and its answer. */

/** Names that may stand in a path, each of one form everywhere. */
export const pathParameters = {
	site: id,
	finding: id,
	check: id,
	veto: id,
	month,
	audit: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
} as const;
type PathParameters = typeof pathParameters;

type NamesIn<Path extends string> = Path extends `${string}/:${infer Rest}`
	? Rest extends `${infer Name}/${infer More}`
		? Name | NamesIn<`/${More}`>
		: Rest
	: never;
type ParamsIn<Path extends string> = {
	readonly [Name in NamesIn<Path> & keyof PathParameters]: z.output<PathParameters[Name]>;
};

/** The same value, of which nothing is changed. */
export type Unchanged<Value> = Value extends readonly (infer Item)[]
	? number extends Value['length']
		? readonly Unchanged<Item>[]
		: Value
	: Value extends object
		? { readonly [Key in keyof Value]: Unchanged<Value[Key]> }
		: Value;

type Query<Schema extends z.ZodRawShape> = z.output<z.ZodObject<Schema>>;

/** A request that was let in and understood. */
export interface ApiAsked<Params = object, Asked = object, Body = undefined> {
	readonly context: Context;
	readonly params: Params;
	readonly query: Asked;
	readonly body: Body;
	/** YYYY-MM-DD in Beijing. */
	readonly today: string;
	/** Who does it: the name of the account, or, where nobody signs in, the one that the body gives. */
	readonly by: string;
	/** The OpenAPI document. */
	readonly document: () => Readonly<Record<string, unknown>> & { readonly openapi: string };
	/** Of a list: where the piece begins that is asked for. */
	readonly after?: Place;
	/** Of a list: the rows of a piece as they are answered, with the cursor of the next one. */
	readonly piece: <Row, Item>(
		walked: { readonly rows: readonly Row[]; readonly next?: Place },
		itemOf: (row: Row) => Item,
	) => { readonly items: readonly Item[]; readonly next?: string };
}

export type Answered<Answer> =
	| { readonly answer: Answer }
	/** JSON as it lies in a file. */
	| { readonly bytes: Uint8Array<ArrayBuffer> }
	| Problem;

/** One address, whatever its parameters are. */
export interface ApiRoute extends Route {
	/** One English sentence without a full stop. */
	readonly summary: string;
	readonly description?: string;
	readonly query: z.ZodObject;
	readonly body?: z.ZodObject;
	readonly status: 200 | 202;
	readonly answer: z.ZodType;
	readonly handle: (asked: ApiAsked) => Promise<Answered<unknown>>;
}

interface Told {
	readonly act?: Route['act'];
	readonly summary: string;
	readonly description?: string;
}

/** An address that is read. */
export const reads = <
	Path extends string,
	Answer extends z.ZodType,
	Shape extends z.ZodRawShape = Record<never, never>,
>(
	path: Path,
	{
		query,
		act = 'look',
		...route
	}: Told & {
		readonly query?: Shape;
		readonly answer: Answer;
		readonly handle: (
			asked: ApiAsked<ParamsIn<Path>, Query<Shape>>,
		) => Promise<Answered<Unchanged<z.output<Answer>>>>;
	},
): ApiRoute => {
	// Called with what its own schemas have read.
	const handle = route.handle as unknown as ApiRoute['handle'];
	return { ...route, method: 'GET', path, act, query: z.strictObject(query ?? {}), status: 200, handle };
};

/** What every write may say besides. */
const signed = {
	reason: z
		.string()
		.max(1000)
		.transform(plain)
		.optional()
		.meta({ description: 'Why; many steps demand it.' }),
	by: z
		.string()
		.max(50)
		.transform(plain)
		.optional()
		.meta({ description: 'Who; only where the dashboard asks nobody to sign in.' }),
};
type Signed = typeof signed;

/** An address that something is sent to, as JSON. */
export const writes = <Path extends string, Answer extends z.ZodType, Shape extends z.ZodRawShape>(
	path: Path,
	{
		body,
		status = 200,
		...route
	}: Told & {
		readonly act: Route['act'];
		readonly status?: 200 | 202;
		readonly body: Shape;
		readonly answer: Answer;
		readonly handle: (
			asked: ApiAsked<ParamsIn<Path>, object, Query<Shape & Signed>>,
		) => Promise<Answered<Unchanged<z.output<Answer>>>>;
	},
): ApiRoute => {
	// Called with what its own schemas have read.
	const handle = route.handle as unknown as ApiRoute['handle'];
	const sent = z.strictObject({ ...body, ...signed });
	return { ...route, method: 'POST', path, query: z.strictObject({}), body: sent, status, handle };
};

const maxPiece = 500;

/** Parameters of every list that is read piece by piece. */
export const listQuery = {
	limit: z.coerce.number().int().min(1).max(maxPiece).default(100).meta({ description: 'Rows at most.' }),
	cursor: z
		.string()
		.max(1000)
		.optional()
		.meta({ description: '`next` of the answer before, with the same other parameters.' }),
};

/** A piece of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
	z.strictObject({
		items: z.array(item),
		next: z.string().optional().meta({ description: 'Cursor of the next piece; absent at the end.' }),
	});

export const monthQuery = {
	month: month.optional().meta({ description: 'Default: the newest with a report.' }),
};
