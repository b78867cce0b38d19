import { randomUUID } from 'node:crypto';
import { findConfig, UsageError } from '../arguments.ts';
import { sampleDigest } from '../reports/notices/digest.ts';
import { describeReceiver } from '../reports/notices/settings.ts';
import type { Command } from './command.ts';
import { linksOf } from './notice-links.ts';
import { openWays, UndeliveredError } from './notice-ways.ts';

/** `gongkai notices test`: sends each receiver one trial message; 0 where all got it, 1 where one did not. */
export const notices: Command = async ({ values, named, io }) => {
	const [verb, ...only] = named;
	if (verb !== 'test') throw new UsageError('notices 后面要写 test：gongkai notices test [收件人id…]');
	const { config } = await findConfig(values, io.cwd);
	const settings = config.notices;
	const strange = only.find((id) => !settings.receivers.some((receiver) => receiver.id === id));
	if (strange !== undefined) throw new UsageError(`配置的 notices.receivers 里没有 ${strange}`);
	const chosen = settings.receivers.filter(({ id }) => only.length === 0 || only.includes(id));
	if (chosen.length === 0) throw new Error('配置里没有收件人，请写在 notices.receivers 下');

	const { network } = config;
	const { variables } = io.environment;
	const ways = openWays({ settings, network, variables, now: io.now });
	let failures = 0;
	try {
		for (const receiver of chosen) {
			const sent = { digest: sampleDigest(io.now()), id: randomUUID(), ...linksOf(settings.publicUrl) };
			const outcome = await ways.send(receiver, sent).then(
				(remark) => (remark ? `已送到，但${remark}` : '已送到'),
				(error: unknown) => {
					if (!(error instanceof UndeliveredError)) throw error;
					failures++;
					return `没有送到：${error.message}`;
				},
			);
			io.stdout.write(`${describeReceiver(receiver)}：${outcome}\n`);
		}
	} finally {
		await ways.close();
	}
	return failures > 0 ? 1 : 0;
};
