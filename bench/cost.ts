/** What one process spent on its pages, all told: fetching, parsing, facts, archive, judging, writing; loading its own code aside. */
export interface Cost {
	readonly pages: number;
	readonly processorMsPerPage: number;
	readonly seconds: number;
	readonly peakMegabytes: number;
	/** Of pages' bodies, as they came over the wire; 0 where nobody counted them. */
	readonly bytes: number;
	readonly requests: number;
}

let loaded = process.cpuUsage();
let begun = performance.now();

/** Counts from here: code that is loaded where it is first used is loaded too. */
export const beginCost = (): void => {
	loaded = process.cpuUsage();
	begun = performance.now();
};

/** Hands this process's cost to the one that started it. */
export const tellCost = (pages: number, { bytes = 0, requests = 0 }: Partial<Cost> = {}): void => {
	const { user, system } = process.cpuUsage(loaded);
	const cost: Cost = {
		pages,
		processorMsPerPage: (user + system) / 1000 / pages,
		seconds: (performance.now() - begun) / 1000,
		peakMegabytes: process.resourceUsage().maxRSS / 1024,
		bytes,
		requests,
	};
	process.send?.(cost);
	process.disconnect?.();
};
