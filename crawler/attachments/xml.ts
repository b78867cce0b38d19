import { Parser } from 'htmlparser2';

interface XmlEvents {
	/** Local names, as written. */
	readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
	readonly close?: (name: string) => void;
	readonly text?: (data: string) => void;
	/** The rest need not be read. */
	readonly isEnough?: () => boolean;
}

/** So much is parsed before it is asked whether that is enough. */
const stride = 1 << 16;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const decode = (bytes: Uint8Array): string => {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	return new TextDecoder().decode(bytes);
};

/** Reads XML as it comes. No entity is ever fetched or expanded but the five of XML and characters by their number. */
export const readXml = (bytes: Uint8Array, { open, close, text, isEnough }: XmlEvents): void => {
	const parser = new Parser(
		{
			...(open ? { onopentag: (name, attributes) => open(localName(name), attributes) } : {}),
			...(close ? { onclosetag: (name) => close(localName(name)) } : {}),
			...(text ? { ontext: text } : {}),
		},
		{ xmlMode: true, decodeEntities: true },
	);
	const xml = decode(bytes);
	for (let at = 0; at < xml.length; at += stride) {
		if (isEnough?.()) return;
		parser.write(xml.slice(at, at + stride));
	}
	parser.end();
};
