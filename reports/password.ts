import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import PQueue from 'p-queue';

/** What a hash costs; written into each, so that old ones hold when it changes. */
export interface HashCost {
	readonly memoryKiB: number;
	readonly passes: number;
}

/** The second choice of RFC 9106 with one lane: half a second and 64 MiB for whoever guesses. */
const usual: HashCost = { memoryKiB: 65_536, passes: 3 };

const saltBytes = 16;
const hashBytes = 32;

export const minPasswordLength = 10;
export const maxPasswordLength = 200;

/** Hashes made at once: a flood of tries is to eat neither the memory nor all processors. */
const queue = new PQueue({ concurrency: 2 });
/** Those that wait; more are refused. */
const maxWaiting = 30;

const derive = (password: string, salt: Uint8Array, { memoryKiB, passes }: HashCost): Promise<Buffer> => {
	if (queue.size >= maxWaiting) throw new BusyError();
	const parameters = {
		message: password.normalize('NFC'),
		nonce: salt,
		...{ parallelism: 1, tagLength: hashBytes, memory: memoryKiB, passes },
	};
	return queue.add(
		() =>
			new Promise((resolve, reject) => {
				argon2('argon2id', parameters, (error, hash) => (error ? reject(error) : resolve(hash)));
			}),
	);
};

/** Too many sign in at once. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
}

/** Why a password cannot be one, a Chinese sentence; undefined where it can. */
export const passwordFault = (password: string, name: string): string | undefined => {
	const { length } = [...password];
	if (length < minPasswordLength) return `密码至少 ${minPasswordLength} 个字符`;
	if (length > maxPasswordLength) return `密码最多 ${maxPasswordLength} 个字符`;
	if (new Set(password).size < 4) return '密码里不同的字符太少';
	if (password.toLowerCase().includes(name.toLowerCase()) && length < name.length + minPasswordLength)
		return '密码不能由用户名加几个字符组成';
	return undefined;
};

/** Hash, salt and cost in one text, in the usual notation. Rejects with `BusyError` where too many wait. */
export const hashPassword = async (password: string, cost = usual): Promise<string> => {
	const salt = randomBytes(saltBytes);
	const hash = await derive(password, salt, cost);
	const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
	return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=1$${text(salt)}$${text(hash)}`;
};

const written = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=1\$([\w+/]{22})\$([\w+/]{43})$/;

/** What nobody's password is; trying one on it takes as long as on another. */
const nobodys = `$argon2id$v=19$m=${usual.memoryKiB},t=${usual.passes},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Whether a password is the one that was hashed; of nobody it never is, and takes the same time to tell. Rejects as `hashPassword` does. */
export const isPassword = async (password: string, kept: string | undefined): Promise<boolean> => {
	const [, memory = '', passes = '', salt = '', hash = ''] = written.exec(kept ?? nobodys) ?? [];
	if (hash === '') throw new Error('expected the hash of a password as hashPassword writes it');
	const cost = { memoryKiB: Number(memory), passes: Number(passes) };
	const made = await derive(password, Buffer.from(salt, 'base64'), cost);
	return timingSafeEqual(made, Buffer.from(hash, 'base64')) && kept !== undefined;
};
