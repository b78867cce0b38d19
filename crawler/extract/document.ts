import type { DocumentFacts, Fact, Place } from '../page-facts.ts';
import { markSentences } from '../sentence-mark.ts';
import { markWords } from '../text-mark.ts';
import { type Anatomy, takeApart } from './anatomy.ts';
import { findBasis } from './basis.ts';
import { runningLength } from './body.ts';
import { citedTitles } from './citations.ts';
import { readConsultation } from './consultation.ts';
import { findDamage } from './damage.ts';
import { findDate, parseDay } from './dates.ts';
import { documentTypeFact } from './document-type.ts';
import { type Document, squeeze } from './dom.ts';
import { fact, filled, type PageContext } from './fact.ts';
import { findAttachments, lineLinks } from './files.ts';
import { indexFact, topicFact } from './filing.ts';
import { formOf, isInterpretationTitle, isNormativeNumber } from './form.ts';
import { jointIssuers } from './joint-issuers.ts';
import type { LabelValue } from './labels.ts';
import { machineDate } from './machine-dates.ts';
import { findPrivateMarker, findPublicAttribute, findPublicMarker } from './marker.ts';
import { readMessage } from './message.ts';
import { findLackingAttachments } from './named-attachments.ts';
import { citedNumbers, numberOfCell } from './number.ts';
import { findOpenBox } from './open-box.ts';
import { explainsItself } from './own-interpretation.ts';
import { numberFact } from './own-number.ts';
import { findPeriod, periodOfLabels } from './period.ts';
import { publishedFact } from './published.ts';
import { findRelated } from './related.ts';
import { type Range, type ScanLine, scanPage } from './scan.ts';
import { findSecretMark } from './secret-mark.ts';
import { missingOfGuide } from './service-guide.ts';
import {
	findImprint,
	findNoteDate,
	findSignature,
	findSigner,
	issuerOfDecree,
	issuerOfTitle,
	type Signature,
} from './signature.ts';
import { emptySource, sourceFact } from './source.ts';
import { findStatements } from './statements.ts';
import { findStatute } from './statute.ts';
import { fieldsOf } from './table-fields.ts';
import { splitStamp } from './title.ts';
import { validityFact } from './validity-label.ts';

/** Characters of a text that may stand in a frame of its own. */
const leastFramed = 60;

/** What editors call a page that nobody gave a title. */
const noTitle = /^(?:无标题(?:文档|页)?|正文|内容|untitled(?: document| page)?|document|new page \d*)?$/i;

const issuerFact = (labels: readonly LabelValue[], begins: number): Fact | undefined => {
	// 责任单位 inside a text is who carries out a task of it.
	const own = labels.filter(({ label, line }) => line < begins || !/责任/.test(label));
	const label = filled(own, 'issuer', 'publisher');
	return label && label.value.length <= 120 && /[\u4e00-\u9fa5]/.test(label.value) && !findDate(label.value)
		? fact(label.value, `table:${label.label}`)
		: undefined;
};

const signatureIssuer = (
	{ scan: { lines }, body }: Anatomy,
	signed: Signature | undefined,
	title: string,
	number: Fact | undefined,
): Fact | undefined => {
	if (signed?.issuer) return fact(signed.issuer, 'signature', 'likely', signed.snippet);
	const head = issuerOfTitle(title);
	if (head) return fact(head, 'title', 'likely');
	const decreeing = number && issuerOfDecree(number.value);
	if (decreeing) return fact(decreeing, number.from, 'likely', number.value);
	const signer = findSigner(lines, body);
	return signer && fact(signer.issuer, 'signature', 'likely', signer.snippet);
};

const writtenFact = (
	{ labels, body, scan }: Anatomy,
	signed: Signature | undefined,
	news: boolean,
): Fact | undefined => {
	const label = filled(labels, 'written');
	const cell = label && parseDay(label.value);
	if (cell) return fact(cell, `table:${label.label}`);
	// 发文日期 is the day of signing on some sites and that of publication on others; the signature itself is not.
	if (signed?.firm) return fact(signed.on, 'signature', 'certain', signed.snippet);
	const issued = filled(labels, 'issued');
	if (issued && !findDate(issued.value)?.clock && !/生成|产生|制作/.test(issued.label)) {
		const on = parseDay(issued.value);
		if (on) return fact(on, `table:${issued.label}`);
	}
	if (signed && !news) return fact(signed.on, 'signature', 'likely', signed.snippet);
	const note = news ? undefined : findNoteDate(scan.lines, body);
	return note && fact(note.on, 'note', 'likely', note.snippet);
};

const normativeColumn = /^(?:现行有效)?(?:政府|部门|市政府|县政府|区政府|行政)?(?:行政)?规范性文件$/;

/** 备案号 in a footer is the site's own, not a document's. */
const siteRecord = /ICP|公网安备|网安/i;

const isNormative = (labels: readonly LabelValue[], number: string | undefined, column: string): boolean =>
	(number !== undefined && isNormativeNumber(number)) ||
	labels.some(
		({ kind, value }) =>
			(kind === 'unified-number' && value !== '' && !siteRecord.test(value)) ||
			(kind === 'normative' && /^是/.test(value)) ||
			(kind === 'topic' && value.length <= 40 && /规范性文件/.test(value)),
	) ||
	normativeColumn.test(squeeze(column));

const textBetween = (lines: readonly ScanLine[], { from, to }: Range): string => {
	const parts: string[] = [];
	for (let i = from; i < to; i++) parts.push((lines[i] as ScanLine).text);
	return parts.join('\n');
};

/** How the title of what decides on the validity of others ends; 我市废止一批文件 is news of it. */
const decides =
	/(?:决定|通知|公告|通告|公布|批复|函|意见|命令|令|目录|清单|名录|文件|结果|一览表?|汇总表?|情况)(?:[（(【〔][^（）()]{0,40}[）)】〕])?$/;

const draft = /征求意见|意见稿|草案|送审稿|讨论稿|公开征集|征集意见/;
const openness = /主动公开|依申请|不予公开|免予公开|公开/;

/** Without the facts that are undefined. */
const given = <T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};

/** What a page of 公文, policy, interpretation or news says of itself; undefined where it has nothing of its own. Facts that the page does not state stay away. */
export const readDocument = (root: Document, page: PageContext): DocumentFacts | undefined => {
	const scan = scanPage(root);
	const { lines } = scan;
	if (lines.length === 0) return undefined;
	const anatomy = takeApart(scan, page);
	const { body, labels, article, table, heading } = anatomy;
	const links = lineLinks(scan, page);
	const attachments = findAttachments(scan, body, article, links, page.resolve, scan.codes);
	const bodyLength = runningLength(lines, body);
	// A text without any title may be what another page shows in a frame.
	const isFramed = noTitle.test(page.title) && bodyLength >= leastFramed;
	if (!anatomy.title && !table && attachments.length === 0 && !isFramed) return undefined;

	const { text: title, stamp } = splitStamp(anatomy.title?.text ?? '');
	const column = page.meta.columnname ?? '';
	const numbered = labels.some(({ kind, value }) => kind === 'number' && numberOfCell(value) !== undefined);
	const isInterpretation = isInterpretationTitle(title, numbered ? '' : column);
	const documentNumber = numberFact(labels, scan, body, heading, title, isInterpretation);
	const statute = isInterpretation
		? undefined
		: // The 题注 often stands under the heading, outside the element of the text.
			findStatute(
				title,
				lines,
				{ from: Math.min(heading?.to ?? body.from, body.from), to: body.to },
				filled(labels, 'validity')?.value,
			);
	const form = formOf(title, documentNumber?.value, statute !== undefined);
	// Articles end in names and dates of other kinds than those of documents, and quote what documents say.
	const told = form === 'other' || (form === 'abolition' && !decides.test(title));
	const news = isInterpretation || (told && !documentNumber && !table && !isFramed);
	const speaks = !news && !draft.test(title);

	const publishedOn = publishedFact(page, labels, lines, heading, body, () => machineDate(root));
	if (
		!publishedOn &&
		!table &&
		!documentNumber &&
		attachments.length === 0 &&
		bodyLength < 60 &&
		anatomy.title?.from === 'title'
	)
		return undefined;
	const signed = findSignature(scan, body);
	const titleFact = anatomy.title && fact(title, anatomy.title.from, anatomy.title.sure);
	const issuer =
		issuerFact(labels, table ? Number.POSITIVE_INFINITY : body.from) ??
		(news ? undefined : signatureIssuer(anatomy, signed, title, documentNumber));
	const writtenOn = writtenFact(anatomy, signed, news);
	const origin = given({ writtenOn: writtenOn?.value, publishedOn: publishedOn?.value });
	const marked = { from: body.from, to: Math.min(lines.length, body.to + 6) };
	const attribute = labels.find(({ kind, value }) => kind === 'openness' && openness.test(value));
	const places = new Map<string, Place>();
	for (const { url, area } of page.links)
		if (url !== undefined && (area.place === 'main' || !places.has(url))) places.set(url, area.place);
	const words = textBetween(lines, body);
	const text = `${title}\n${words}`;
	const basis = news ? [] : findBasis(lines, body);
	const damage = isInterpretation ? [] : findDamage(scan, body, attachments.length === 0);
	const lacking = findLackingAttachments(scan, body, article, links, attachments);
	return {
		...given({
			title: titleFact,
			documentNumber,
			issuer,
			issuers: jointIssuers(issuer, signed, title),
			indexNumber: indexFact(labels, page.meta),
			topicCategory: topicFact(labels, page.meta),
			documentType: documentTypeFact(titleFact, documentNumber, { isInterpretation, form }),
			writtenOn,
			issuedOn: signed ? findImprint(lines, marked, signed.line) : undefined,
			signedOn: signed?.firm && writtenOn && signed.on !== writtenOn.value ? signed.on : undefined,
			publishedOn,
			source: sourceFact(labels, body, page.meta),
			publicMarker: news ? undefined : findPublicMarker(lines, marked),
			privateMarker: news ? undefined : findPrivateMarker(lines, marked),
			publicAttribute: attribute
				? fact(attribute.value, `table:${attribute.label}`)
				: news
					? undefined
					: findPublicAttribute(lines, marked),
			validityLabel: validityFact(labels, stamp, scan, heading, body),
			period:
				(table && speaks ? periodOfLabels(labels, origin) : undefined) ??
				(speaks ? findPeriod(lines, body, origin) : undefined),
			statute,
			sentences:
				news && !isInterpretation
					? undefined
					: markSentences(lines.slice(body.from, body.to).map((line) => line.text)),
			damage: damage.length > 0 ? damage : undefined,
			openBox: findOpenBox(scan, article, links),
			secretMark: findSecretMark(lines, heading, body),
			emptySource: emptySource(labels, scan, body, page.meta),
			basis: basis.length > 0 ? basis : undefined,
			lackingAttachments: lacking.length > 0 ? lacking : undefined,
			guideLacks: missingOfGuide(scan, article, {
				title,
				pageTitle: page.title,
				attachments: attachments.length,
				body,
			}),
			message: readMessage(lines, article),
			consultation: readConsultation(
				scan,
				{ article, body },
				{ title, publishedOn: publishedOn?.value, isInterpretation },
			),
			textMark: bodyLength > 0 ? markWords(words) : undefined,
			tableFields: table ? fieldsOf(labels, body, lines) : undefined,
		}),
		statements: speaks ? findStatements(scan, title, body) : [],
		form,
		normative: isNormative(labels, documentNumber?.value, column),
		hasMetadataTable: table,
		isInterpretation,
		ownInterpretation: !isInterpretation && explainsItself(scan, body, article, links),
		attachments,
		related: findRelated(scan, article, links, { title, isInterpretation, url: page.url, places }),
		citedTitles: citedTitles(text),
		citedNumbers: citedNumbers(text),
		bodyLength,
	};
};
