/** What formats make of a stranger's words, looked at from outside. */
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';

/** Signs that a terminal obeys, that turn the order of others, or that nobody sees; ends of lines are none. */
export const active = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u;
const formula = /^[\s'"]*[=+\-@＝＋－＠]/;

/** Names of elements and of attributes with them; throws where the text is not well-formed XML 1.0. */
export const namesInXml = (xml: string): Set<string> => {
	expect(xml).toMatch(/^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
	const names = new Set<string>();
	const open: string[] = [];
	const pieces = /<\?xml [^<>?]*\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^<"]*")*)\s*(\/?)>|([^<>]+)|([\s\S])/g;
	for (const [, isEnd, name = '', attributes = '', isEmpty, text = '', wrong] of xml.matchAll(pieces)) {
		expect(wrong).toBeUndefined();
		expect(text + attributes).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
		if (isEnd) expect(open.pop()).toBe(name);
		else if (name !== '') {
			names.add(name);
			for (const [, attribute = ''] of attributes.matchAll(/([\w:]+)="/g)) names.add(`@${attribute}`);
			if (!isEmpty) open.push(name);
		}
	}
	expect(open).toEqual([]);
	return names;
};

/** The parts of a zip by name, as text. */
export const partsOf = (bytes: Buffer): [string, string][] =>
	Object.entries(unzipSync(bytes)).map(([name, part]) => [
		name,
		new TextDecoder('utf-8', { fatal: true }).decode(part),
	]);

/** Cells of a table that a spreadsheet would take for more than text. */
export const activeCells = (csv: Buffer): string[] => {
	const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(csv);
	expect(text.slice(1).replaceAll('\r\n', '')).not.toMatch(active);
	const [head = [], ...rows] = parse(text, { bom: true }) as string[][];
	expect(rows.length).toBeGreaterThan(0);
	for (const row of rows) expect(row).toHaveLength(head.length);
	return rows
		.flat()
		.filter((cell) => formula.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell) && !cell.startsWith("'"));
};
