import type pino from 'pino';
import type { Check } from './checks/check.ts';
import type { Camera } from './crawler/browser/camera.ts';
import type { FoundBrowser } from './crawler/browser/find.ts';
import type { Crawl } from './crawler/crawl.ts';
import type { EvidenceLimits } from './crawler/site-config.ts';
import { carryPicture, forgetPictures, keepPicture, type Month, monthOfReport } from './reports/album.ts';
import type { Finding, Report } from './reports/model.ts';
import { type Wish, wishes } from './reports/pictures.ts';
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

/** Pages in a row that bring none, after which the site is left alone. */
const maxFailures = 3;

const proofOf = ({ evidence: { screenshot, pictured } }: Finding): Proof | undefined =>
	screenshot !== undefined && pictured ? { screenshot, pictured } : undefined;

const withProof = (finding: Finding, proof: Proof | undefined): Finding => {
	const { screenshot: _name, pictured: _picture, ...evidence } = finding.evidence;
	return { ...finding, evidence: { ...evidence, ...proof } };
};

/** The picture that the report before this has of a finding, where it says the same still and is the same page. */
const provenBefore = ({ url, findings }: Wish, previous: ReadonlyMap<string, Finding>): Proof | undefined => {
	for (const { id, message, evidence } of findings) {
		const before = previous.get(id);
		const proof = before && proofOf(before);
		const isSame = before?.message === message && before.evidence.snippet === evidence.snippet;
		if (proof && isSame && proof.pictured.url === url) return proof;
	}
	return undefined;
};

/** The pictures of one report, within their limits. */
const takeAll = async (
	report: Report,
	to: Month,
	{ crawl, browser, limits, out, previous, results, seen, log }: PictureOptions & { limits: EvidenceLimits },
): Promise<Map<string, Proof>> => {
	const harmful = new Set(results.flatMap(({ check }) => (check.isHarmful ? check.id : [])));
	const before = new Map(previous?.findings.map((finding) => [finding.id, finding]));
	const from = previous && monthOfReport(out, previous);
	const proofs = new Map<string, Proof>();
	let left = limits.megabytes * 1_000_000;
	let count = 0;
	let failures = 0;
	let camera: Camera | undefined;

	const carried = async (wish: Wish): Promise<Proof | undefined> => {
		const proof = provenBefore(wish, before);
		const bytes = proof && from && (await carryPicture(from, to, proof.screenshot));
		if (bytes === undefined) return undefined;
		left -= bytes;
		return proof;
	};
	const taken = async ({ url, spot }: Wish): Promise<Proof | undefined> => {
		if (failures >= maxFailures) return undefined;
		if (!camera) {
			const found = await browser().catch(() => undefined);
			camera = found && (await crawl.camera(found));
		}
		const picture = await camera?.take(url, spot);
		if (picture?.state !== 'taken') {
			failures = camera ? failures + 1 : maxFailures;
			log.warn({ url, reason: picture?.reason ?? 'no browser' }, 'a picture could not be taken');
			return undefined;
		}
		failures = 0;
		if (picture.jpeg.length > left) return undefined;
		left -= picture.jpeg.length;
		const screenshot = await keepPicture(to, picture.jpeg);
		return { screenshot, pictured: { at: shanghaiTime(picture.at), url, framed: picture.framed } };
	};

	try {
		for (const wish of wishes(report.findings, {
			isPage: (url) => seen?.has(url) === true,
			isHarmful: (check) => harmful.has(check),
		})) {
			if (count >= limits.pictures || left <= 0) break;
			const proof = (await carried(wish)) ?? (await taken(wish));
			if (!proof) continue;
			count++;
			for (const { id } of wish.findings) proofs.set(id, proof);
		}
	} finally {
		await camera?.close();
	}
	return proofs;
};

/** The report with what was carried over still having its picture, as long as there is one. */
export const keepingPictures = async (
	report: Report,
	previous: Report | undefined,
	out: string,
): Promise<Report> => {
	const to = monthOfReport(out, report);
	const from = previous && monthOfReport(out, previous);
	const keep = async (finding: Finding): Promise<Finding> => {
		const proof = proofOf(finding);
		if (!proof) return finding;
		const isKept = from && (await carryPicture(from, to, proof.screenshot)) !== undefined;
		return isKept ? finding : withProof(finding, undefined);
	};
	return { ...report, findings: await Promise.all(report.findings.map(keep)) };
};

/**
 * The report with pictures of the spots where its findings are seen. Whatever fails costs a picture, and nothing else. Pictures of
 * the site that are older than the limits say are deleted.
 */
export const withPictures = async (told: Report, options: PictureOptions): Promise<Report> => {
	const { limits, out, previous, crawl, log } = options;
	const to = monthOfReport(out, told);
	if (limits) await forgetPictures(to, limits.keepDays, new Date()).catch(() => 0);
	const report = await keepingPictures(told, previous, out);
	if (!limits || limits.pictures === 0) return report;
	try {
		const proofs = await takeAll(report, to, { ...options, limits });
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
