// On a finding's page: the keys of the list, and what a second look saw as soon as it is known. Without script the links do both.
const everyMs = 2000;
const live = document.getElementById('rechecks-live');

const follow = (rel) => document.querySelector(`.neighbours a[rel="${rel}"]`)?.click();
const keys = { ArrowLeft: 'prev', k: 'prev', ArrowRight: 'next', j: 'next' };

document.addEventListener('keydown', (event) => {
	if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
	// Whoever types, chooses or scrolls sideways means that.
	if (event.target.closest('input, select, textarea, summary, [contenteditable], .scroll')) return;
	const rel = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
	if (rel) follow(rel);
});

// What a choice needs is asked for before it is sent: what was typed is not lost to a page that says so.
const decide = document.querySelector('input[type="radio"][name="step"]')?.form;
const ask = () => {
	const choice = decide.querySelector('input[name="step"]:checked');
	for (const name of ['reason', 'until']) {
		const field = decide.elements[name];
		if (field) field.required = choice?.dataset[name] !== undefined;
	}
};
decide?.addEventListener('change', ask);
// A browser that comes back to the page keeps what was chosen.
addEventListener('pageshow', () => decide && ask());

// Only what second looks change is replaced: what somebody has typed elsewhere stays.
const update = async () => {
	if (document.hidden) return true;
	try {
		const answer = await fetch(live.dataset.source, { cache: 'no-store' });
		if (!answer.ok) return false;
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const isBusy = fresh.querySelector('[data-busy]') !== null;
		// Nobody loses the place where they are to news that are none.
		if (isBusy) return true;
		for (const part of fresh.querySelectorAll('template')) {
			document
				.querySelector(`[data-live="${part.dataset.live}"]`)
				?.replaceChildren(...part.content.childNodes);
			part.remove();
		}
		live.replaceChildren(...fresh.body.childNodes);
		return false;
	} catch {
		// The program may be starting anew; the next try tells.
		return true;
	}
};

const again = async () => {
	if (await update()) setTimeout(again, everyMs);
};

if (live?.querySelector('[data-busy]')) setTimeout(again, everyMs);
