import { declaration } from './xml.ts';

/** Beyond it texts stand in their cells, so that the table stays small. */
const maxTexts = 50_000;

/** Texts that stand in many cells, kept once. */
export class SharedTexts {
	readonly #places = new Map<string, number>();

	/** The place of a text, written as XML; undefined where there is no room for it. */
	indexOf(xml: string): number | undefined {
		const known = this.#places.get(xml);
		if (known !== undefined) return known;
		if (this.#places.size >= maxTexts) return undefined;
		this.#places.set(xml, this.#places.size);
		return this.#places.size - 1;
	}

	*xml(): Generator<string> {
		yield `${declaration}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${this.#places.size}">`;
		for (const text of this.#places.keys()) yield `<si><t xml:space="preserve">${text}</t></si>`;
		yield '</sst>';
	}
}
