import type { SeenAnswer } from '../crawler/answers.ts';
import type { Finding, Report, SeenResponse } from './model.ts';
import { shanghaiTime } from './time.ts';

/** Pages where a finding was met, of which the answer is kept. */
const pagesEach = 3;

/** Answers kept with one report, a few hundred bytes each. */
const most = 20_000;

/** Other pages that a finding's words name, of which the answer is kept. */
const namedEach = 2;

const namedIn = (words: string): string[] =>
	(words.match(/https?:\/\/[^\s，。；、（）“”]+/g) ?? []).slice(0, namedEach);

/** What of a finding says on which pages it rests. */
export interface Resting {
	readonly subject: string;
	readonly foundOn?: readonly string[];
	readonly message: string;
	readonly snippet?: string | undefined;
}

/** The addresses whose answers prove a finding: its own, the first pages that hold it, and pages that its words name. */
export const provingAddresses = ({ subject, foundOn = [], message, snippet = '' }: Resting): string[] => [
	...new Set([subject, ...foundOn.slice(0, pagesEach), ...namedIn(message), ...namedIn(snippet)]),
];

const describe = ({ at, redirects, headers, tries, ...rest }: SeenAnswer): SeenResponse => ({
	at: shanghaiTime(at),
	...rest,
	...(redirects ? { redirects: [...redirects] } : {}),
	...(headers ? { headers: { ...headers } } : {}),
	...(tries ? { tries: tries.map((one) => ({ ...one, at: shanghaiTime(one.at) })) } : {}),
});

/** How the addresses answered that the findings rest on; of carried ones, what the report before this has. */
export const responsesOf = (
	findings: readonly Finding[],
	answers: ReadonlyMap<string, SeenAnswer> = new Map(),
	previous?: Report,
): Pick<Report, 'responses'> => {
	const responses: Record<string, SeenResponse> = {};
	let count = 0;
	for (const { subject, foundOn, message, evidence, carried } of findings) {
		for (const url of provingAddresses({ subject, foundOn, message, snippet: evidence.snippet })) {
			const answer = answers.get(url);
			const response = answer ? describe(answer) : carried && previous?.responses?.[url];
			if (!response || Object.hasOwn(responses, url) || count >= most) continue;
			responses[url] = response;
			count++;
		}
	}
	return count > 0 ? { responses } : {};
};
