import type pino from 'pino';
import type { Check } from './checks/check.ts';
import type { Camera, Shown } from './crawler/browser/camera.ts';
import type { FoundBrowser } from './crawler/browser/find.ts';
import type { Crawl } from './crawler/crawl.ts';
import type { EvidenceLimits } from './crawler/site-config.ts';
import {
	carryPicture,
	forgetPictures,
	forgetStrays,
	keepPicture,
	type Month,
	monthOfReport,
	nameOfPicture,
	pictureSize,
} from './reports/album.ts';
import type { Finding, Report } from './reports/model.ts';
import { type PictureBudget, pictureBudget } from './reports/picture-budget.ts';
import { type WishedSpot, wishes } from './reports/pictures.ts';
import { shanghaiTime } from './reports/time.ts';

/** What taking the pictures of a report needs. */
export interface PictureOptions {
	readonly crawl: Crawl;
	readonly browser: () => Promise<FoundBrowser | undefined>;
	/** Default: none are taken. */
	readonly limits: EvidenceLimits | undefined;
	/** Folder of the reports. */
	readonly out: string;
	readonly previous: Report | undefined;
	readonly results: readonly { readonly check: Pick<Check, 'id' | 'isHarmful'> }[];
	/** Pages of the site that were seen. */
	readonly seen: ReadonlySet<string> | undefined;
	readonly log: pino.Logger;
}

type Proof = Required<Pick<Finding['evidence'], 'screenshot' | 'pictured'>>;

/** Pictures of one page. */
const mostShots = 4;
/** Pages in a row that bring none, after which the site is left alone. */
const maxFailures = 3;

const proofOf = ({ evidence: { screenshot, pictured } }: Finding): Proof | undefined =>
	screenshot !== undefined && pictured ? { screenshot, pictured } : undefined;

const withProof = (finding: Finding, proof: Proof | undefined): Finding => {
	const { screenshot: _name, pictured: _picture, ...evidence } = finding.evidence;
	return { ...finding, evidence: { ...evidence, ...proof } };
};

/** The picture that the report before this has of a finding, where it says the same still and is the same page. */
const provenBefore = (
	{ findings }: WishedSpot,
	url: string,
	previous: ReadonlyMap<string, Finding>,
): Proof | undefined => {
	for (const { id, message, evidence } of findings) {
		const before = previous.get(id);
		const proof = before && proofOf(before);
		const isSame = before?.message === message && before.evidence.snippet === evidence.snippet;
		if (proof && isSame && proof.pictured.url === url) return proof;
	}
	return undefined;
};

const picturedIn = (url: string, at: string, { frames, number, isHidden }: Shown): Proof['pictured'] => ({
	at: shanghaiTime(at),
	url,
	framed: frames > 0,
	...(frames > 1 ? { frames } : {}),
	...(number === undefined ? {} : { number }),
	...(isHidden ? { hidden: true } : {}),
});

/** Makes a picture of an earlier report one of this report's, where it is there still and fits. */
const isCarriedOver = async (
	name: string,
	from: Month,
	to: Month,
	budget: PictureBudget,
): Promise<boolean> => {
	const bytes = await pictureSize(from, name);
	if (bytes === undefined || !budget.fits(name, bytes)) return false;
	if ((await carryPicture(from, to, name)) === undefined) return false;
	budget.spend(name, bytes);
	return true;
};

/** The pictures of one report, within their limits. */
const takeAll = async (
	report: Report,
	to: Month,
	{ crawl, browser, out, previous, results, seen, log }: PictureOptions,
	budget: PictureBudget,
): Promise<Map<string, Proof>> => {
	const harmful = new Set(results.flatMap(({ check }) => (check.isHarmful ? check.id : [])));
	const before = new Map(previous?.findings.map((finding) => [finding.id, finding]));
	const from = previous && monthOfReport(out, previous);
	const proofs = new Map<string, Proof>();
	let failures = 0;
	let camera: Camera | undefined;

	const prove = ({ findings }: WishedSpot, proof: Proof): void => {
		for (const { id } of findings) proofs.set(id, proof);
	};
	const isCarried = async (spot: WishedSpot, url: string): Promise<boolean> => {
		const proof = provenBefore(spot, url, before);
		if (!proof || !from || !(await isCarriedOver(proof.screenshot, from, to, budget))) return false;
		prove(spot, proof);
		return true;
	};
	const taken = async (url: string, spots: readonly WishedSpot[]): Promise<void> => {
		if (failures >= maxFailures) return;
		if (!camera) {
			const found = await browser().catch(() => undefined);
			camera = found && (await crawl.camera(found));
		}
		const pictures = await camera?.take(
			url,
			spots.map(({ spot }) => spot),
			Math.min(budget.left(), mostShots),
		);
		if (pictures?.state !== 'taken') {
			failures = camera ? failures + 1 : maxFailures;
			log.warn({ url, reason: pictures?.reason ?? 'no browser' }, 'a picture could not be taken');
			return;
		}
		failures = 0;
		for (const [shot, jpeg] of pictures.shots.entries()) {
			const name = nameOfPicture(jpeg);
			if (!budget.fits(name, jpeg.length)) continue;
			const screenshot = await keepPicture(to, jpeg);
			budget.spend(screenshot, jpeg.length);
			for (const [at, spot] of spots.entries()) {
				const shown = pictures.shown[at];
				if (shown?.shot === shot) prove(spot, { screenshot, pictured: picturedIn(url, pictures.at, shown) });
			}
		}
	};

	try {
		for (const wish of wishes(report.findings, {
			isPage: (url) => seen?.has(url) === true,
			isHarmful: (check) => harmful.has(check),
		})) {
			const missing: WishedSpot[] = [];
			for (const spot of wish.spots) if (!(await isCarried(spot, wish.url))) missing.push(spot);
			if (budget.left() > 0 && missing.length > 0) await taken(wish.url, missing);
		}
	} finally {
		await camera?.close();
	}
	return proofs;
};

/** The report with what was carried over still having its picture, as long as there is one and the budget has room for it. */
export const keepingPictures = async (
	report: Report,
	previous: Report | undefined,
	out: string,
	budget: PictureBudget = pictureBudget(undefined),
): Promise<Report> => {
	const to = monthOfReport(out, report);
	const from = previous && monthOfReport(out, previous);
	const findings: Finding[] = [];
	for (const finding of report.findings) {
		const proof = proofOf(finding);
		const isKept = !proof || (from && (await isCarriedOver(proof.screenshot, from, to, budget)));
		findings.push(isKept ? finding : withProof(finding, undefined));
	}
	return { ...report, findings };
};

/**
 * The report with pictures of the spots where its findings are seen. Whatever fails costs a picture, and nothing else. Pictures of
 * the site that are older than the limits say are deleted.
 */
export const withPictures = async (told: Report, options: PictureOptions): Promise<Report> => {
	const { limits, out, previous, crawl, log } = options;
	const to = monthOfReport(out, told);
	if (limits) {
		await forgetPictures(to, limits.keepDays, new Date()).catch(() => 0);
		await forgetStrays(to).catch(() => 0);
	}
	const budget = pictureBudget(limits);
	const report = await keepingPictures(told, previous, out, budget);
	if (!limits || limits.pictures === 0) return report;
	try {
		const proofs = await takeAll(report, to, options, budget);
		const findings = report.findings.map((finding) => {
			const proof = proofs.get(finding.id);
			return proof ? withProof(finding, proof) : finding;
		});
		const { requests, bytes } = crawl.summary();
		return { ...report, run: { ...report.run, requests, bytes }, findings };
	} catch (error) {
		log.error({ err: error }, 'taking pictures failed; the report goes without');
		return report;
	}
};
