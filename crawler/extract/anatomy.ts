import { findBody } from './body.ts';
import { squeeze } from './dom.ts';
import type { PageContext } from './fact.ts';
import { isMetadataTable, type LabelValue } from './labels.ts';
import { readOwnLabels, withoutExplained, withoutTrailingTable } from './own-labels.ts';
import type { Range, Scan, ScanLine } from './scan.ts';
import { chooseTitle, type FoundTitle, findHeading, locateTitle } from './title.ts';

/** The page taken apart: its heading, its text, its metadata. */
export interface Anatomy {
	readonly scan: Scan;
	readonly heading?: Range;
	readonly body: Range;
	/** Title, text and the boxes around them, down to the page's foot. */
	readonly article: Range;
	readonly labels: readonly LabelValue[];
	readonly table: boolean;
	readonly title?: FoundTitle;
}

const foot = /版权所有|网站标识码|ICP备|公网安备|主办单位|^主办\s*[:：]|网站地图|友情链接/;

const articleOf = ({ lines }: Scan, heading: Range | undefined, body: Range): Range => {
	let to = body.to;
	while (to < lines.length && !foot.test((lines[to] as ScanLine).text)) to++;
	return { from: Math.max(0, Math.min(heading?.from ?? body.from, body.from) - 2), to };
};

/** Finds the parts of a page of 公文, policy, interpretation or news. */
export const takeApart = (scan: Scan, page: PageContext): Anatomy => {
	const shown = findHeading(scan, page);
	let heading: Range | undefined = shown;
	let body = withoutTrailingTable(scan, findBody(scan, heading), shown?.text ?? '');
	const labels = withoutExplained(readOwnLabels(scan, body, shown?.text ?? ''), shown?.text ?? '');
	const title = chooseTitle(page, shown, labels);
	if (title && squeeze(shown?.text ?? '') !== squeeze(title.text)) {
		// The heading is not the title: look where the title stands, be it over several lines inside the text.
		const place = locateTitle(scan, title.text, body.to);
		if (place && (!heading || place.from >= body.from)) {
			heading = place;
			if (place.from >= body.from && place.to < body.to && place.from < body.from + 6)
				body = { from: place.to, to: body.to };
		}
	}
	return {
		scan,
		body,
		labels,
		article: articleOf(scan, heading, body),
		table: isMetadataTable(labels),
		...(heading ? { heading } : {}),
		...(title ? { title } : {}),
	};
};
