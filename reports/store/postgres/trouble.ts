import { BusyError } from '../patience.ts';

/** What keeps the store from PostgreSQL, as a person is told it. */

/** Where the store is; the password is nobody's to read. */
export interface Place {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
}

/** The connection is gone, or could not be had. The message is a Chinese sentence. */
export class ConnectionError extends Error {
	override readonly name = 'ConnectionError';
}

export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The server is about to be there: it starts, or starts anew. */
export const isStarting = (error: unknown): boolean => codeOf(error) === '57P03';

/** Nobody listens there now, though somebody may in a moment. */
export const isAway = (error: unknown): boolean =>
	isStarting(error) || isLost(error) || /^(ECONNREFUSED|ENOENT|53300)$/.test(codeOf(error));

/** The connection broke off, whatever was asked. */
export const isLost = (error: unknown): boolean =>
	/^(57P0[125]|25P03|08...|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(codeOf(error)) ||
	/^Connection terminated|not queryable|Client was closed/i.test(wordsOf(error));

const passwordHint =
	'密码由环境变量 PGPASSWORD、密码文件 PGPASSFILE 或配置的 databasePassword 给出，不写在 database 里';

/** Why a connection cannot be had: what is wrong and what to do. */
export const connectionTrouble = (place: Place, cause: unknown): ConnectionError => {
	const { host, port, database, user } = place;
	const code = codeOf(cause);
	const words = wordsOf(cause);
	const sentence = (): string => {
		if (/^(28P01|28000)$/.test(code))
			return `PostgreSQL（${host}:${port}）不让用户 ${user} 登录：用户名或密码不对，或 pg_hba.conf 不许（${passwordHint}）`;
		if (/password must be a (non-empty )?string/i.test(words))
			return `PostgreSQL（${host}:${port}）要用户 ${user} 的密码，而没有给（${passwordHint}）`;
		if (code === '3D000')
			return `PostgreSQL（${host}:${port}）上没有数据库 ${database}，请先建好（createdb ${database}），或改正配置里的 database`;
		if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code))
			return `找不到数据库的主机 ${host}，请检查配置里的 database 和域名解析`;
		if (/^(ECONNREFUSED|ENOENT)$/.test(code))
			return `${host}:${port} 上没有 PostgreSQL 在运行，请检查配置里的 database、端口和数据库服务`;
		if (code === '53300') return `PostgreSQL（${host}:${port}）的连接数已满，请调大 max_connections`;
		if (isStarting(cause)) return `PostgreSQL（${host}:${port}）正在启动或关闭，请稍后再试`;
		if (/timeout/i.test(words) || /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code))
			return `连不上数据库的主机 ${host}:${port}（没有回应），请检查网络、防火墙和配置里的 database`;
		if (/does not support SSL/i.test(words))
			return `PostgreSQL（${host}:${port}）没有开启加密连接，而配置的 database 要求加密（sslmode）`;
		if (/certificate|self.signed|altnames/i.test(words))
			return `PostgreSQL（${host}:${port}）的证书不可信（${words}），请在 database 里写明 sslrootcert`;
		return `数据库 ${database}（${host}:${port}）连不上（${words}）`;
	};
	return new ConnectionError(sentence(), { cause });
};

/** The connection broke off while something was asked. `wasCommitting`: it may have been kept all the same. */
export const lostTrouble = (
	{ host, port, database }: Place,
	{ wasCommitting, isWriting }: { readonly wasCommitting: boolean; readonly isWriting: boolean },
	cause: unknown,
): ConnectionError => {
	const outcome = wasCommitting
		? '正在保存的内容不知是否已经保存，请核对后再试'
		: isWriting
			? '正在保存的内容没有保存，请稍后再试'
			: '请稍后再试';
	return new ConnectionError(`与数据库 ${database}（${host}:${port}）的连接断了，${outcome}`, { cause });
};

/** What the server says of a statement, where a person can do something about it; else as it was said. */
export const statementTrouble = ({ database, user }: Place, cause: unknown): unknown => {
	const code = codeOf(cause);
	if (code === '55P03') return new BusyError(cause);
	// Said as SQLite says it: whoever writes then does all of it again.
	if (code === '40P01' || code === '40001') return new Error('database is locked', { cause });
	const sentence = {
		'53100': `数据库 ${database} 所在的磁盘已满，没有保存`,
		'42501': `数据库 ${database} 不让用户 ${user} 建表或读写（${wordsOf(cause)}），请把数据库的所有者设为该用户`,
		'25006': `数据库 ${database} 是只读的备库，请把 database 指向主库`,
	}[code];
	return sentence === undefined ? cause : new Error(sentence, { cause });
};
