/** A person before the dashboard: what they see, follow, fill in and take away. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Locator, Page } from 'playwright';

export interface Walk {
	readonly page: Page;
	/** A part of the page by what it is and is called. */
	readonly named: (role: 'navigation' | 'form' | 'region' | 'table', name: string) => Locator;
	/** Waits until the page's own heading is this. */
	readonly arrives: (heading: string) => Promise<void>;
	/** Waits until each of these texts can be seen, on the page or in a part of it. */
	readonly sees: (texts: readonly (string | RegExp)[], within?: Locator) => Promise<void>;
	/** Presses the one link that has this name, on the page or in a part of it. */
	readonly follows: (name: string | RegExp, within?: Locator) => Promise<void>;
	readonly presses: (button: string) => Promise<void>;
	/** Chooses from a list by its label, on the page or in a part of it. */
	readonly chooses: (label: string, option: string, within?: Locator) => Promise<void>;
	/** Looks for text in the list of sites. */
	readonly searches: (text: string) => Promise<void>;
	/** Presses the link of a file; its name and its bytes. */
	readonly downloads: (name: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>;
	/** The cells of a table's rows, headings left out. */
	readonly rowsOf: (table: string | RegExp) => Promise<string[][]>;
	/** What the browser complained of so far: errors, broken policies, answers that are none. */
	readonly complaints: string[];
	readonly ends: () => Promise<void>;
}

/** The number at the beginning of what a cell says. */
export const numberIn = (text = ''): number => Number.parseFloat(text.replaceAll(',', ''));

/** Whether a table's bytes are such as Excel reads: UTF-8 with its mark, and lines that end as in Windows. */
const isForExcel = (bytes: Buffer): boolean => {
	const text = bytes.toString('utf8');
	return text.startsWith('\ufeff') && text.endsWith('\r\n') && !text.replaceAll('\r\n', '').includes('\n');
};

/** The rows of a downloaded table by their titles. */
export const tableIn = (bytes: Buffer): Record<string, string>[] => {
	if (!isForExcel(bytes)) throw new Error(`expected a table for Excel: ${bytes.subarray(0, 80)}`);
	return parse(bytes, { bom: true, columns: true });
};

/** Opens the dashboard where its address leads; all else is reached by what is on its pages. */
export const walkIn = async (browser: Browser, url: string, javaScriptEnabled: boolean): Promise<Walk> => {
	const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
	context.setDefaultTimeout(60_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('response', (answer) => {
		if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
	});
	await page.goto(url);
	const clicks = async (target: Locator): Promise<void> => {
		await target.click();
		await page.waitForLoadState();
	};
	const presses = (name: string) => clicks(page.getByRole('button', { name, exact: true }));
	const within = (part?: Locator) => part ?? page.locator('body');
	return {
		page,
		complaints,
		named: (role, name) => page.getByRole(role, { name, exact: true }),
		arrives: (name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor(),
		sees: async (texts, part) => {
			for (const text of texts)
				await within(part).getByText(text).filter({ visible: true }).first().waitFor();
		},
		follows: (name, part) => clicks(within(part).getByRole('link', { name })),
		presses,
		chooses: async (name, option, part) => {
			await within(part).getByRole('combobox', { name, exact: true }).selectOption(option);
		},
		searches: async (text) => {
			await page.getByRole('search').getByRole('searchbox', { name: '查找' }).fill(text);
			await presses('筛选');
		},
		downloads: async (name) => {
			const arriving = page.waitForEvent('download');
			await page.getByRole('link', { name, exact: true }).click();
			const file = await arriving;
			return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
		},
		rowsOf: async (name) => {
			const rows = page.getByRole('table', { name }).locator('tbody tr');
			await rows.first().waitFor();
			await page.waitForLoadState();
			// Without script the page of audits may come anew just when it is read.
			const texts = await rows.allInnerTexts().catch(() => rows.allInnerTexts());
			// A browser tells a row's cells apart by tabs.
			return texts.map((row) => row.split('\t').map((cell) => cell.trim()));
		},
		ends: () => context.close(),
	};
};
