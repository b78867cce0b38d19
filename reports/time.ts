/** An instant with the offset of Asia/Shanghai, which has had no summer time since 1991. */
export const shanghaiTime = (instant: string): string =>
	`${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
