/** What can be wrong with a site's links. */
import type { BrokenReason, ErrorPage, Target } from '../../../crawler/model.ts';
import { at } from '../site.ts';
import { beside, rewritten } from './changes.ts';
import type { Mutate } from './mutation.ts';
import { drawPaper } from './papers.ts';
import { type Town, withPapers } from './town.ts';

const foundOn = { foundOn: [{ page: at('/zc/'), text: '工作指引' }], foundOnCount: 1 };

const broken =
	(
		type: Target['type'],
		address: (no: number) => string,
		reasons: readonly (BrokenReason | number)[],
	): Mutate =>
	(town) => {
		const url = at(address(town.no()));
		const why = town.random.pick(reasons);
		const target = (state: Target['state']): Target => ({
			...{ url, type, state, tries: ['404', '404', '404'], ...foundOn },
			...(typeof why === 'number' ? { status: why } : { reason: why }),
		});
		return {
			clean: beside(town, { targets: [target('wall')] }),
			faulty: beside(town, { targets: [target('broken')] }),
			subject: url,
		};
	};

const lost: Mutate = (town) => {
	const url = at(`/tz/${town.no()}.html`);
	const by = town.random.pick(['words', 'redirect', 'fingerprint'] as const);
	const page: ErrorPage = { url, by, snippet: '您访问的页面不存在', ...foundOn };
	return {
		clean: town,
		faulty: beside(town, { errorPages: [page] }),
		subject: url,
		certainty: by === 'fingerprint' ? 'review' : 'certain',
	};
};

const hijacked: Mutate = (town) => {
	const url = `http://old${town.no()}.example.com/`;
	const kind = town.random.pick(['gambling', 'porn', 'parking'] as const);
	return {
		clean: town,
		faulty: beside(town, { hijacked: [{ url, kind, title: '域名出售', ...foundOn }] }),
		subject: url,
		certainty: 'review',
	};
};

const hiddenLink: Mutate = (town) => {
	const [column = '/xw/'] = town.random.shuffle(['/xw/', '/tz/']);
	const path = town.articles[column]?.[0]?.path ?? '';
	const url = `http://www.lucky${town.no()}-example.com/`;
	const link = `<a href="${url}">彩票投注</a>`;
	const style = town.random.pick([
		'display:none',
		'position:absolute;left:-9999px',
		'height:1px;overflow:hidden',
	]);
	const end = '<div class="footer">';
	return {
		clean: rewritten(town, path, (html) => html.replace(end, `<p>${link}</p>${end}`)),
		faulty: rewritten(town, path, (html) => html.replace(end, `<div style="${style}">${link}</div>${end}`)),
		subject: url,
		certainty: 'review',
	};
};

const wrongLink: Mutate = (town) => {
	const { random } = town;
	const subject = town.subject();
	let another = town.subject();
	// 供热安全 and 停车安全 may be parts of one document.
	while (another.slice(-2) === subject.slice(-2)) another = town.subject();
	const both = withPapers(
		town,
		...[subject, another].map((about) => drawPaper(random, about, town.no(), 'rule')),
	);
	const [meant, other] = both.papers.slice(-2);
	if (!meant || !other) throw new Error('expected two documents');
	const end = '</div>\n<div class="footer">';
	const linking = (href: string, text: string): Town =>
		rewritten(both, '/ly/', (html) => html.replace(end, `<p>详见：<a href="${href}">${text}</a></p>${end}`));
	if (random.chance(0.5))
		return {
			clean: linking(meant.path, meant.title),
			faulty: linking(other.path, meant.title),
			subject: other.path,
		};
	const url = random.pick([
		'http://192.168.1.20/zc/',
		'http://10.0.3.7:8080/a.html',
		'http://127.0.0.1/',
		'file:///D:/wj/1.doc',
	]);
	return { clean: linking(meant.path, meant.title), faulty: linking(url, '工作指引'), subject: url };
};

export const linkMutations: Readonly<Record<string, Mutate>> = {
	'broken-link': broken('page', (no) => `/zc/${no}.html`, [404, 410, 500, 'timeout', 'dns']),
	'broken-attachment': broken('attachment', (no) => `/files/${no}.doc`, [
		404,
		'empty-file',
		'html-in-file',
		'damaged-file',
	]),
	'broken-external-link': broken('external', (no) => `https://www.example${no}.com/`, [
		404,
		410,
		'dns',
		'timeout',
	]),
	'soft-404': lost,
	'hijacked-link': hijacked,
	'hidden-link': hiddenLink,
	'wrong-link': wrongLink,
};
