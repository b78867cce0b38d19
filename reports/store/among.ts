import { type RawBuilder, sql } from 'kysely';

/** Whether a column has one of these values; of none, nothing has. */
export const isAmong = (column: string, values: readonly string[]): RawBuilder<boolean> =>
	values.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join([...values])})`;
