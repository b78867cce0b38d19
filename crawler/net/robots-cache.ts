import type { Fetched } from './fetch.ts';
import { type Robots, readRobots } from './robots.ts';

const robotsBytes = 600_000;

/** The rules of each origin, asked for once, when the first of its addresses is met; `delay` hears what they ask for. */
export const createRobotsCache = (
	ask: (url: string, maxBytes: number) => Promise<Fetched>,
	delay: (url: string, seconds: number) => void,
): ((url: string) => Promise<Robots>) => {
	const known = new Map<string, Promise<Robots>>();
	const read = async (origin: string): Promise<Robots> => {
		const url = `${origin}/robots.txt`;
		const rules = readRobots(url, await ask(url, robotsBytes), 'Gongkai');
		if (rules.crawlDelay) delay(url, rules.crawlDelay);
		return rules;
	};
	return (url) => {
		const { origin } = new URL(url);
		const rules = known.get(origin) ?? read(origin);
		known.set(origin, rules);
		return rules;
	};
};
