import { type Env, type Context as Exchange, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { loadAssets } from './assets.ts';
import type { Context, View } from './context.ts';
import { knownName, readForm, rememberName, type Sent } from './forms.ts';
import { ownFormsOnly, ownHostOnly, securityHeaders } from './guard.ts';
import { frameMessages } from './messages/frame.ts';
import { auditsFragment, auditsPage } from './pages/audits.ts';
import { checksPage } from './pages/checks.ts';
import { askRecheck, decideFinding, decideMonth, decideVeto, enterPoints } from './pages/decide.ts';
import { exportDownload } from './pages/export.ts';
import { findingPage } from './pages/finding.ts';
import { noticesPage } from './pages/notices.ts';
import { overviewPage } from './pages/overview.ts';
import { pictureFile } from './pages/picture.ts';
import { reportFile } from './pages/report.ts';
import { reviewPage } from './pages/review.ts';
import { sitePage } from './pages/site.ts';
import { idOf, monthOf, readExport } from './query.ts';
import { streamOf } from './stream.ts';
import { type AssetName, createUrls, routes, writes } from './urls.ts';
import { layout } from './views/layout.ts';
import { problemView } from './views/problem.ts';

export interface AppOptions extends Omit<Context, 'urls' | 'reader'> {
	/** Such as `/gongkai`, where the dashboard does not lie at the root of its host. Default: empty. */
	readonly basePath?: string;
	/** Is told of errors in our own code; the reader sees only that there was one. */
	readonly onError?: (error: unknown) => void;
}

/** Bytes of a form. */
const maxForm = 64 * 1024;

const { problems } = frameMessages;

const searchOf = (c: Exchange): URLSearchParams => new URL(c.req.url).searchParams;

/** The dashboard over a store; needs no port. */
export const createApp = ({ basePath = '', onError, ...given }: AppOptions): Hono => {
	const assets = loadAssets();
	const urls = createUrls(basePath, (name) => assets[name].hash);
	/** Nobody signs in on this machine alone: whoever sits at it runs it. */
	const contextOf = (c: Exchange): Context => ({
		...given,
		urls,
		reader: { name: knownName(c), role: 'administrator', isSignedIn: false },
	});

	const show = (c: Exchange, view: View, status: 200 | 409 | keyof typeof problems = 200) =>
		c.html(layout(view, urls), status);
	const problem = (c: Exchange, status: keyof typeof problems) =>
		show(c, problemView(problems[status], urls), status);

	const app = new Hono({ strict: false });
	app.use(securityHeaders());
	app.use(ownHostOnly((c) => problem(c, 421)));
	app.notFound((c) => {
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return problem(c, 404);
		c.header('Allow', 'GET, HEAD');
		return problem(c, 405);
	});
	app.onError((error, c) => {
		onError?.(error);
		return problem(c, 500);
	});

	const pages = new Hono<Env>({ strict: false });
	for (const path of Object.values(writes)) {
		pages.use(
			path,
			ownFormsOnly((c) => problem(c, 403)),
		);
		pages.use(path, bodyLimit({ maxSize: maxForm, onError: (c) => problem(c, 413) }));
	}
	pages.get(routes.overview, async (c) => show(c, await overviewPage(contextOf(c), searchOf(c))));
	pages.get(routes.site, async (c) => {
		const id = idOf(c.req.param('site'));
		const view = id && (await sitePage(contextOf(c), id, searchOf(c)));
		return view ? show(c, view) : problem(c, 404);
	});
	pages.get(routes.finding, async (c) => {
		const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
		const view = site && id && (await findingPage(contextOf(c), site, id, searchOf(c)));
		return view ? show(c, view) : problem(c, 404);
	});
	pages.get(routes.picture, async (c) => {
		const [site, month] = [idOf(c.req.param('site')), monthOf(c.req.param('month'))];
		const bytes = site && month && (await pictureFile(contextOf(c), site, month, c.req.param('file')));
		if (!bytes) return problem(c, 404);
		// Its name is the hash of what it is.
		c.header('Cache-Control', 'private, max-age=31536000, immutable');
		return c.body(bytes, 200, { 'Content-Type': 'image/jpeg' });
	});
	pages.get(routes.review, async (c) => show(c, await reviewPage(contextOf(c), searchOf(c))));

	/** Carries out what a form asks, and leads on; what cannot be done is said in words. */
	const write = async (c: Exchange, work: (sent: Sent) => Promise<string | undefined>) => {
		const sent = await readForm(c);
		try {
			const next = await work(sent);
			if (next === undefined) return problem(c, 400);
			rememberName(c, sent.text('by') ?? '', basePath);
			return c.redirect(next, 303);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			return show(
				c,
				problemView({ title: frameMessages.refused, text: frameMessages.tryAgain(error.message) }, urls),
				409,
			);
		}
	};
	pages.post(writes.finding, (c) =>
		write(c, async (sent) => {
			const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
			return site && id ? decideFinding(contextOf(c), site, id, sent) : undefined;
		}),
	);
	pages.post(writes.recheck, (c) =>
		write(c, async (sent) => {
			const [site, id] = [idOf(c.req.param('site')), idOf(c.req.param('finding'))];
			return site && id ? askRecheck(contextOf(c), site, id, sent) : undefined;
		}),
	);
	pages.post(writes.recheckAll, (c) =>
		write(c, async (sent) => {
			const site = idOf(c.req.param('site'));
			return site ? askRecheck(contextOf(c), site, undefined, sent) : undefined;
		}),
	);
	pages.post(writes.veto, (c) =>
		write(c, async (sent) => {
			const [site, veto] = [idOf(c.req.param('site')), idOf(c.req.param('veto'))];
			return site && veto ? decideVeto(contextOf(c), site, veto, sent) : undefined;
		}),
	);
	pages.post(writes.points, (c) =>
		write(c, async (sent) => {
			const site = idOf(c.req.param('site'));
			return site ? enterPoints(contextOf(c), site, sent) : undefined;
		}),
	);
	pages.post(writes.month, (c) =>
		write(c, async (sent) => {
			const month = monthOf(c.req.param('month'));
			return month ? decideMonth(contextOf(c), month, sent) : undefined;
		}),
	);
	pages.get(routes.audits, async (c) => show(c, await auditsPage(contextOf(c))));
	pages.get(routes.auditsLive, async (c) => c.html(await auditsFragment(contextOf(c))));
	pages.get(routes.notices, async (c) => show(c, await noticesPage(contextOf(c))));
	pages.get(routes.checks, (c) => show(c, checksPage(contextOf(c))));

	pages.get(routes.report, async (c) => {
		const [site, month] = [idOf(c.req.param('site')), monthOf(c.req.query('month'))];
		const file = site && (await reportFile(contextOf(c), site, month));
		if (!file) return problem(c, 404);
		return c.body(file, 200, {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="gongkai-${month}-${site}-report.json"`,
		});
	});
	pages.get(routes.export, async (c) => {
		const wanted = readExport(c.req.param('month'), c.req.param('file'), searchOf(c));
		const file = wanted && (await exportDownload(contextOf(c), wanted));
		if (!file) return problem(c, 404);
		c.header('Content-Type', file.type);
		c.header('Content-Disposition', `attachment; filename="${file.fileName}"`);
		// Nobody reads what a HEAD is answered with: it would be left half written.
		return c.req.method === 'HEAD' ? c.body(null) : c.body(await streamOf(file.content, onError));
	});
	pages.get(routes.asset, (c) => {
		const name = c.req.param('file');
		if (!Object.hasOwn(assets, name)) return problem(c, 404);
		const { type, text, hash } = assets[name as AssetName]; // It has that name.
		const etag = `"${hash}"`;
		c.header('ETag', etag);
		const isVersioned = c.req.query('v') === hash;
		c.header('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
		const known = c.req.header('if-none-match')?.split(',') ?? [];
		if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return c.body(null, 304);
		return c.body(text, 200, { 'Content-Type': type });
	});
	app.route(basePath || '/', pages);
	return app;
};
