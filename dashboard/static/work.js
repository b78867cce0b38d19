// Counts what is ticked in the work list, and ticks all of a page at once. Without script each is ticked by itself.
const form = document.querySelector('form.work');
const boxes = [...(form?.querySelectorAll('td.pick input') ?? [])];
const chosen = form?.querySelector('.chosen');
const heading = form?.querySelector('thead th');
const everyMs = 3000;

if (boxes.length > 0 && chosen && heading) {
	const all = document.createElement('input');
	all.type = 'checkbox';
	all.setAttribute('aria-label', form.dataset.all);
	const label = document.createElement('label');
	label.className = 'pick all';
	label.append(all, form.dataset.all);
	form.querySelector('.acts').prepend(label);
	const count = () => {
		const ticked = boxes.filter((box) => box.checked).length;
		chosen.hidden = ticked === 0;
		chosen.textContent = form.dataset.chosen.replace('0', String(ticked));
		all.checked = ticked === boxes.length;
		all.indeterminate = ticked > 0 && ticked < boxes.length;
	};
	all.addEventListener('change', () => {
		for (const box of boxes) box.checked = all.checked;
		count();
	});
	form.addEventListener('change', count);
	count();
}

// As long as something is looked at again: how far each task is, and nothing else, so that what is ticked or typed stays. Without script a link does.
const update = async () => {
	if (document.hidden) return true;
	try {
		const answer = await fetch(location.href, { cache: 'no-store' });
		if (!answer.ok) return false;
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const parts = new Map(
			[...fresh.querySelectorAll('[data-live]')].map((part) => [part.dataset.live, part.innerHTML]),
		);
		for (const part of document.querySelectorAll('[data-live]')) {
			const text = parts.get(part.dataset.live);
			// What is repaired by now is in the list no more.
			if (text === undefined) part.textContent = document.querySelector('[data-over]').dataset.over;
			else if (text !== part.innerHTML) part.innerHTML = text;
		}
		return fresh.querySelector('[data-busy]') !== null;
	} catch {
		// The program may be starting anew; the next try tells.
		return true;
	}
};

const again = async () => {
	if (await update()) setTimeout(again, everyMs);
};

if (document.querySelector('[data-busy]')) setTimeout(again, everyMs);
