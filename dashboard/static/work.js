// Counts what is ticked in the work list, and ticks all of a page at once. Without script each is ticked by itself.
const form = document.querySelector('form.work');
const boxes = [...form.querySelectorAll('td.pick input')];
const chosen = form.querySelector('.chosen');
const heading = form.querySelector('thead th');

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
