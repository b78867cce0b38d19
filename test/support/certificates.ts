import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A key with its certificate, as `node:tls` takes them. */
export interface Certified {
	readonly name: string;
	/** PEM. */
	readonly cert: string;
	readonly key: string;
	/** Base64 of the key's SHA-256, as a browser's command line names keys. */
	readonly fingerprint: string;
	readonly privateKey: KeyObject;
}

export interface CertificateOptions {
	/** Host name, or an authority's name. */
	readonly name: string;
	/** Default: it signs itself. */
	readonly by?: Certified;
	readonly isAuthority?: boolean;
	/** Default: a year ago and a year from now. */
	readonly from?: Date;
	readonly until?: Date;
}

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
	const body = Buffer.concat(parts);
	// The shortest way to write a length is the only one that browsers accept.
	const size =
		body.length < 128
			? [body.length]
			: body.length < 256
				? [0x81, body.length]
				: [0x82, body.length >> 8, body.length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
/** A positive number of so many bytes and one. */
const number = (bytes: Uint8Array): Buffer => der(0x02, Buffer.from([1]), bytes);
/** An object identifier by its bytes. */
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const named = (name: string): Buffer =>
	sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (date: Date): Buffer => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
const extension = (id: string, isCritical: boolean, value: Uint8Array): Buffer =>
	sequence(oid(id), ...(isCritical ? [der(0x01, Buffer.from([255]))] : []), der(0x04, value));

const signature = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
const year = 365 * 86_400_000;

/** A certificate by an authority of the tests' own; Node can read certificates and not write them. */
export const certify = ({ name, by, isAuthority = false, from, until }: CertificateOptions): Certified => {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	const what = isAuthority
		? extension('551d13', true, sequence(der(0x01, Buffer.from([255]))))
		: extension('551d11', false, sequence(der(0x82, Buffer.from(name))));
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		number(randomBytes(8)),
		signature,
		named(by?.name ?? name),
		sequence(time(from ?? new Date(Date.now() - year)), time(until ?? new Date(Date.now() + year))),
		named(name),
		spki,
		der(0xa3, sequence(what)),
	);
	const signed = sign('sha256', content, by?.privateKey ?? privateKey);
	const whole = sequence(content, signature, der(0x03, Buffer.from([0]), signed));
	const lines = whole
		.toString('base64')
		.match(/.{1,64}/g)
		?.join('\n');
	return {
		name,
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		fingerprint: createHash('sha256').update(spki).digest('base64'),
		privateKey,
	};
};
