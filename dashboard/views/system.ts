import { html } from 'hono/html';
import { sizeText } from '../../reports/formats/size.ts';
import { plain } from '../../reports/formats/text.ts';
import type {
	DiskUse,
	Health,
	HealthFinding,
	HealthState,
	Pause,
	Shortage,
	Tidied,
	TidyBytes,
} from '../../reports/store/operation-model.ts';
import { systemMessages as words } from '../messages/system.ts';
import type { Urls } from '../urls.ts';
import { sparkline } from './chart.ts';
import { clock, day, number, percent } from './format.ts';
import { cell, type Markup, nothing, scroll, stacked, tag } from './markup.ts';
import { type Operator, pauseNotice, shortageNotice } from './operate.ts';

export interface SystemProps {
	readonly operator: Operator;
	/** ISO. */
	readonly now: string;
	readonly pause?: Pause;
	readonly health?: Health;
	/** Doctor looks at this moment. */
	readonly isBusy: boolean;
	readonly disk?: DiskUse;
	readonly tidied?: Tidied;
	/** Machines that are short of disk. */
	readonly shortages: readonly Shortage[];
}

const dayMs = 86_400_000;
const tones = { bad: 'bad', note: 'warn', good: 'good' } as const satisfies Record<HealthState, string>;
const gravest: readonly HealthState[] = ['bad', 'note', 'good'];

const findingRow = ({ name, state, words: found, repair }: HealthFinding): Markup =>
	html`<tr role="row"><th scope="row" role="rowheader">${plain(name)}</th>${cell(words.found, html`${tag(words.states[state], tones[state])} ${plain(found)}`, 'words')}${cell(words.repair, plain(repair ?? words.noRepair), 'words')}</tr>`;

const findings = (all: readonly HealthFinding[]): Markup => {
	const wrong = gravest.flatMap((state) =>
		state === 'good' ? [] : all.filter((one) => one.state === state),
	);
	const well = all.filter(({ state }) => state === 'good');
	const table =
		wrong.length === 0
			? html`<p>${words.allGood(number(all.length))}</p>`
			: stacked(words.health, [words.what, words.found, words.repair], wrong.map(findingRow));
	return html`${table}<details><summary>${words.goodOnes(number(well.length))}</summary><ul>${well.map(
		({ name, words: found }) => html`<li>${words.one(plain(name), plain(found))}</li>`,
	)}</ul></details>`;
};

const healthSection = ({ health, isBusy, now }: SystemProps, urls: Urls): Markup => {
	const again = isBusy
		? html`<p role="status">${words.busy}</p>`
		: html`<form method="post" action="${urls.examine()}"><button>${words.again}</button></form>`;
	const count = (state: HealthState): string =>
		number(health?.findings.filter((one) => one.state === state).length ?? 0);
	const isStale = health && Date.parse(now) - Date.parse(health.at) > 2 * dayMs;
	return html`<section aria-labelledby="health"><h2 id="health">${words.health}</h2>
<p class="note">${words.healthMeans}</p>
${
	health
		? html`<p>${words.examinedAt}${clock(health.at)}${words.stop}${words.counts(count('bad'), count('note'), count('good'))}${isStale ? html` ${tag(words.stale, 'warn')}` : ''}</p>`
		: html`<p>${words.never}${isBusy ? '' : words.soon}</p>`
}${again}
${health ? findings(health.findings) : ''}</section>`;
};

const kinds = ['archives', 'pictures', 'reports', 'store', 'logs', 'other'] as const;

/** How the sum changed over the last month, or since it is known. */
const growth = ({ days }: DiskUse): Markup => {
	const last = days.at(-1);
	if (!last) return nothing;
	const from = days.find((one) => Date.parse(last.day) - Date.parse(one.day) <= 30 * dayMs) ?? last;
	const passed = Math.round((Date.parse(last.day) - Date.parse(from.day)) / dayMs);
	if (passed === 0) return nothing;
	const more = last.total - from.total;
	return html` ${more >= 0 ? words.growth(sizeText(more), passed) : words.shrunk(sizeText(-more), passed)}`;
};

const history = ({ days }: DiskUse): Markup => {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last || days.length < 2) return nothing;
	const totals = days.map(({ total }) => total);
	const most = Math.max(...totals);
	const alt = words.chart(first.day, last.day, sizeText(most));
	return html`<div class="history">${sparkline({ values: totals, alt, range: [Math.min(...totals) * 0.95, most] })}<details><summary>${words.history}</summary>${scroll(
		words.history,
		html`<table><caption class="heard">${words.history}</caption><thead><tr><th scope="col">${words.day}</th><th scope="col" class="number">${words.total}</th></tr></thead><tbody>${days
			.toReversed()
			.map(
				(one) =>
					html`<tr><th scope="row">${day(one.day)}</th><td class="number">${sizeText(one.total)}</td></tr>`,
			)}</tbody></table>`,
	)}</details></div>`;
};

const tidiedKinds = ['archives', 'pictures', 'logs'] as const;
const isTidied = (kind: string): kind is keyof TidyBytes => tidiedKinds.some((one) => one === kind);
const sumOf = (bytes: TidyBytes): number => tidiedKinds.reduce((sum, kind) => sum + bytes[kind], 0);

/** What the last tidying up did. */
const tidying = ({ tidied }: SystemProps): Markup => {
	if (!tidied) return html`<p class="note">${words.neverTidied}</p>`;
	const { at, freed, runs, left } = tidied;
	const named = left.map(({ site, why }) => words.leftOne(plain(site), plain(why)));
	return html`<p class="note">${words.tidied}${clock(at)}${words.stop}${words.tidiedWhat(sizeText(sumOf(freed)), number(runs))}${named.length > 0 ? words.leftAlone(number(named.length), named.join('、')) : ''}</p>`;
};

const diskSection = (props: SystemProps): Markup => {
	const { disk, tidied } = props;
	if (!disk)
		return html`<section aria-labelledby="disk"><h2 id="disk">${words.disk}</h2><p>${words.notMeasured}</p></section>`;
	const total = kinds.reduce((sum, kind) => sum + disk[kind], 0);
	const isShort = disk.nextRound !== undefined && disk.free < disk.nextRound * 1.5;
	const row = (name: string, size: number, freed: number | undefined, isSum = false): Markup =>
		html`<tr><th scope="row">${name}</th><td class="number">${sizeText(size)}</td><td class="number">${isSum || total === 0 ? '' : percent(size / total)}</td>${tidied ? html`<td class="number">${freed === undefined ? '' : sizeText(freed)}</td>` : ''}</tr>`;
	const next = (kind: (typeof kinds)[number]): number | undefined =>
		tidied && isTidied(kind) ? tidied.next[kind] : undefined;
	return html`<section aria-labelledby="disk"><h2 id="disk">${words.disk}</h2>
<p>${words.free} <strong>${sizeText(disk.free)}</strong>${words.ofDisk(sizeText(disk.size))}${words.stop}${disk.nextRound === undefined ? '' : words.nextRound(sizeText(disk.nextRound))}${growth(disk)}</p>
${isShort ? html`<p class="card notice">${words.short}</p>` : ''}
${scroll(
	words.disk,
	html`<table class="sizes"><caption class="heard">${words.disk}</caption>
<thead><tr><th scope="col">${words.kind}</th><th scope="col" class="number">${words.size}</th><th scope="col" class="number">${words.share}</th>${tidied ? html`<th scope="col" class="number">${words.nextTidy}</th>` : ''}</tr></thead>
<tbody>${kinds.map((kind) => row(words.parts[kind], disk[kind], next(kind)))}${row(words.total, total, tidied && sumOf(tidied.next), true)}</tbody></table>`,
)}
${history(disk)}
${tidying(props)}
<p class="note">${words.measured}${clock(disk.at)}${words.stop}${disk.looked < disk.sites ? words.reckoned(number(disk.looked), number(disk.sites)) : ''}</p></section>`;
};

/** How the installation itself does. */
export const systemView = (props: SystemProps, urls: Urls): Markup =>
	html`<h1>${words.title}</h1>
${pauseNotice(props.pause, props.operator, urls)}${shortageNotice(props.shortages)}
${healthSection(props, urls)}
${diskSection(props)}`;
