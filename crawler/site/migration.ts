/** So many documents on one day, written in so many months: they were moved, not published. */
const leastDocuments = 6;
const leastMonths = 3;

/** Publication days that are those of a move of the publishing system: a day that many documents of many months share. */
export const migrationDays = (
	pages: Iterable<{ readonly publishedOn?: string; readonly writtenOn?: string; readonly number?: string }>,
): ReadonlySet<string> => {
	const days = new Map<string, { count: number; months: Set<string> }>();
	for (const { publishedOn, writtenOn, number } of pages) {
		if (!publishedOn) continue;
		let day = days.get(publishedOn);
		if (!day) {
			day = { count: 0, months: new Set() };
			days.set(publishedOn, day);
		}
		const written = writtenOn?.slice(0, 7) ?? /〔(\d{4})〕/.exec(number ?? '')?.[1];
		// What was written in the month before was published, perhaps in a batch.
		if (!written || written >= monthBefore(publishedOn).slice(0, written.length)) continue;
		day.count++;
		day.months.add(written);
	}
	return new Set(
		[...days]
			.filter(([, { count, months }]) => count >= leastDocuments && months.size >= leastMonths)
			.map(([day]) => day),
	);
};

const monthBefore = (day: string): string => {
	const [year = 0, month = 1] = day.split('-').map(Number);
	return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};
