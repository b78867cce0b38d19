import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What came to a receiver of notices. */
export interface Posted {
	/** With its query. */
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface Receiving {
	/** `http://127.0.0.1:port/hook`. */
	readonly url: string;
	readonly posted: Posted[];
	readonly close: () => Promise<void>;
}

/** What the try of that number, from 0, is answered; undefined: never. */
type Answer = (n: number) => { readonly status: number; readonly body?: string } | undefined;

const ok = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };

/** A receiver on loopback that keeps what it gets. */
export const startReceiver = async (answer: Answer = () => ok): Promise<Receiving> => {
	const posted: Posted[] = [];
	const server: Server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request.setEncoding('utf8')) body += chunk;
		posted.push({ path: request.url ?? '', headers: request.headers, body });
		const told = answer(posted.length - 1);
		if (told) response.writeHead(told.status, { 'content-type': 'application/json' }).end(told.body ?? '');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		posted,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
};

/** One e-mail as a mail server took it. */
export interface Mailed {
	readonly from: string;
	readonly to: readonly string[];
	/** As it came over the wire. */
	readonly raw: string;
	readonly user?: string;
	readonly isEncrypted: boolean;
}

export interface MailServer {
	readonly port: number;
	readonly mailed: Mailed[];
	readonly close: () => Promise<void>;
}

/** A real mail server on loopback; it takes the user `audit` with the password `mail-secret`. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
	const mailed: Mailed[] = [];
	const server = new SMTPServer({
		authOptional: true,
		onAuth: ({ username, password }, _session, done) => {
			if (username === 'audit' && password === 'mail-secret') done(null, { user: username });
			else done(new Error('no'));
		},
		onData: (stream, session, done) => {
			let raw = '';
			stream.setEncoding('utf8').on('data', (text: string) => {
				raw += text;
			});
			stream.on('end', () => {
				const { mailFrom, rcptTo } = session.envelope;
				mailed.push({
					from: mailFrom ? mailFrom.address : '',
					to: rcptTo.map(({ address }) => address),
					raw,
					...(session.user ? { user: session.user } : {}),
					isEncrypted: session.secure,
				});
				done();
			});
		},
		...options,
	});
	server.on('error', () => {}); // A client that breaks off is what some tests are about.
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	return {
		port: (server.server.address() as AddressInfo).port,
		mailed,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
};

/** A mail's text and headers, decoded as far as tests read them. */
export const decoded = (raw: string): { readonly headers: string; readonly text: string } => {
	const [head = '', ...rest] = raw.split('\r\n\r\n');
	const headers = head
		.replace(/\r\n[ \t]+/g, ' ')
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
			how.toLowerCase() === 'b'
				? Buffer.from(text, 'base64').toString()
				: Buffer.from(
						text
							.replace(/_/g, ' ')
							.replace(/=([0-9A-F]{2})/g, (_hex, byte: string) =>
								String.fromCharCode(Number.parseInt(byte, 16)),
							),
						'latin1',
					).toString(),
		);
	const body = rest.join('\r\n\r\n');
	if (/content-transfer-encoding: base64/i.test(head))
		return { headers, text: Buffer.from(body, 'base64').toString() };
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_hex, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
	return { headers, text: Buffer.from(bytes, 'latin1').toString() };
};
