import tls from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Smtp } from '../reports/notices/settings.ts';

/** One e-mail in plain text. */
interface Mail {
	readonly subject: string;
	readonly text: string;
	readonly to: readonly string[];
	/** The same in every try: a mailbox that gets it twice may show it once. */
	readonly id: string;
}

interface Sending {
	readonly smtp: Smtp;
	readonly password: string | undefined;
	/** Of the server, checked; tried in this order. */
	readonly addresses: readonly string[];
	/** Further authorities, PEM. */
	readonly ca: string | undefined;
	readonly timeoutSeconds: number;
	/** Ends what is under way. */
	readonly end: AbortSignal;
}

type MailError = Error & {
	readonly code?: string;
	readonly command?: string;
	readonly responseCode?: number;
};

const codes: Readonly<Record<string, string>> = {
	EAUTH: '邮件服务器不接受用户名或密码',
	ENOAUTH: '邮件服务器要求登录',
	EENVELOPE: '邮件服务器不接受发件人或收件人',
	EMESSAGE: '邮件服务器不接受这封邮件',
	ETLS: '与邮件服务器的加密连接没有建立',
	ECONNECTION: '邮件服务器连不上或中断了连接',
	ESOCKET: '邮件服务器连不上或中断了连接',
	EDNS: '找不到邮件服务器的主机名',
	EPROTOCOL: '邮件服务器的应答不合规范',
};

/** Why an e-mail was not sent; undefined for errors of other kinds. The server's own words are left out: they may repeat who logged in. */
export const whyNoMail = (error: unknown): string | undefined => {
	const { code = '', responseCode } = error as MailError;
	const words = codes[code];
	return words && (responseCode ? `${words}（${responseCode}）` : words);
};

const securities = {
	tls: { secure: true, port: 465 },
	starttls: { secure: false, requireTLS: true, port: 587 },
	none: { secure: false, ignoreTLS: true, port: 25 },
} as const satisfies Record<Smtp['security'], object>;

/** A transport that dials this address and no other; the server's name is what its certificate must show. */
const transportTo = (address: string, { smtp, password, ca, timeoutSeconds }: Sending) => {
	const { host, port, security, user } = smtp;
	const timeout = timeoutSeconds * 1000;
	return createTransport({
		...securities[security],
		...(port ? { port } : {}),
		host: address,
		...(user && password ? { auth: { user, pass: password } } : {}),
		tls: { servername: host, ...(ca ? { ca: [...tls.rootCertificates, ca] } : {}) },
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: timeout,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
};

/** Sends e-mails through one server. What it gives resolves once the server has taken the e-mail, with what was amiss all the same. */
export const mailSender =
	(sending: Sending) =>
	async ({ subject, text, to, id }: Mail): Promise<string | undefined> => {
		const { smtp, addresses, end } = sending;
		let failure: unknown;
		for (const address of addresses) {
			const transport = transportTo(address, sending);
			const stop = (): void => transport.close();
			end.addEventListener('abort', stop);
			try {
				const { rejected } = await transport.sendMail({
					from: smtp.from,
					to: [...to],
					subject,
					text,
					messageId: `<${id}@${smtp.from.split('@')[1]}>`,
					headers: { 'Auto-Submitted': 'auto-generated' },
				});
				return rejected.length > 0 ? `${rejected.length} 个地址被邮件服务器拒收` : undefined;
			} catch (error) {
				failure = error;
				// Once it has answered, another address would only send it twice.
				if ((error as MailError).command !== 'CONN') throw error;
			} finally {
				end.removeEventListener('abort', stop);
				transport.close();
			}
		}
		throw failure;
	};
