import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { article, list, page } from '../../test/support/pages.ts';
import { siteOn } from '../../test/support/year-site.ts';

/** A site on loopback as it stands today. */
export interface SoakSite {
	readonly id: string;
	readonly url: string;
	/** Requests that wait for their answer. */
	readonly busy: () => number;
	/** Whether it answers nothing. */
	readonly shut: (isShut: boolean) => void;
	readonly close: () => Promise<void>;
}

interface Answer {
	readonly status?: number;
	readonly type?: string;
	readonly body: string | Buffer;
}

const html = 'text/html; charset=utf-8';
const missing: Answer = { status: 404, body: '<h1>Not Found</h1>' };

const startSite = async (id: string, answer: (path: string) => Answer | undefined): Promise<SoakSite> => {
	let busy = 0;
	let isShut = false;
	const reply = (response: ServerResponse, { status = 200, type = html, body }: Answer): void => {
		response.writeHead(status, { 'content-type': type }).end(body);
	};
	const server = createServer((request, response) => {
		if (isShut) {
			request.socket.destroy();
			return;
		}
		busy++;
		response.once('close', () => busy--);
		reply(response, answer(new URL(request.url ?? '/', 'http://127.0.0.1').pathname) ?? missing);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		id,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		busy: () => busy,
		shut: (is) => {
			isShut = is;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};

const dayOf = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The county of `test/support/year-site.ts`, whose year comes again. */
const startCounty = (now: () => Date): Promise<SoakSite> => {
	let shown = { day: '', answers: siteOn('2026-01-01') };
	return startSite('qingxi', (path) => {
		const day = `2026${dayOf(now()).slice(4)}`;
		if (shown.day !== day) shown = { day, answers: siteOn(day) };
		return shown.answers.get(path);
	});
};

const news = (now: Date) =>
	Array.from({ length: 6 }, (_, n) => {
		const date = dayOf(new Date(now.getTime() - n * 2 * 86_400_000));
		return { url: `/xw/${date}.html`, title: `市政府召开${date.slice(5)}专题工作会议`, date };
	});

const drawn = `<ul class="list" id="list"></ul><script>
fetch('/api/news').then(function (answer) { return answer.json(); }).then(function (rows) {
	document.getElementById('list').innerHTML = rows.map(function (row) {
		return '<li><a href="' + row.url + '">' + row.title + '</a><span class="date">' + row.date + '</span></li>';
	}).join('');
});</script>`;

/** A site whose news a script draws, with a link that is broken every other month. */
const startScripted = (now: () => Date): Promise<SoakSite> =>
	startSite('yunshan', (path) => {
		const isBroken = now().getUTCMonth() % 2 === 0;
		const [, date] = /^\/xw\/(\d{4}-\d\d-\d\d)\.html$/.exec(path) ?? [];
		if (date) return { body: article(`市政府召开${date.slice(5)}专题工作会议`, { publishedOn: date }) };
		switch (path) {
			case '/':
				return { body: page('首页', drawn, { more: '<p><a href="/tz/">通知公告</a></p>' }) };
			case '/xw/':
				return { body: page('新闻中心', `<h2>新闻中心</h2>${drawn}`) };
			case '/tz/':
				return { body: list('通知公告', [['/tz/1.html', '关于冬季供暖安排的公告', dayOf(now())]]) };
			case '/tz/1.html':
				return isBroken
					? undefined
					: { body: article('关于冬季供暖安排的公告', { publishedOn: dayOf(now()) }) };
			case '/api/news':
				return { type: 'application/json', body: JSON.stringify(news(now())) };
		}
		return undefined;
	});

/** The sites of the installation, which change with the clock. */
export const startSites = (now: () => Date): Promise<readonly SoakSite[]> =>
	Promise.all([startCounty(now), startScripted(now)]);
