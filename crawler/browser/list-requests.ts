import type { Page, Request, Response } from 'playwright';

/** A request by which a page's script asks for data, as far as a script can say it again. */
export interface DataRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** What a script was given. */
export interface DataAnswer {
	readonly request: DataRequest;
	/** Rejects where it is not at hand any more. */
	readonly text: () => Promise<string>;
}

/** Answers that are kept in mind for one turn of a list. */
const mostAnswers = 20;
/** Numbers in one request. */
const mostNumbers = 60;
/** Beyond it, a number is a time or a serial number, and no page of a list. */
const largestPage = 10_000_000;
/** The digits of a time in milliseconds, or of a random number. */
const leastChance = 10;

/** What the browser itself writes, or does not let a script write. */
const ownHeaders =
	/^(?:accept-(?:charset|encoding|language)|access-control-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade(?:-.*)?|user-agent|via|:.*)$/i;

const heard = new WeakMap<Page, Response[]>();

const isData = (request: Request): boolean =>
	/^(?:xhr|fetch)$/.test(request.resourceType()) && /^(?:GET|POST)$/.test(request.method());

/** From here on, what the page's scripts are given is kept in mind. */
export const hearData = (page: Page): void => {
	const answers: Response[] = [];
	heard.set(page, answers);
	page.on('response', (response) => {
		if (response.status() === 200 && isData(response.request()) && answers.length < mostAnswers)
			answers.push(response);
	});
};

const requestOf = (request: Request): DataRequest => {
	const headers = Object.entries(request.headers()).filter(([name]) => !ownHeaders.test(name));
	const body = request.postData();
	return {
		method: request.method(),
		url: request.url(),
		headers: Object.fromEntries(headers),
		...(body === null ? {} : { body }),
	};
};

/** What they were given since this was asked the last time, from the page's own host. */
export const takeHeard = (page: Page): readonly DataAnswer[] => {
	const answers = heard.get(page)?.splice(0) ?? [];
	const { host } = new URL(page.url());
	return answers
		.filter((response) => new URL(response.url()).host === host)
		.map((response) => ({ request: requestOf(response.request()), text: () => response.text() }));
};

/** Continues a text of which only numbers differ, each by as much every time; undefined where the texts differ otherwise, or in nothing. */
const continuing = (texts: readonly [string, string, string]): ((steps: number) => string) | undefined => {
	const [words = [], ...others] = texts.map((text) => text.split(/\d+/));
	if (words.length > mostNumbers + 1) return undefined;
	if (!others.every((other) => other.length === words.length && other.every((word, n) => word === words[n])))
		return undefined;
	const numbers = texts.map((text): readonly string[] => text.match(/\d+/g) ?? []);
	const steps: number[] = [];
	for (let n = 0; n + 1 < words.length; n++) {
		const [a, b, c] = numbers.map((of) => of[n] ?? '') as [string, string, string];
		const [first, second, third] = [Number(a), Number(b), Number(c)];
		const isFraction = words[n] === '.' && numbers.every((of) => of[n - 1] === '0');
		const isChance = c.length >= leastChance || isFraction;
		if (a === b && b === c) steps.push(0);
		else if (isChance) steps.push(0);
		else if (third - second === second - first && third > second && third < largestPage)
			steps.push(third - second);
		else return undefined;
	}
	if (steps.every((step) => step === 0)) return undefined;
	const last = numbers[2] ?? [];
	return (count) =>
		words
			.map((word, n) => {
				const step = steps[n] ?? 0;
				return `${word}${step === 0 ? (last[n] ?? '') : Number(last[n]) + step * count}`;
			})
			.join('');
};

/** The request that the script would make so many turns later, by those that it made for three pages in turn. */
export const nextRequests = (
	requests: readonly [DataRequest, DataRequest, DataRequest],
): ((turns: number) => DataRequest) | undefined => {
	const [first, second, third] = requests;
	const isOneKind = requests.every(
		({ method, body }) => method === third.method && (body === undefined) === (third.body === undefined),
	);
	if (!isOneKind) return undefined;
	const written = ({ url, body }: DataRequest): string => `${url}\n${body ?? ''}`;
	const next = continuing([written(first), written(second), written(third)]);
	return (
		next &&
		((turns) => {
			const [url = '', ...body] = next(turns).split('\n');
			return { ...third, url, ...(third.body === undefined ? {} : { body: body.join('\n') }) };
		})
	);
};

/** Runs inside the page: asks as its script would; answers nothing where that fails or is too much. */
export const askAgain = ({ method, url, headers, body }: DataRequest, maxLength: number): string => {
	const how = JSON.stringify({ method, headers, body, credentials: 'same-origin' });
	return `fetch(${JSON.stringify(url)}, ${how}).then((answer) => (answer.status === 200 ? answer.text() : ''))
	.then((text) => (text.length > ${maxLength} ? '' : text), () => '')`;
};
