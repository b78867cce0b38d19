/** What both scripts look at: the years that a list is split by, in a box to choose from or as a row of words, and the button that asks. */
const choiceTools = `
	const squeeze = (text) => (text ?? '').replace(/\\s+/g, '');
	const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
	const addressed = (e) => {
		const href = (e.closest('a')?.getAttribute('href') ?? '').trim();
		return href !== '' && !/^(?:#|javascript:)/i.test(href);
	};
	const framed = (e) => e.closest('header,footer,nav,[class*=header],[class*=footer],[class*=nav],[class*=crumb]') !== null;
	const year = /^(?:19|20)\\d{2}年?度?$/;
	const pressable = (e) => e.closest('a,button,[onclick]') !== null || getComputedStyle(e).cursor === 'pointer';
	const open = /(?:^|[\\s_-])(?:cur(?:rent)?|active|on|now|select(?:ed)?|hover|checked|this)(?:$|[\\s_-])/i;
	const isOpen = (e) => open.test(e.className + ' ' + (e.parentElement?.className ?? ''));
	const box = [...document.querySelectorAll('select')].find((s) => visible(s) && !framed(s) && [...s.options].filter((o) => year.test(squeeze(o.textContent))).length > 1);
	const row = () => {
		const words = [...document.querySelectorAll('li,a,span,dd,div,button,em,td')]
			.filter((e) => year.test(squeeze(e.textContent)) && e.children.length === 0 && visible(e) && !addressed(e) && !framed(e) && pressable(e));
		const around = (e) => e.parentElement.children.length > 1 ? e.parentElement : e.parentElement.parentElement;
		const groups = words.map((e) => words.filter((other) => around(other) === around(e)));
		return groups.find((group) => group.length > 1) ?? [];
	};
	const asking = () => [...document.querySelectorAll('button,a,span,div,input[type=button],input[type=submit]')]
		.find((e) => /^(?:查询|检索|搜索|查找)$/.test(squeeze(e.tagName === 'INPUT' ? e.value : e.children.length > 1 ? '' : e.textContent)) && visible(e) && !addressed(e) && !framed(e) && pressable(e));`;

/** Runs inside the page: the years that its list is split by, without the one that is shown; separated by spaces. `*` stands for all of them at once. */
export const yearsToChoose = `(() => {${choiceTools}
	if (box) {
		const now = box.options[box.selectedIndex];
		if (!now || !year.test(squeeze(now.textContent))) return '';
		if ([...box.options].some((o) => /^(?:全部|所有|不限)/.test(squeeze(o.textContent)))) return '*';
		return [...box.options].filter((o) => o !== now && year.test(squeeze(o.textContent))).map((o) => squeeze(o.textContent)).join(' ');
	}
	return row().filter((e) => !isOpen(e)).map((e) => squeeze(e.textContent)).join(' ');
})()`;

/** Runs inside the page: chooses a year, and presses the button that asks where the choice alone does not. */
export const chooseYear = (name: string): string => `(() => {${choiceTools}
	const wanted = ${JSON.stringify(name)};
	if (!box) {
		row().find((e) => squeeze(e.textContent) === wanted)?.click();
		return 'pressed';
	}
	const option = [...box.options].find((o) => wanted === '*' ? /^(?:全部|所有|不限)/.test(squeeze(o.textContent)) : squeeze(o.textContent) === wanted);
	if (!option) return 'none';
	box.selectedIndex = option.index;
	for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, { bubbles: true }));
	asking()?.click();
	return 'pressed';
})()`;

/** Runs inside the page: presses the button behind which its list comes. Says \`pressed\` or \`none\`. */
export const askForList = `(() => {${choiceTools}
	const button = asking();
	button?.click();
	return button ? 'pressed' : 'none';
})()`;
