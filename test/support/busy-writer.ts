/** Writes into a store again and again, and leaves others hardly any time, until it is killed. */
import { DatabaseSync } from 'node:sqlite';

const [, , file = ''] = process.argv;
const database = new DatabaseSync(file, { timeout: 5000 });
database.exec('create table if not exists busy (n integer)');
const longMs = 30;
const gapMs = 1;
const bell = new Int32Array(new SharedArrayBuffer(4));
let isTold = false;
for (;;) {
	database.exec('begin immediate');
	const until = performance.now() + longMs;
	while (performance.now() < until) database.exec('insert into busy values (1)');
	database.exec('delete from busy; commit');
	if (!isTold) process.send?.('writing');
	isTold = true;
	Atomics.wait(bell, 0, 0, gapMs);
}
