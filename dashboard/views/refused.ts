import { html } from 'hono/html';
import { maxText, type Refused } from '../forms.ts';
import { formMessages } from '../messages/forms.ts';
import { type Markup, nothing } from './markup.ts';
import { type Operator, signer } from './operate.ts';

/** What was refused, where it was this form of the page. */
export const refusedAt = (refused: Refused | undefined, form: string): Refused | undefined =>
	refused?.form === form ? refused : undefined;

/** Why nothing was kept. */
const whyView = (refused: Refused | undefined): Markup =>
	refused ? html`<p class="card notice wide" role="alert">${formMessages.refused(refused.why)}</p>` : nothing;

/** Whether a page says why: the form may be there no more. */
export const isWhyTold = async (body: Markup): Promise<boolean> => `${await body}`.includes(' role="alert"');

/** What was typed into a field, as its value. */
export const typedIn = (refused: Refused | undefined, name: string): Markup => {
	const text = refused?.typed(name) ?? '';
	return text === '' ? nothing : html` value="${text}"`;
};

/** Whether it was chosen, of several or by itself. */
export const chosenIn = (
	refused: Refused | undefined,
	name: string,
	value: string,
	mark = 'checked',
): Markup => (refused?.typed(name) === value ? html` ${mark}` : nothing);

/** Who asks. A form that was refused says why. */
export const signerOf = (operator: Operator, refused: Refused | undefined): Markup =>
	html`${whyView(refused)}${signer({ name: refused?.typed('by') || operator.name, isSignedIn: operator.isSignedIn })}`;

/** What they write with it. A form that was refused is gone on with here. */
export const reasonField = (
	label: string,
	refused: Refused | undefined,
	{ placeholder, isRequired = false }: { readonly placeholder?: string; readonly isRequired?: boolean } = {},
): Markup =>
	html`<label class="wide">${label} <input name="reason" maxlength="${maxText}"${placeholder ? html` placeholder="${placeholder}"` : nothing}${typedIn(refused, 'reason')}${isRequired ? html` required` : nothing}${refused ? html` autofocus` : nothing}></label>`;
