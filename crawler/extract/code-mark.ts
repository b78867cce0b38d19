import { createHash } from 'node:crypto';
import type { Element } from './dom.ts';
import { codeOf } from './redirect.ts';

/** Code beyond it is data, or a library. */
const longest = 100_000;

const literal = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\.){0,1500}`|\d+/g;

/** Whether a literal is empty, a number, holds markup, names an address, or is text of some other kind: which one, differs from page to page. */
const kindOf = (written: string): string => {
	if (/^\d/.test(written)) return '0';
	if (written.length === 2) return "''";
	if (/<\s*[a-z]/i.test(written)) return "'<'";
	return /\/|\.\w+['"`]$/.test(written) ? "'/'" : "'x'";
};

/** A row of things of one kind: one is drawn as many are. */
const row = /\[\s*(\{[^{}]*\}|'.?'|0)(?:\s*,\s*\1)+\s*,?\s*\]/g;

/** What some other script reads: it draws nothing by itself, and differs from page to page. */
const isData = (type: string): boolean => /\b(?:xml|json)\b/i.test(type);

const markOf = (script: Element): string => {
	const { type = '' } = script.attribs;
	if (isData(type)) return `<${type}>`;
	return codeOf(script).slice(0, longest).replace(literal, kindOf).replace(row, '[$1]').trim();
};

/** The code that stands on a page, whatever its texts, numbers and data: pages with one mark draw alike. Undefined where there is none. */
export const readCodeMark = (scripts: readonly Element[]): string | undefined => {
	const codes = scripts.map(markOf);
	const code = codes.filter((one) => one !== '').join('\n');
	return code === '' ? undefined : createHash('sha1').update(code).digest('base64url').slice(0, 12);
};
