/** An entry of the list that is shown: its title, and which it is of how many with that title. */
export interface Entry {
	readonly title: string;
	readonly nth: number;
	readonly of: number;
}

/**
 * Runs inside the page: presses the entry, as a visitor would, and keeps what it would open in a new window.
 * Says whether there is such an entry.
 */
export const openEntry = ({ title, nth, of }: Entry): string => `(() => {
	const squeeze = (text) => (text ?? '').replace(/\\s+/g, '');
	const wanted = squeeze(${JSON.stringify(title)});
	const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const addressed = (e) => {
		const href = (e.closest('a')?.getAttribute('href') ?? '').trim();
		return href !== '' && !/^(?:#|javascript:)/i.test(href);
	};
	const entries = [];
	let found;
	for (const e of document.querySelectorAll('a,li,tr,td,dd,dt,p,div,span,h3,h4,h5,[onclick]')) {
		const named = squeeze(e.title) === wanted || (e.textContent.length < 1000 && squeeze(e.textContent).includes(wanted));
		if (named && visible(e) && !addressed(e)) found = e; // The innermost comes last.
		else if (found && !found.contains(e)) {
			entries.push(found);
			found = undefined;
			if (${of} === 1) break;
		}
	}
	if (found) entries.push(found);
	// An entry may show its title twice.
	found = entries.length % ${of} === 0 ? entries[${nth} * entries.length / ${of}] : undefined;
	if (!found) return 'none';
	window.__opened = '';
	const note = (url) => { if (url) window.__opened = new URL(String(url), document.baseURI).href; };
	const place = { set href(url) { note(url); }, get href() { return 'about:blank'; }, assign: note, replace: note };
	window.open = (url) => {
		note(url);
		return { focus() {}, close() {}, opener: null, get location() { return place; }, set location(url) { note(url); } };
	};
	const control = found.closest('a,button,[onclick]') ?? found;
	control.click();
	return 'pressed';
})()`;

/** Runs inside the page: what the last entry would have opened in a new window; empty where it did not. */
export const openedWindow = `String(window.__opened ?? '')`;
