#!/usr/bin/env node
/** `gongkai` as npm installs it: the compiled program, under a Node that is new enough whatever the machine has. */
import { fileURLToPath } from 'node:url';
import { bundledNode, isNewEnough, noNodeMessage, run, watchCaller } from './node.mjs';

const program = new URL('../dist/cli.js', import.meta.url);

const fail = (message) => {
	process.stderr.write(`gongkai: ${message}\n`);
	process.exitCode = 2;
};

if (isNewEnough()) {
	const { main } = await import(program);
	const watch = watchCaller(() => {
		watch.stop();
		process.kill(process.pid, 'SIGTERM');
	});
	await main();
} else {
	const node = bundledNode();
	if (!node) fail(noNodeMessage);
	else {
		try {
			process.exitCode = await run(node, [fileURLToPath(program), ...process.argv.slice(2)]);
		} catch (error) {
			fail(`随包附带的 Node 无法启动（${error.code ?? error.message}）。请安装 Node 24.2 或更高版本后重试。`);
		}
	}
}
