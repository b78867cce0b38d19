import type { Asset } from '../assets.ts';
import { exportDownload } from '../pages/export.ts';
import { pictureFile } from '../pages/picture.ts';
import { reportFile } from '../pages/report.ts';
import { idOf, monthOf, readExport } from '../query.ts';
import { streamOf } from '../stream.ts';
import type { AssetName } from '../urls.ts';
import type { Handlers } from './asked.ts';

/** What is handed out as a file. `onError` is told where one breaks off. */
export const filesOf = (
	assets: Readonly<Record<AssetName, Asset>>,
	onError: ((error: unknown) => void) | undefined,
) =>
	({
		picture: async ({ c, context, problem }) => {
			const [site, month] = [idOf(c.req.param('site')), monthOf(c.req.param('month'))];
			const bytes = site && month && (await pictureFile(context, site, month, c.req.param('file')));
			if (!bytes) return problem('missing');
			// Its name is the hash of what it is.
			c.header('Cache-Control', 'private, max-age=31536000, immutable');
			return c.body(bytes, 200, { 'Content-Type': 'image/jpeg' });
		},
		report: async ({ c, context, search, problem, note }) => {
			const [site, month] = [idOf(c.req.param('site')), monthOf(search.get('month'))];
			const file = site && (await reportFile(context, site, month));
			if (!file) return problem('missing');
			if (c.req.method === 'GET') await note();
			return c.body(file, 200, {
				'Content-Type': 'application/json; charset=utf-8',
				'Content-Disposition': `attachment; filename="gongkai-${month}-${site}-report.json"`,
			});
		},
		export: async ({ c, context, search, problem, note }) => {
			const wanted = readExport(c.req.param('month'), c.req.param('file'), search);
			const file = wanted && (await exportDownload(context, wanted));
			if (!file) return problem('missing');
			if (file === 'nothing') return problem('nothingToReport');
			c.header('Content-Type', file.type);
			c.header('Content-Disposition', `attachment; filename="${file.fileName}"`);
			// Nobody reads what a HEAD is answered with: it would be left half written.
			if (c.req.method === 'HEAD') return c.body(null);
			await note();
			return c.body(await streamOf(file.content, onError));
		},
		asset: ({ c, search, problem }) => {
			const name = c.req.param('file');
			if (!Object.hasOwn(assets, name)) return problem('missing');
			const { type, text, hash } = assets[name as AssetName]; // It has that name.
			const etag = `"${hash}"`;
			c.header('ETag', etag);
			const isVersioned = search.get('v') === hash;
			c.header('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
			const known = c.req.header('if-none-match')?.split(',') ?? [];
			if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return c.body(null, 304);
			return c.body(text, 200, { 'Content-Type': type });
		},
	}) satisfies Partial<Handlers>;
