import type { SeenAnswer } from '../crawler/answers.ts';
import type { Finding, Report, SeenResponse } from './model.ts';
import { shanghaiTime } from './time.ts';

/** Pages where a finding was met, of which the answer is kept. */
const pagesEach = 3;

/** Answers kept with one report, a few hundred bytes each. */
const most = 20_000;

/** The addresses whose answers prove a finding. */
export const provingAddresses = (subject: string, foundOn: readonly string[] = []): string[] => [
	...new Set([subject, ...foundOn.slice(0, pagesEach)]),
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
	for (const { subject, foundOn, carried } of findings) {
		for (const url of provingAddresses(subject, foundOn)) {
			const answer = answers.get(url);
			const response = answer ? describe(answer) : carried && previous?.responses?.[url];
			if (!response || Object.hasOwn(responses, url) || count >= most) continue;
			responses[url] = response;
			count++;
		}
	}
	return count > 0 ? { responses } : {};
};
