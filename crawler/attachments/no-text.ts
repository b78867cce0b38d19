/** Why a file gave no text. */
export type NoText =
	| 'scanned' // pictures of pages: what they say is for a person to read
	| 'encrypted'
	| 'damaged'
	| 'garbled' // its letters are not told: a font without a table of characters
	| 'too-large'
	| 'timeout'
	| 'empty'
	| 'unsupported';

/** Thrown by a reader of a format and caught by `readText`: there is no text, and that is why. */
export class NoTextError extends Error {
	readonly reason: NoText;

	constructor(reason: NoText, options?: ErrorOptions) {
		super(reason, options);
		this.reason = reason;
	}
}
