import type { Random } from '../fixtures/country/random.ts';

/** A page with one thing done to it, from harmless to hostile. */
type Mutation = (page: string, random: Random, stock: readonly string[]) => string;

/** Longer pages are cut: the crawl reads five million bytes of a page, and a test has its time. */
const longest = 600_000;

const at = (page: string, random: Random): number => random.int(0, page.length);
const insert = (page: string, where: number, text: string): string =>
	page.slice(0, where) + text + page.slice(where);
/** A piece of the page, up to so many characters. */
const piece = (page: string, random: Random, most: number): string => {
	const from = at(page, random);
	return page.slice(from, from + random.int(1, most));
};
const times = (random: Random, heaviest: number): number =>
	random.pick([2, 10, 100, heaviest / 10, heaviest]);
const noise = (random: Random, length: number): string =>
	Array.from({ length }, () => String.fromCharCode(random.int(0, 0xffff))).join('');

const openings = [
	...['<div>', '<p>', '<a href="/x">', '<table><tr><td>', '<ul><li>', '<span>', '<b>', '<form>', '<font>'],
	...['<select><option>', '<svg>', '<script>', '<style>', '<title>', '<textarea>', '<!--', '<![CDATA['],
	...[
		'<iframe src="/x">',
		'<frameset><frame>',
		'<head>',
		'<body>',
		'<template>',
		'<noscript>',
		'<base href="',
	],
	...['<h1>', '<li onclick="window.open(\'/x.html\')">', '<meta content="', '<a title="', "<a href='"],
];
/** What the readers of statements, numbers and dates look for, in pieces and never ending. */
const words = [
	...[
		'《',
		'》',
		'〔',
		'〕',
		'（',
		'）',
		'“',
		'”',
		'关于',
		'废止',
		'失效',
		'的通知',
		'的决定',
		'有效期',
		'至',
	],
	...[
		'自',
		'年',
		'月',
		'日',
		'2026年11月3日',
		'二〇二六年',
		'2026-',
		'-11',
		'号',
		'第',
		'条',
		'附件',
		'：',
		'、',
	],
	...[
		'此件公开发布',
		'（此件',
		'发布时间：',
		'索引号',
		'发文字号：',
		'您的位置：',
		'>',
		'»',
		'共',
		'页',
		'下一页',
	],
	...[
		'临政发',
		'〔2026〕',
		'12号',
		'国务院令',
		'修订',
		'根据',
		'继续有效',
		'同时',
		' ',
		'\u3000',
		'&nbsp;',
		'…',
	],
	...[
		'暂无',
		'404',
		'不存在',
		'当前位置',
		'var ',
		'="',
		"document.write('",
		'createPageHTML(',
		'.pdf',
		'"',
		"'",
	],
];

const mutations: Readonly<Record<string, Mutation>> = {
	'cut off': (page, random) => page.slice(0, at(page, random)),
	'beginning lost': (page, random) => page.slice(at(page, random)),
	'piece lost': (page, random) => {
		const from = at(page, random);
		return page.slice(0, from) + page.slice(from + random.int(1, 2000));
	},
	'piece doubled': (page, random) => insert(page, at(page, random), piece(page, random, 5000)),
	'piece over and over': (page, random) =>
		insert(page, at(page, random), piece(page, random, 300).repeat(times(random, 1000))),
	'piece of another page': (page, random, stock) =>
		insert(page, at(page, random), piece(random.pick(stock), random, 20_000)),
	'page in a page': (page, random, stock) => insert(page, at(page, random), random.pick(stock)),
	'tags swapped': (page, random) => {
		const tags = [...new Set(page.match(/<\/?\w+/g) ?? ['<p'])];
		const [one, other] = [random.pick(tags), random.pick(tags)];
		return page.replaceAll(one, '\0').replaceAll(other, one).replaceAll('\0', other);
	},
	'one sign lost everywhere': (page, random) =>
		page.replaceAll(random.pick(['"', '>', '/', '<', '=', ' ', '：']), ''),
	'closing tags lost': (page, random) =>
		page.replaceAll(
			random.pick(['</p>', '</div>', '</td>', '</a>', '</script>', '</title>', '</ul>', '</li>']),
			'',
		),
	'upper case': (page) => page.toUpperCase(),
	'random characters': (page, random) => insert(page, at(page, random), noise(random, random.int(1, 2000))),
	'lone surrogates and zeros': (page, random) =>
		insert(
			page,
			at(page, random),
			random.pick(['\0', '\ud800', '\udfff', '\ufffe', '\u202e']).repeat(times(random, 5000)),
		),
	'deep nesting': (page, random) =>
		insert(page, at(page, random), random.pick(openings).repeat(times(random, 30_000))),
	'two tags in turn': (page, random) =>
		insert(
			page,
			at(page, random),
			(random.pick(openings) + random.pick(openings)).repeat(times(random, 10_000)),
		),
	'closing tags alone': (page, random) =>
		insert(
			page,
			at(page, random),
			random.pick(['</div>', '</a>', '</p>', '</br>', '</body></html>']).repeat(times(random, 30_000)),
		),
	'huge attribute': (page, random) =>
		insert(
			page,
			at(page, random),
			`<a ${random.pick(['href', 'onclick', 'style', 'class', 'title', 'id'])}="${random.pick(words).repeat(times(random, 50_000))}">x</a>`,
		),
	'many attributes': (page, random) =>
		insert(
			page,
			at(page, random),
			`<div ${Array.from({ length: times(random, 20_000) }, (_, i) => `a${i}="${i}"`).join(' ')}>`,
		),
	entities: (page, random) =>
		insert(
			page,
			at(page, random),
			random
				.pick(['&', '&#', '&#x', '&amp;', '&lt;', '&#99999999;', '&nbsp', '&notit;'])
				.repeat(times(random, 100_000)),
		),
	'one word over and over': (page, random) =>
		insert(page, at(page, random), random.pick(words).repeat(times(random, 50_000))),
	'two words in turn': (page, random) =>
		insert(page, at(page, random), (random.pick(words) + random.pick(words)).repeat(times(random, 20_000))),
	'words in any order': (page, random) =>
		insert(
			page,
			at(page, random),
			Array.from({ length: times(random, 20_000) }, () => random.pick(words)).join(''),
		),
	'words in lines': (page, random) =>
		insert(
			page,
			at(page, random),
			Array.from(
				{ length: times(random, 5000) },
				() => `<p>${random.pick(words)}${random.pick(words)}${random.pick(words)}`,
			).join(''),
		),
	'words in links': (page, random) =>
		insert(
			page,
			at(page, random),
			Array.from(
				{ length: times(random, 5000) },
				(_, i) =>
					`<li><a href="/${random.pick(words)}${i}.html">${random.pick(words)}${random.pick(words)}</a>`,
			).join(''),
		),
	'blanks in the middle': (page, random) =>
		insert(
			page,
			at(page, random),
			random.pick([' ', '\n', '\t', '\u3000', '\u200b', '\r\n ']).repeat(times(random, 100_000)),
		),
	'long line of digits': (page, random) =>
		insert(
			page,
			at(page, random),
			random.pick(['1', '2026', '-1', '.1', '/2', '一', '二〇']).repeat(times(random, 50_000)),
		),
	'in a script': (page, random) =>
		insert(
			page,
			at(page, random),
			`<script>${Array.from({ length: times(random, 5000) }, () => random.pick([...words, ...openings, 'location.href=', '\\', '+', ';', '{', '(', '//', '/*'])).join('')}</script>`,
		),
};

/** The page after one to four mutations, and their names. */
export const mutate = (
	page: string,
	random: Random,
	stock: readonly string[],
): { text: string; names: readonly string[] } => {
	const names: string[] = [];
	let text = page;
	for (let left = random.int(1, 4); left > 0; left--) {
		const name = random.pick(Object.keys(mutations));
		names.push(name);
		text = (mutations[name] as Mutation)(text, random, stock).slice(0, longest);
	}
	return { text, names };
};

/** The same with some of its bits turned over or some of its bytes lost. */
export const damage = (bytes: Buffer, random: Random): Buffer => {
	const damaged = Buffer.from(bytes);
	if (damaged.length === 0) return damaged;
	for (let left = random.pick([0, 1, 20, damaged.length / 50]); left > 0; left--) {
		const where = random.int(0, damaged.length - 1);
		damaged[where] = (damaged[where] as number) ^ (1 << random.int(0, 7));
	}
	return random.chance(0.2) ? damaged.subarray(random.int(0, 3)) : damaged;
};

/** Bytes without any sense, or with a little. */
export const nonsense = (random: Random): Buffer => {
	const [least, most] = random.pick([
		[0, 255],
		[0x80, 0xff],
		[0x20, 0x7e],
		[0x3c, 0x3e],
		[0, 3],
	] as const);
	return Buffer.from(
		Array.from({ length: random.pick([0, 1, 2, 3, 100, 5000, 100_000]) }, () => random.int(least, most)),
	);
};
