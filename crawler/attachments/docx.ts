import type { Markup } from './markup.ts';
import { NoTextError } from './no-text.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export const docxPart = 'word/document.xml';

/** Reads the text of a Word document: what is deleted, hidden in fields or said twice for older programs is left out. */
export const readDocx = (zip: Zip, markup: Markup): void => {
	const xml = zip.read(docxPart);
	if (!xml) throw new NoTextError('damaged');
	/** A text box stands in the middle of the paragraph that it is anchored to. */
	const paragraphs: string[] = [];
	let inFallback = 0;
	let inRun = 0;
	let inText = false;
	/** Tables within tables are text of the outer one's cells. */
	let tables = 0;
	let cells: string[] = [];
	let pictures = 0;
	const say = (text: string): void => {
		if (paragraphs.length > 0) paragraphs.push(`${paragraphs.pop()}${text}`);
	};
	readXml(xml, {
		isEnough: markup.isFull,
		open: (name) => {
			if (name === 'Fallback') inFallback++;
			if (inFallback > 0) return;
			if (name === 'p') paragraphs.push('');
			else if (name === 'r') inRun++;
			else if (name === 't') inText = true;
			else if (name === 'tab' && inRun > 0) say(' ');
			else if (name === 'br' || name === 'cr') say('\n');
			else if (name === 'blip' || name === 'imagedata') pictures++;
			else if (name === 'tbl') tables++;
			else if (name === 'tr' && tables === 1) cells = [];
			else if (name === 'tc' && tables === 1) cells.push('');
		},
		text: (data) => {
			if (inText && inFallback === 0) say(data);
		},
		close: (name) => {
			if (name === 'Fallback') inFallback--;
			if (inFallback > 0) return;
			if (name === 't') inText = false;
			else if (name === 'r') inRun--;
			else if (name === 'tbl') tables--;
			else if (name === 'tr' && tables === 1) markup.row(cells);
			else if (name === 'p') {
				const text = paragraphs.pop() ?? '';
				if (tables === 0) markup.paragraph(text);
				else if (cells.length > 0 && text !== '') cells.push(`${cells.pop()}${text}\n`);
			}
		},
	});
	if (markup.length() === 0 && pictures > 0) throw new NoTextError('scanned');
};
