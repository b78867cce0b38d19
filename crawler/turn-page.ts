/**
 * Runs inside the page: presses what leads to the list's next page, as a visitor would.
 * Says `pressed`, `end` (a next button is there and switched off, or the last number is reached) or `none`.
 * Controls with an address of their own are left alone: those pages are fetched by address.
 */
export const turnPage = `(() => {
	const squeeze = (text) => (text ?? '').replace(/\\s+/g, '');
	const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const nextWords = /^(?:下一?页|后一?页|下一页[>»›]*|[>»›]|>>|nextpage|next)$/i;
	const moreWords = /^(?:点击)?(?:加载|查看|显示)更多(?:\\.{3}|…|\\+|>+)?$/;
	const off = (e) =>
		e.disabled || e.getAttribute('aria-disabled') === 'true' ||
		/(?:^|[\\s_-])(?:disabled?|nolink|off|gray|grey|noclick|unable|layui-disabled)(?:$|[\\s_-])/i.test(e.className + ' ' + (e.parentElement?.className ?? ''));
	const addressed = (e) => {
		const link = e.closest('a');
		if (!link) return false;
		const href = (link.getAttribute('href') ?? '').trim();
		return href !== '' && !/^(?:#|javascript:)/i.test(href);
	};
	const pressable = (e) =>
		e.closest('a,button,[onclick]') !== null || e.tagName === 'INPUT' || getComputedStyle(e).cursor === 'pointer';
	const label = (e) => squeeze(e.tagName === 'INPUT' ? e.value : e.children.length > 2 ? '' : e.textContent) || squeeze(e.title);
	const press = (e) => { (e.closest('a,button,[onclick]') ?? e).click(); return 'pressed'; };
	const all = [...document.querySelectorAll('a,button,span,li,div,em,i,b,input[type=button],input[type=submit]')]
		.filter((e) => label(e).length <= 12 && visible(e));
	const nexts = all.filter((e) => nextWords.test(label(e)) && pressable(e));
	if (nexts.some(addressed)) return 'none';
	const next = nexts.find((e) => !off(e) && !off(e.closest('a,button,[onclick],li') ?? e));
	if (next) return press(next);
	const more = all.filter((e) => moreWords.test(label(e)) && pressable(e) && !addressed(e)).at(-1);
	if (more && !off(more)) return press(more);
	if (nexts.length > 0) return 'end';
	const current = all.find((e) => /^\\d{1,4}$/.test(label(e)) && /(?:^|[\\s_-])(?:cur(?:rent)?|active|on|now|select(?:ed)?|hover|thisclass|layui-laypage-curr)(?:$|[\\s_-])/i.test(e.className + ' ' + (e.parentElement?.className ?? '')));
	if (!current) return 'none';
	const wanted = String(Number(label(current)) + 1);
	const box = current.parentElement?.parentElement ?? document.body;
	const following = all.find((e) => label(e) === wanted && box.contains(e) && pressable(e) && !addressed(e));
	return following ? press(following) : 'end';
})()`;

/** Runs inside the page: a number that changes whenever the text a visitor sees changes. */
export const textMark = `(() => {
	const text = document.body ? document.body.innerText : '';
	let mark = text.length;
	for (let i = 0; i < text.length; i++) mark = (mark * 31 + text.charCodeAt(i)) | 0;
	return mark;
})()`;

/**
 * Runs inside the page: names of the entries of a tree or menu that a script opens in place, in the page's order;
 * with a number, presses that entry. Entries with an address of their own are fetched by it and left alone.
 */
export const pressMenu = (press?: number): string => `(() => {
	const wanted = ${press ?? -1};
	const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const addressed = (e) => {
		const href = (e.closest('a')?.getAttribute('href') ?? '').trim();
		return href !== '' && !/^(?:#|javascript:)/i.test(href);
	};
	const own = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('').replace(/\\s+/g, '');
	const entries = [...document.querySelectorAll('li,a,span,div,dd,dt,p')]
		.filter((e) => /^[\\u4e00-\\u9fff（）、]{2,14}$/.test(own(e)) && visible(e) && !addressed(e) && !e.closest('table,form,button'))
		.slice(0, 200);
	if (wanted < 0) return entries.map(own);
	const entry = entries[wanted];
	entry?.click();
	return entry === undefined ? '' : own(entry);
})()`;

/** Runs inside the page: characters of its document, a space, and the charset that it was read in. */
export const pageMeasure = `((document.documentElement ? document.documentElement.outerHTML.length : 0) + ' ' + document.characterSet)`;
