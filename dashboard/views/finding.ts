import { html } from 'hono/html';
import type { Check } from '../../checks/check.ts';
import { plain } from '../../reports/formats/text.ts';
import { dueAfter } from '../../reports/history.ts';
import type { Ruling } from '../../reports/model.ts';
import type { Repairing } from '../../reports/repairing.ts';
import type { FindingLife, KnownSite, StoredFinding } from '../../reports/store/model.ts';
import type { StoredTask } from '../../reports/store/task-model.ts';
import { certainties, rulings, severities } from '../../reports/words.ts';
import type { Reader } from '../access.ts';
import { findingMessages as words } from '../messages/finding.ts';
import { sharedMessages } from '../messages/shared.ts';
import type { FindingFilter } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { type DecideProps, decideView } from './decide.ts';
import { findingTags, lookedTag } from './findings.ts';
import { day, monthName, number } from './format.ts';
import { absent, external, facts, type Markup, nothing, scroll, tag } from './markup.ts';
import { type Beside, neighboursView } from './neighbours.ts';
import { proofView } from './proof.ts';
import { recheckForm, rechecksView } from './rechecks.ts';
import { type RepairingProps, repairingTag, repairingView } from './repairing.ts';
import { type SavedProps, savedView } from './saved.ts';
import { lifeStates, stateTones } from './words.ts';

const { carried, incomplete } = sharedMessages;

/** What stands on a finding's page, and in the part of it that changes. */
export interface RechecksPart {
	readonly site: KnownSite;
	readonly life: FindingLife;
	/** The list that the reader came by. */
	readonly filter: FindingFilter;
	/** The same as it stands in addresses. */
	readonly from: string;
	/** Whoever looks. */
	readonly reader: Reader;
	/** Findings of the site are being looked at again. */
	readonly isRechecked?: boolean;
	/** Why the last second look could not be had. */
	readonly recheckFailure?: string;
	/** Second looks can be asked for from here, by whoever looks. */
	readonly canRecheck: boolean;
}

/** What stands at the head of a finding's page. */
export interface HeadProps {
	readonly life: FindingLife;
	/** That it is being repaired, as somebody says. */
	readonly underRepair?: Repairing | undefined;
	/** Days since it had to be repaired, where it still stands; else 0. */
	readonly overdueDays: number;
	/** YYYY-MM-DD. */
	readonly today: string;
}

export interface FindingProps extends RechecksPart, HeadProps {
	/** The check that told it; absent where this version no longer has it. */
	readonly check?: Pick<Check, 'name' | 'decides' | 'repair' | 'isPast' | 'isHarmful'>;
	readonly neighbours: Beside;
	/** What the reader has just decided, of this finding or of the one before. */
	readonly saved?: SavedProps;
	/** The picture that proves it is still there. */
	readonly isPictureKept: boolean;
	/** What people said of it, and what can be said. */
	readonly decide: DecideProps;
	readonly repairing: RepairingProps;
	/** What it costs by itself; undefined where it does not count. */
	readonly costs?: readonly {
		readonly score: 'inspection' | 'disclosure';
		readonly indicator: string;
		readonly points: number;
		readonly verified: boolean;
	}[];
	/** Name of the veto that it counts for. */
	readonly veto?: string;
	/** The same where a person has yet to rule on that. */
	readonly awaitingVeto?: string;
	/** Title of the column that it lies in. */
	readonly column?: string;
	/** What one repair fixes with it. */
	readonly task?: StoredTask;
	/** Working days in which a finding is to be repaired. */
	readonly repairDays: number;
}

/** What it means that a finding was let go. */
const letGo: Readonly<Partial<Record<Ruling['kind'], string>>> = words.letGo;

/** How sure the finding is, and who says so. */
const sureness = ({ finding: { state, certainty, ruling } }: FindingLife): Markup => {
	if (state === 'waived' && ruling)
		return html`${tag(rulings[ruling.kind], 'calm')} ${letGo[ruling.kind] ?? ''}`;
	const isByPerson = certainty === 'certain' && ruling?.told.certainty === 'review';
	const said = words.certainty[isByPerson ? 'byPerson' : certainty];
	return html`${tag(certainties[certainty], certainty === 'review' ? 'warn' : 'calm')} ${said}`;
};

const overdue = ({ overdueDays: days }: Pick<HeadProps, 'overdueDays'>): Markup =>
	days > 0 ? html` ${tag(words.overdue(number(days)), 'bad')}` : nothing;

/** From when its term runs: from the first day on, unless it came back, or was a mere lead before. */
const termBegins = ({ life: { finding, history }, repairDays }: FindingProps): string => {
	if (dueAfter(finding.firstSeen, repairDays) === finding.dueOn) return words.begins.found;
	return history.some(({ state }) => state === 'regressed') ? words.begins.again : words.begins.confirmed;
};

const due = (props: FindingProps): Markup => {
	const { finding } = props.life;
	const { dueOn, certainty, state } = finding;
	if (state === 'waived') return html`${words.noTerm.letGo}`;
	if (dueOn) return html`${day(dueOn)}${words.term(termBegins(props), props.repairDays)}${overdue(props)}`;
	if (certainty === 'review') return html`${words.noTerm.review}`;
	return html`${props.check?.isPast ? words.noTerm.past : words.noTerm.calendar}`;
};

/** Pages that are listed outright; the others are folded. */
const shownPlaces = 5;

const addresses = (pages: readonly string[], start: number): Markup =>
	html`<ol class="places" start="${start}">${pages.map((address) => html`<li>${external(address)}</li>`)}</ol>`;

const places = ({ life: { finding }, column }: FindingProps): Markup => {
	const { foundOn, foundOnCount } = finding;
	return html`${column ? html`<p>${words.column(plain(column))}</p>` : nothing}<p>${words.pages(number(foundOnCount), foundOnCount > foundOn.length ? number(foundOn.length) : undefined)}</p>
${addresses(foundOn.slice(0, shownPlaces), 1)}${
	foundOn.length > shownPlaces
		? html`<details><summary>${words.morePages(number(foundOn.length - shownPlaces))}</summary>${addresses(foundOn.slice(shownPlaces), shownPlaces + 1)}</details>`
		: nothing
}`;
};

const history = ({ life, site }: FindingProps, urls: Urls): Markup =>
	scroll(
		words.audits,
		html`<table>
<caption class="heard">${words.auditsHeard}</caption>
<thead><tr>${words.auditColumns.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${life.history.map(
			({ period, asOf, complete, state, carried: isCarried }) =>
				html`<tr><th scope="row"><a href="${state === 'gone' ? urls.site(site.id, { month: period }) : urls.finding(site.id, life.finding.id, period)}">${monthName(period)}</a></th><td>${day(asOf)}</td><td>${tag(lifeStates[state], stateTones[state])}${isCarried ? html` ${tag(carried, 'calm')}` : ''}</td><td>${complete ? words.complete : incomplete}</td></tr>`,
		)}</tbody>
</table>`,
	);

/** Its state now; of one that was let go, how. */
const nowTag = ({ state, now, ruling }: StoredFinding): Markup =>
	tag(
		now === 'waived' && state === 'waived' && ruling ? rulings[ruling.kind] : lifeStates[now],
		stateTones[now],
	);

/** Which month is told, where it is not the latest, and what became of the finding since. */
const past = ({ life: { finding, period, history } }: HeadProps): Markup => {
	const isLatest = history.every((told) => told.period <= period);
	if (isLatest && finding.now === finding.state) return nothing;
	return html`<p class="card notice">${words.monthsAgo(monthName(period))}${
		finding.now === finding.state ? '' : html`${words.nowIs}${nowTag(finding)}`
	}</p>`;
};

/** What it costs, where that is told in the score, and what repairing it wins back. */
const points = ({ costs, veto, site, life, task }: FindingProps, urls: Urls): Markup => {
	const told = words.points;
	const sum =
		costs === undefined
			? html`<p>${told.notYet}</p>`
			: costs.length === 0
				? html`<p>${veto === undefined ? told.none : told.vetoAlone}</p>`
				: html`<ul class="points">${costs.map(
						({ score, indicator, points: lost, verified }) =>
							html`<li>${told.costs(told.scores[score], plain(indicator), lost)}${verified ? nothing : html` <span class="minor">${told.byDefault}</span>`}</li>`,
					)}</ul>`;
	const gain = ({ inspection, disclosure }: StoredTask): string => {
		if ((inspection ?? 0) + (disclosure ?? 0) > 0) return told.gain(inspection ?? 0, disclosure ?? 0);
		return inspection === null || disclosure === null ? told.noScore : told.capped;
	};
	return html`${sum}${veto === undefined ? nothing : html`<p>${told.veto(plain(veto))}</p>`}<p><a href="${urls.site(site.id, { month: life.period }, 'items')}">${told.toScore}</a></p>${
		task
			? html`<p>${told.task}<a href="${urls.task(task.n)}">${plain(task.what)}</a>${costs?.length ? html` <span class="minor">${gain(task)}</span>` : nothing}</p>`
			: nothing
	}`;
};

/** Parts of the page that a second look changes, by their names there. */
const changing = (props: HeadProps): Readonly<Record<'tags' | 'past' | 'now', Markup>> => {
	const { life, underRepair, today } = props;
	const { finding } = life;
	return {
		tags: html`${findingTags(finding)}${overdue(props)}${finding.dueOn ? html` ${words.due} ${day(finding.dueOn)}` : ''}${lookedTag(finding)}${underRepair ? html` ${repairingTag(underRepair, today)}` : nothing}`,
		past: past(props),
		now: html`${nowTag(finding)}${lookedTag(finding)}`,
	};
};

/** What was seen of it again, and where that is asked for: the part that changes by itself. */
const rechecksPart = (part: RechecksPart, urls: Urls): Markup => {
	const { site, life, filter, from, reader, canRecheck } = part;
	const { finding, period } = life;
	const form = recheckForm(urls.recheck(site.id, finding.id), words.rechecks.again, {
		reader,
		month: period,
		from,
	});
	return rechecksView({
		...part,
		form: canRecheck ? form : nothing,
		// Without a part: a link to a part of the same page would not ask for it again.
		href: urls.finding(site.id, finding.id, period, filter),
	});
};

/** The same for the page's script, and whatever else second looks change, which it puts in its place. */
export const changedParts = (part: RechecksPart, head: HeadProps, urls: Urls): Markup =>
	html`${rechecksPart(part, urls)}${Object.entries(changing(head)).map(([name, changed]) => html`<template data-live="${name}">${changed}</template>`)}`;

const section = (id: keyof typeof words.headings, content: Markup, kind = ''): Markup =>
	html`<section${kind ? html` class="${kind}"` : ''} aria-labelledby="${id}"><h2 id="${id}">${words.headings[id]}</h2>${content}</section>`;

const actions = (props: FindingProps, urls: Urls): Markup => {
	const { site, life, filter } = props;
	const source = urls.findingLive(site.id, life.finding.id, life.period, filter);
	return html`<h3 id="rechecks">${words.headings.rechecks}</h3><div id="rechecks-live" data-source="${source}">${rechecksPart(props, urls)}</div>
${
	props.repairing.canSay || props.repairing.steps.length > 0
		? html`<h3 id="repairing">${words.headings.repairing}</h3>${repairingView(props.repairing, urls)}`
		: nothing
}
<h3 id="decide">${words.headings.decide}</h3>${props.awaitingVeto === undefined ? nothing : html`<p class="card notice">${words.awaitingVeto(plain(props.awaitingVeto))} <a href="${urls.site(site.id, { month: life.period }, 'by-hand')}">${words.toVeto}</a></p>`}${decideView(props.decide, urls)}`;
};

/** One finding over time, first of all what to do about it and by when. */
export const findingView = (props: FindingProps, urls: Urls): Markup => {
	const { site, life, check } = props;
	const { finding, period } = life;
	const name = plain(site.name) || site.id;
	const live = changing(props);
	return html`<nav class="path" aria-label="${words.place}"><ol><li><a href="${urls.overview({ month: period })}">${words.overview}</a></li><li><a href="${urls.site(site.id, { month: period }, 'findings')}">${name}</a></li><li aria-current="page">${check?.name ?? finding.check}</li></ol></nav>
${props.saved ? savedView(props.saved) : nothing}
${neighboursView(props, urls)}
<h1>${check?.name ?? finding.check}</h1>
<p class="tags" data-live="tags">${live.tags}</p>
<div data-live="past">${live.past}</div>
<p class="lead">${plain(finding.message)}</p>
${section('repair', html`<p>${check?.repair ?? words.noRepair}</p>${facts([[words.due, due(props)]])}`, 'card repair')}
${section('proof', proofView(props, urls))}
${section('places', places(props))}
${section(
	'basis',
	facts([
		[words.facts.clause, plain(finding.basis)],
		[
			words.facts.decides,
			html`${check?.decides ?? words.notRecorded} <a href="${urls.checks(finding.check)}">${words.aboutCheck}</a>`,
		],
	]),
)}
${section('points', points(props, urls))}
${section('act', actions(props, urls), 'card act')}
${section('history', life.history.length === 0 ? html`<p>${absent(words.noHistory)}</p>` : history(props, urls))}
${section(
	'facts',
	facts([
		[words.facts.report, monthName(period)],
		[words.facts.now, html`<span data-live="now">${live.now}</span>`],
		[words.facts.severity, severities[finding.severity]],
		[words.facts.certainty, sureness(life)],
		[words.facts.firstSeen, day(finding.firstSeen)],
		[words.facts.lastSeen, day(finding.lastSeen)],
		[words.facts.id, html`<code>${plain(finding.id)}</code>`],
	]),
)}
<script type="module" src="${urls.asset('finding.js')}"></script>`;
};
