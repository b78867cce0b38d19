import { z } from 'zod';
import { areMarksSound } from './marks.ts';

/** With its offset, which is +08:00 in reports that we write. */
const time = z.iso.datetime({ offset: true });
const count = z.int().min(0);
const text = z.string();
const address = z.string().min(1);

/** What a picture shows. */
const pictureSchema = z.strictObject({
	at: time,
	url: address,
	framed: z.boolean(),
	/** How many places are framed, where more than one is. */
	frames: count.optional(),
	/** Written at this finding's frames, where the picture shows several findings. */
	number: count.optional(),
	/** The page has the words and does not show them: what hides them could not be opened. */
	hidden: z.literal(true).optional(),
});

/** How an address answered that findings rest on. */
export const responseSchema = z.strictObject({
	at: time,
	status: z.int().optional(),
	/** Where redirects led, if not to the address itself. */
	finalUrl: address.optional(),
	/** Where each redirect led, in order. */
	redirects: z.array(address).optional(),
	/** Some of its headers, names in lower case. */
	headers: z.record(text, text).optional(),
	/** Of the bytes that the archive keeps, hexadecimal. */
	sha256: text.optional(),
	/** A browser drew it. Absent: asked for over HTTP alone. */
	lane: z.literal('browser').optional(),
	/** Each try that did not go well. */
	tries: z.array(z.strictObject({ at: time, words: text, lane: z.literal('browser').optional() })).optional(),
});

/** What a finding rests on. */
export const evidenceSchema = z
	.strictObject({
		snippet: text.optional(),
		/** Which characters of the snippet are at fault: from each first number up to, not including, the second. */
		marks: z.array(z.tuple([count, count])).optional(),
		selector: text.optional(),
		/** Relative to the report's folder. */
		screenshot: text.optional(),
		/** When it was taken, of which page, and whether the spot is framed in it. */
		pictured: pictureSchema.optional(),
	})
	.refine(areMarksSound, 'marks 应在 snippet 之内，由小到大，互不重叠');
