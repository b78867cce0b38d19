/** What one process spent on its pages, all told: start-up, parsing, judging, writing. */
export interface Cost {
	readonly pages: number;
	readonly processorMsPerPage: number;
	readonly seconds: number;
	readonly peakMegabytes: number;
}

/** Hands this process's cost to the one that started it. */
export const tellCost = (pages: number): void => {
	const { user, system } = process.cpuUsage();
	const cost: Cost = {
		pages,
		processorMsPerPage: (user + system) / 1000 / pages,
		seconds: process.uptime(),
		peakMegabytes: process.resourceUsage().maxRSS / 1024,
	};
	process.send?.(cost);
	process.disconnect?.();
};
