import { timeLeft } from '../words.ts';
import { cut, plain } from './text.ts';

/** How far one site's audit is. */
export interface Step {
	readonly site: string;
	readonly phase: 'crawl' | 'links' | 'judge' | 'pictures' | 'done';
	readonly pages: number;
	readonly queued: number;
	readonly rendered: number;
	readonly perSecond: number;
	/** Absent where it cannot be told. */
	readonly secondsLeft?: number;
	readonly errors: number;
}

export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean;
	readonly columns?: number | undefined;
}

/** Progress of several audits: one line that is rewritten on a terminal, a line now and then elsewhere. */
export interface ProgressView {
	update(step: Step): void;
	/** Clears the live line, so that something else can be printed; the next update draws it again. */
	clear(): void;
}

const phases = { crawl: '抓取', links: '核对链接', judge: '判定', pictures: '截图', done: '完成' } as const;

const told = ({ site, phase, pages, queued, rendered, perSecond, secondsLeft, errors }: Step): string => {
	const parts = [
		`${plain(site)} ${phases[phase]} ${pages.toLocaleString('en-US')} 页`,
		`待抓取 ${queued.toLocaleString('en-US')}`,
		`浏览器 ${rendered}`,
		`${perSecond.toFixed(1)} 页/秒`,
		...(secondsLeft === undefined ? [] : [timeLeft(secondsLeft)]),
		...(errors > 0 ? [`打不开（会重试） ${errors}`] : []),
	];
	return parts.join(' · ');
};

const liveEveryMs = 100;
const lineEveryMs = 10_000;

/** `now` gives milliseconds. */
export const showProgress = (output: Output, now: () => number): ProgressView => {
	const running = new Map<string, Step>();
	const lastTold = new Map<string, number>();
	let lastDrawn = Number.NEGATIVE_INFINITY;
	let isDrawn = false;

	const clear = (): void => {
		if (isDrawn) output.write('\r\u001b[2K');
		isDrawn = false;
	};
	const draw = (time: number): void => {
		if (time - lastDrawn < liveEveryMs) return;
		lastDrawn = time;
		const text = [...running.values()].map(told).join('  |  ');
		output.write(`\r\u001b[2K${cut(text, Math.max(20, output.columns || 80) - 1)}`);
		isDrawn = text !== '';
	};
	return {
		clear,
		update(step) {
			const time = now();
			if (step.phase === 'done') running.delete(step.site);
			else running.set(step.site, step);
			if (output.isTTY) {
				draw(time);
				return;
			}
			// The first line comes after the first interval: a short audit says nothing but its summary.
			const before = lastTold.get(step.site);
			if (before === undefined) lastTold.set(step.site, time);
			else if (time - before >= lineEveryMs) {
				lastTold.set(step.site, time);
				output.write(`${told(step)}\n`);
			}
		},
	};
};
