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
	// A number that is no link among numbers whose script asks for the page they name.
	const asksFor = (e, n) => {
		const link = e.closest('a,[onclick]');
		const code = (link?.getAttribute('href') ?? '') + ' ' + (link?.getAttribute('onclick') ?? '');
		return /postback|page|goto|turn/i.test(code) && new RegExp('(?:^|[^0-9])' + n + '(?:[^0-9]|$)').test(code);
	};
	if (!current) {
		for (const e of all) {
			const n = /^\\[?\\d{1,4}\\]?$/.test(label(e)) && !pressable(e) && !e.querySelector('a') ? parseInt(label(e).replace('[', ''), 10) + 1 : 0;
			if (n === 0) continue;
			const around = e.parentElement?.parentElement ?? document.body;
			const to = all.find((other) => parseInt(label(other).replace('[', ''), 10) === n && /^\\[?\\d{1,4}\\]?$/.test(label(other)) && around.contains(other) && pressable(other) && !addressed(other) && asksFor(other, n));
			if (to) return press(to);
		}
		return 'none';
	}
	const wanted = String(Number(label(current)) + 1);
	const box = current.parentElement?.parentElement ?? document.body;
	const following = all.find((e) => label(e) === wanted && box.contains(e) && pressable(e) && !addressed(e));
	return following ? press(following) : 'end';
})()`;

/** Runs inside the page: goes to its end, where lists that grow as the reader scrolls take up more. */
export const scrollOn = `(() => {
	window.scrollTo(0, 0);
	window.scrollTo(0, document.documentElement.scrollHeight);
	window.dispatchEvent(new Event('scroll'));
	return 'pressed';
})()`;

/** Runs inside the page: a number that changes whenever the text a visitor sees changes. */
export const textMark = `(() => {
	const text = document.body ? document.body.innerText : '';
	let mark = text.length;
	for (let i = 0; i < text.length; i++) mark = (mark * 31 + text.charCodeAt(i)) | 0;
	return mark;
})()`;

/** An entry of a tree or menu that a script opens in place. */
export interface MenuEntry {
	readonly text: string;
	/**
	 * Its name below those of the branches that it hangs on, and which of that name it is: the same however much of the tree is
	 * open. Below branches that are no entries, such as years, names come again.
	 */
	readonly key: string;
	/** The list or tree that it stands in, by number; -1 where it stands in none. */
	readonly menu: number;
	/** One of a row of tabs of which another is shown as the open one. */
	readonly tab: boolean;
}

/** Entries with an address of their own are fetched by it and left alone; so is the trail that says where the reader is. */
const menuTools = `
	const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const addressed = (e) => {
		const href = (e.closest('a')?.getAttribute('href') ?? '').trim();
		return href !== '' && !/^(?:#|javascript:)/i.test(href);
	};
	const own = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('').replace(/\\s+/g, '');
	const trail = '[class*=crumb],[class*=where],[class*=position],[class*=location],[class*=dqwz]';
	const entries = [...document.querySelectorAll('li,a,span,div,dd,dt,p')]
		.filter((e) => /^[\\u4e00-\\u9fff（）、]{2,14}$/.test(own(e)) && visible(e) && !addressed(e) && !e.closest('table,form,button') && !e.closest(trail))
		.slice(0, 400);
	const firstIn = new Map();
	for (const e of entries) for (let up = e; up; up = up.parentElement) if (!firstIn.has(up)) firstIn.set(up, e);
	const pathOf = (e) => {
		const names = [own(e)];
		let below = e;
		for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
			const first = firstIn.get(up);
			if (first !== below && up.matches('li,dd,[class*=node],[class*=item]')) names.unshift(own(below = first));
		}
		return names.join('>');
	};
	const met = new Map();
	const keys = new Map(entries.map((e) => {
		const path = pathOf(e);
		met.set(path, (met.get(path) ?? 0) + 1);
		return [path + ' ' + met.get(path), e];
	}));`;

/** Runs inside the page: the entries of its trees and menus that are shown, in the page's order. */
export const menuEntries = `(() => {${menuTools}
	const roots = [];
	const menuOf = (e) => {
		let root = null;
		for (let up = e.parentElement; up && up !== document.body; up = up.parentElement)
			if (up.matches('ul,ol,dl,[class*=tree],[class*=menu],[class*=nav]')) root = up;
		if (root && !roots.includes(root)) roots.push(root);
		return roots.indexOf(root);
	};
	const open = /(?:^|[\\s_-])(?:cur(?:rent)?|active|on|now|select(?:ed)?|hover|checked|this)(?:$|[\\s_-])/i;
	const isTab = (e) => {
		let box = e;
		while (box.parentElement && box.parentElement.children.length === 1) box = box.parentElement;
		const row = [...(box.parentElement?.children ?? [])];
		if (row.length < 2 || row.length > 8) return false;
		if (row.some((t) => t.tagName !== box.tagName || t.textContent.trim().length > 14 || addressed(t) || addressed(t.querySelector('a') ?? t))) return false;
		const opened = row.filter((t) => open.test(t.className + ' ' + (t.firstElementChild?.className ?? '')));
		return opened.length === 1 && opened[0] !== box;
	};
	return [...keys].map(([key, e]) => ({ text: own(e), key, menu: menuOf(e), tab: isTab(e) }));
})()`;

/** Runs inside the page: presses the entry with this key and says its name. */
export const pressEntry = (key: string): string => `(() => {${menuTools}
	const entry = keys.get(${JSON.stringify(key)});
	entry?.click();
	return entry === undefined ? '' : own(entry);
})()`;

/** Runs inside the page: characters of its document, a space, and the charset that it was read in. */
export const pageMeasure = `((document.documentElement ? document.documentElement.outerHTML.length : 0) + ' ' + document.characterSet)`;
