// Keeps the page of audits fresh: fetches its changing part every two seconds. Without script a link does.
const live = document.getElementById('live');
const state = document.getElementById('live-state');
const pause = state.querySelector('button');
const everyMs = 2000;
let shown = '';
let isPaused = false;

const swap = (text) => {
	// Whoever types into it, or has read what a button means, is not disturbed.
	if (text === shown || live.querySelector('input:focus, details[open] button:focus')) return;
	shown = text;
	const fresh = new DOMParser().parseFromString(text, 'text/html');
	// Whoever reads by keyboard or has scrolled a table stays where they are.
	const focused = live.contains(document.activeElement) ? document.activeElement : undefined;
	const name = (element) => element.getAttribute('href') ?? element.getAttribute('aria-label');
	const open = [...live.querySelectorAll('details[open]')].map(({ id }) => id);
	const focusedName = focused && name(focused);
	const scrolled = new Map(
		[...live.querySelectorAll('.scroll')].map((frame) => [
			frame.getAttribute('aria-label'),
			frame.scrollLeft,
		]),
	);
	live.replaceChildren(...fresh.body.childNodes);
	for (const id of open) document.getElementById(id)?.setAttribute('open', '');
	for (const frame of live.querySelectorAll('.scroll'))
		frame.scrollLeft = scrolled.get(frame.getAttribute('aria-label')) ?? 0;
	if (focusedName)
		[...live.querySelectorAll('a, summary, .scroll')]
			.find((element) => name(element) === focusedName)
			?.focus({ preventScroll: true });
};

const update = async () => {
	if (isPaused || document.hidden) return;
	try {
		const answer = await fetch(live.dataset.source, { cache: 'no-store' });
		if (answer.ok) swap(await answer.text());
	} catch {
		// The program may be starting anew; the next try tells.
	}
};

const again = async () => {
	await update();
	setTimeout(again, everyMs);
};

pause.addEventListener('click', () => {
	isPaused = !isPaused;
	pause.setAttribute('aria-pressed', String(isPaused));
	if (!isPaused) update();
});
state.hidden = false;
setTimeout(again, everyMs);
