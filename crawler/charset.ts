import { isAscii, isUtf8 } from 'node:buffer';
import { decodeMixed } from './mixed-charset.ts';

/** Bytes of a page → text, whatever the page declares. */
export interface Decoded {
	readonly text: string;
	/** The encoding used: `utf-8`, `gb18030`, `big5`, `utf-16le` … */
	readonly charset: string;
	/** What decided: a declaration counts only where the bytes agree with it. */
	readonly from: 'bom' | 'header' | 'meta' | 'statistics';
}

/** How far into a page a charset declaration is looked for, in bytes. */
const metaWindow = 8192;
/** How many bytes the statistics read at most. */
const sampleBytes = 262_144;

const byBom = (bytes: Uint8Array): string | undefined => {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return undefined;
};

/** The encoding a label stands for; the whole GB family is read as its superset. Undefined for labels that nobody knows. */
const encodingOf = (label: string | undefined): string | undefined => {
	if (!label) return undefined;
	const name = label.trim().toLowerCase();
	if (/^(?:x-)?(?:gb|cp936|ms936|windows-936|chinese|euc-cn|csgb|iso-ir-58)/.test(name)) return 'gb18030';
	if (/^utf-?8/.test(name)) return 'utf-8';
	try {
		return new TextDecoder(name).encoding;
	} catch {
		return undefined;
	}
};

/** Bytes of UTF-16 speak for themselves; without their word, its name is a mistake. */
const unlessUtf16 = (encoding: string | undefined): string | undefined =>
	encoding?.startsWith('utf-16') ? undefined : encoding;

const fromHeader = (contentType: string | undefined): string | undefined =>
	unlessUtf16(encodingOf(/charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(contentType ?? '')?.[1]));

const fromMeta = (bytes: Uint8Array): string | undefined => {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, metaWindow)).toString(
		'latin1',
	);
	const label =
		/<meta\s[^>]{0,300}?charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(head)?.[1] ??
		/^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
	return unlessUtf16(encodingOf(label));
};

/** Without zeros in every second place it takes more to believe in UTF-16: nearly all must be Latin or Chinese then. */
const readsAs = (bytes: Uint8Array, encoding: string): boolean => {
	const text = new TextDecoder(encoding).decode(bytes.subarray(0, zerosWindow));
	const known = text.match(/[\t\n\r -~\u3000-\u303f\u4e00-\u9fa5\uff00-\uff5e]/g)?.length ?? 0;
	return known >= text.length * 0.98;
};

const zerosWindow = 2048;

/** UTF-16 without a mark: markup leaves every second byte zero, if only a few of them in a page that is all text. */
const byZeros = (bytes: Uint8Array): string | undefined => {
	const end = Math.min(bytes.length, zerosWindow) & ~1;
	if (end < 4) return undefined;
	let even = 0;
	let odd = 0;
	for (let i = 0; i < end; i += 2) {
		if (bytes[i] === 0) even++;
		if (bytes[i + 1] === 0) odd++;
	}
	if (odd * 5 > end / 2 && even * 10 < odd) return 'utf-16le';
	if (even * 5 > end / 2 && odd * 10 < even) return 'utf-16be';
	// Some Chinese characters have a zero of their own.
	return odd + even < 2 ? undefined : ['utf-16le', 'utf-16be'].find((encoding) => readsAs(bytes, encoding));
};

/** Sequences of several bytes that are right, and bytes that are wrong, as UTF-8. */
const utf8Counts = (bytes: Uint8Array): { right: number; wrong: number } => {
	let right = 0;
	let wrong = 0;
	const end = Math.min(bytes.length, sampleBytes);
	for (let i = 0; i < end; ) {
		const lead = bytes[i] as number;
		const length =
			lead < 0x80
				? 1
				: lead >= 0xc2 && lead < 0xe0
					? 2
					: lead >= 0xe0 && lead < 0xf0
						? 3
						: lead >= 0xf0 && lead < 0xf5
							? 4
							: 0;
		let whole = length > 0;
		// A sequence cut off by the end of the body is no mistake of the page.
		for (let k = 1; k < length && i + k < end; k++)
			if (((bytes[i + k] as number) & 0xc0) !== 0x80) whole = false;
		if (!whole) wrong++;
		else if (length > 1) right++;
		i += whole ? length : 1;
	}
	return { right, wrong };
};

/** What the pairs of high bytes look like: GB text keeps to high second bytes, Big5 does not. */
const pairCounts = (bytes: Uint8Array): { pairs: number; lowSecond: number; lone: number } => {
	let pairs = 0;
	let lowSecond = 0;
	let lone = 0;
	const end = Math.min(bytes.length, sampleBytes);
	for (let i = 0; i < end; i++) {
		const first = bytes[i] as number;
		if (first < 0x80) continue;
		const second = bytes[i + 1] ?? 0;
		if (first > 0x80 && first < 0xff && second >= 0x40 && second !== 0x7f && second !== 0xff) {
			pairs++;
			if (second < 0x80) lowSecond++;
			i++;
		} else lone++;
	}
	return { pairs, lowSecond, lone };
};

const decodesWhole = (bytes: Uint8Array, encoding: string): boolean => {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
};

/** The encoding by the bytes alone; undefined for pure ASCII, which says nothing. */
const byStatistics = (bytes: Uint8Array, declared: string | undefined): string | undefined => {
	const utf16 = byZeros(bytes);
	if (utf16) return utf16;
	// Nearly every page: settled in native code.
	if (isUtf8(bytes)) return isAscii(bytes) ? undefined : 'utf-8';
	// A page may begin with any amount of script.
	return byCounts(bytes.subarray(bytes.findIndex((byte) => byte >= 0x80)), declared);
};

const byCounts = (bytes: Uint8Array, declared: string | undefined): string | undefined => {
	const { right, wrong } = utf8Counts(bytes);
	if (right === 0 && wrong === 0) return undefined;
	// A few broken bytes (a title cut in the middle of a character) do not make a page GBK.
	if (right > wrong * 20 || (declared === 'utf-8' && right > wrong * 4)) return 'utf-8';

	const { pairs, lowSecond, lone } = pairCounts(bytes);
	const looksBig5 = pairs > 20 && lowSecond * 5 > pairs;
	if (declared === 'big5') return looksBig5 || pairs <= 20 ? 'big5' : 'gb18030';
	if (declared === 'gb18030') return looksBig5 && !decodesWhole(bytes, 'gb18030') ? 'big5' : 'gb18030';
	if (lone > pairs) return declared && declared !== 'utf-8' ? declared : 'windows-1252';
	if (declared && !['utf-8', 'windows-1252'].includes(declared) && decodesWhole(bytes, declared))
		return declared;
	return looksBig5 && decodesWhole(bytes, 'big5') ? 'big5' : 'gb18030';
};

const decode = (bytes: Uint8Array, encoding: string): string => {
	try {
		return new TextDecoder(encoding).decode(bytes);
	} catch {
		return new TextDecoder('utf-8').decode(bytes);
	}
};

/**
 * Decodes a body. A mark wins, then a declaration that the bytes do not contradict, then the bytes:
 * sites declare gb2312 and send UTF-8, and the other way round. Never throws.
 */
export const decodeBody = (bytes: Uint8Array, contentType?: string): Decoded => {
	const bom = byBom(bytes);
	// An editor's mark before a text that came from elsewhere says nothing about it.
	if (bom && (bom !== 'utf-8' || isUtf8(bytes)))
		return { text: decode(bytes, bom), charset: bom, from: 'bom' };

	const header = fromHeader(contentType);
	const meta = fromMeta(bytes);
	const seen = byStatistics(bytes, header ?? meta) ?? header ?? meta ?? 'utf-8';
	const from = seen === header ? 'header' : seen === meta ? 'meta' : 'statistics';
	const isEither = (seen === 'utf-8' || seen === 'gb18030') && !isUtf8(bytes);
	const text = (isEither && decodeMixed(bytes, seen)) || decode(bytes, seen);
	return { text, charset: seen, from };
};

/** Characters of an encoding whose browsers write queries in it, by what their bytes are. */
const tables = new Map<string, ReadonlyMap<string, string>>();

const tableOf = (encoding: string): ReadonlyMap<string, string> => {
	const known = tables.get(encoding);
	if (known) return known;
	const table = new Map<string, string>();
	const decoder = new TextDecoder(encoding);
	const hex = (byte: number): string => `%${byte.toString(16).toUpperCase()}`;
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			const text = decoder.decode(Uint8Array.of(lead, trail));
			if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, hex(lead) + hex(trail));
		}
	}
	tables.set(encoding, table);
	return table;
};

/** An address as the browser asks for it from a page in this encoding: the query in the page's own bytes, the path left alone. */
export const encodeQuery = (href: string, charset: string): string => {
	const start = href.indexOf('?');
	if (start < 0) return href;
	const encoding = encodingOf(charset);
	if (encoding !== 'gb18030' && encoding !== 'big5') return href;
	const query = href.slice(start);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is meant
	if (!/[^\x00-\x7f]/.test(query)) return href;
	const table = tableOf(encoding);
	return href.slice(0, start) + query.replace(/[\u0080-\uffff]/g, (char) => table.get(char) ?? char);
};
