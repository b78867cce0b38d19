import { declaration } from './xml.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export type Relation = readonly [type: string, target: string];

/** How a part of an office file names others, as `rId1` and so on; a type that is no address is one of the office formats' own. */
export const relationsXml = (relations: readonly Relation[]): string =>
	`${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations
		.map(
			([type, target], n) =>
				`<Relationship Id="rId${n + 1}" Type="${type.includes(':') ? type : `${office}/${type}`}" Target="${target}"/>`,
		)
		.join('')}</Relationships>`;
