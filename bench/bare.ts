/** The least that any crawler must do: fetch each page once, parse it, follow its links. What Gongkai adds is told against this. */
import { Parser } from 'htmlparser2';
import { Agent, fetch } from 'undici';
import { tellCost } from './cost.ts';

const [start = '', pages = '2000', concurrency = '8'] = process.argv.slice(2);
const dispatcher = new Agent({ connections: Number(concurrency) });
const known = new Set([new URL('/', start).href]);
const queue = [...known];
let fetched = 0;

const visit = async (url: string): Promise<void> => {
	const response = await fetch(url, { dispatcher });
	const parser = new Parser({
		onopentag(name, { href }) {
			if (name !== 'a' || !href) return;
			const target = new URL(href, url).href;
			if (known.has(target)) return;
			known.add(target);
			queue.push(target);
		},
	});
	parser.end(await response.text());
	fetched++;
};

const work = async (): Promise<void> => {
	for (let url = queue.shift(); url && fetched < Number(pages); url = queue.shift()) await visit(url);
};

// The first page fills the queue; a worker that finds it empty is done.
await visit(queue.shift() ?? start);
await Promise.all(Array.from({ length: Number(concurrency) }, work));
tellCost(fetched);
await dispatcher.close();
