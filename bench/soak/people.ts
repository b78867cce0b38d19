import { administrator, type Serving } from './serving.ts';

/** Those who use the dashboard. */
export interface People {
	/** Somebody signs in, looks around, and mostly forgets to sign out; somebody else tries passwords. */
	readonly visit: (day: number, month: string) => Promise<void>;
	/** Decides what the month's audits left to people, some of it one way and some another. */
	readonly decide: (month: string) => Promise<void>;
	readonly recheck: (sites: readonly string[]) => Promise<void>;
	/** The time for objections, and at its end the month's freezing. */
	readonly beginObjections: (month: string, until: string) => Promise<void>;
	readonly freeze: (month: string) => Promise<void>;
	readonly takeFiles: (month: string) => Promise<void>;
	readonly audit: (site: string) => Promise<void>;
	/** A program gets a new token, and the one before is taken back. */
	readonly renewToken: () => Promise<void>;
	/** How often something was refused, by its status. */
	readonly refused: Readonly<Record<string, number>>;
}

type Finding = {
	readonly id: string;
	readonly certainty: string;
	readonly state: string;
};

const pages =
	'/ /review /work /audits /notices /checks /profile /system /users /trail /account /sites/qingxi /sites/qingxi/findings /sites/qingxi/scores /sites/qingxi/columns /sites/qingxi/documents /sites/qingxi/comparison /sites/qingxi/audits /sites/yunshan'.split(
		' ',
	);

export const peopleAt = ({ url, run }: Serving): People => {
	const origin = new URL(url).origin;
	const refused: Record<string, number> = {};
	let token = run('user', 'token', administrator.name).trim();
	let tokens = 1;
	const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
		const headers = new Headers(init.headers);
		// A connection that is kept may be closed by the server just when it is used again.
		headers.set('connection', 'close');
		const answer = await fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers });
		if (answer.status >= 400) {
			const key = `${answer.status} ${path.replace(/[0-9a-f]{16}/, '…')}`;
			refused[key] = (refused[key] ?? 0) + 1;
		}
		return answer;
	};
	const read = async (path: string, init: RequestInit = {}): Promise<number> => {
		const answer = await ask(path, init);
		await answer.arrayBuffer();
		return answer.status;
	};
	const api = async (path: string, body?: object): Promise<unknown> => {
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
		const answer = await ask(`/api/v1${path}`, init);
		return answer.json();
	};
	const send = async (path: string, fields: Record<string, string>, cookie = ''): Promise<Response> => {
		const answer = await ask(path, {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { origin, ...(cookie === '' ? {} : { cookie }) },
		});
		await answer.arrayBuffer();
		return answer;
	};
	const signIn = async (): Promise<string> => {
		const answer = await send('/sign-in', administrator);
		const [cookie = ''] = answer.headers.getSetCookie();
		if (answer.status !== 303) throw new Error(`signing in: expected 303, got ${answer.status}`);
		return cookie.split(';')[0] ?? '';
	};
	const signed = async (path: string, fields: Record<string, string>): Promise<void> => {
		const cookie = await signIn();
		await send(path, fields, cookie);
		await send('/sign-out', {}, cookie);
	};
	const findings = async (site: string, month: string): Promise<readonly Finding[]> => {
		const answer = await api(`/sites/${site}/findings?month=${month}&limit=500`);
		return (answer as { readonly items?: readonly Finding[] }).items ?? [];
	};

	return {
		refused,
		visit: async (day, month) => {
			await send('/sign-in', { name: `guest${day}`, password: 'not-the-right-one' });
			const cookie = await signIn();
			for (const path of day % 10 === 0 ? pages : pages.slice(0, 3))
				await read(path.includes('comparison') ? path : `${path}?month=${month}`, { headers: { cookie } });
			await api(`/months/${month}/sites`);
			if (day % 3 === 0) await send('/sign-out', {}, cookie);
		},
		decide: async (month) => {
			const open = (await findings('qingxi', month)).filter(({ state }) => state !== 'fixed');
			const take = async ({ id }: Finding, step: string): Promise<void> => {
				const reason = '已核对';
				await api(`/sites/qingxi/findings/${id}/decisions`, { month, step, reason });
			};
			const leads = open.filter(({ certainty }) => certainty === 'review');
			for (const [n, one] of leads.slice(0, 4).entries()) await take(one, n % 2 === 0 ? 'confirm' : 'reject');
			for (const one of leads.slice(0, 4)) await take(one, 'revoke');
			for (const one of open.filter(({ certainty }) => certainty === 'certain').slice(0, 2)) {
				await take(one, 'dispute');
				await take(one, 'uphold');
				await take(one, 'revoke');
			}
		},
		recheck: async (sites) => {
			for (const site of sites) await api(`/sites/${site}/rechecks`, {});
		},
		beginObjections: async (month, until) => {
			await api(`/months/${month}/steps`, { step: 'objections', until });
		},
		freeze: async (month) => {
			await api(`/months/${month}/steps`, { step: 'freeze', anyway: true, reason: '已核对' });
		},
		takeFiles: async (month) => {
			const cookie = await signIn();
			for (const file of ['month.xlsx', 'notice.docx', 'scores.csv', 'findings.json'])
				await read(`/export/${month}/${file}`, { headers: { cookie } });
			await read(`/sites/qingxi/report.json?month=${month}`, { headers: { cookie } });
			await read('/work.csv', { headers: { cookie } });
		},
		audit: (site) => signed('/audits/starts', { site }),
		renewToken: async () => {
			const old = tokens;
			token = run('user', 'token', administrator.name).trim();
			tokens++;
			await signed(`/users/${administrator.name}`, { step: 'token', token: `${old}` });
		},
	};
};
