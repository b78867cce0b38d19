import { z } from 'zod';
import { apiMessages } from '../../messages/api.ts';

const { shapes } = apiMessages;

/** Ids of sites, checks and findings. */
export const id = z.string().regex(/^[\w.:-]{1,100}$/, shapes.id);
/** YYYY-MM. */
export const month = z.string().regex(/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/, shapes.month);
/** YYYY-MM-DD, Asia/Shanghai. */
export const day = z.iso.date(shapes.day);
/** An instant with +08:00. */
export const time = z.iso.datetime({ offset: true });
export const count = z.int().min(0);
export const text = z.string();
export const search = z.string().max(100);
/** Of a switch in an address. */
export const flag = z.enum(['true', 'false']);

/** What schemas are called in the OpenAPI document. */
export const named = z.registry<{ readonly id: string }>();

/** Gives a schema its name there. */
export const name = <Schema extends z.ZodType>(called: string, schema: Schema): Schema => {
	named.add(schema, { id: called });
	return schema;
};
