import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Profile } from '../../reports/profile.ts';
import type { MonthState, StoredDecision } from '../../reports/store/decision-model.ts';
import type { KnownSite, SiteMonth } from '../../reports/store/model.ts';
import { may, type Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { scoreMessages } from '../messages/scores.ts';
import { siteMessages } from '../messages/site.ts';
import type { Urls } from '../urls.ts';
import { byHandView } from './by-hand.ts';
import type { Markup } from './markup.ts';
import { itemTable } from './score-items.ts';
import { takenBackView } from './taken-back.ts';
import { vetoTable } from './vetoes.ts';
import { profileName } from './words.ts';

const { scores: words } = siteMessages;

export interface SiteScoresProps {
	readonly site: KnownSite;
	/** YYYY-MM. */
	readonly month: string;
	readonly monthState: MonthState;
	readonly report: SiteMonth;
	readonly profile: Profile;
	/** The profile's values are no longer those that the report was scored with. */
	readonly isProfileChanged: boolean;
	/** The profile is the very one that the report was scored with. */
	readonly isExact: boolean;
	/** Whoever looks: what they may not do is not offered. */
	readonly reader: Reader;
	/** The veto whose form is open. */
	readonly opened: string | undefined;
	/** What was sent and could not be kept. */
	readonly refused?: Refused | undefined;
	/** What was just entered. */
	readonly saved?: StoredDecision | undefined;
	/** Of vetoes and points, oldest first. */
	readonly decisions: readonly StoredDecision[];
	readonly nameOf: (check: string) => string;
}

/** How both scores came about, down to the findings; and what people say of it. */
export const siteScoresView = (props: SiteScoresProps, urls: Urls): Markup => {
	const { site, month, monthState, report, profile, isProfileChanged, isExact, decisions, nameOf, reader } =
		props;
	const { inspection, disclosure } = report.scores;
	const hrefOf = (check: string, certainty: 'certain' | 'review'): string =>
		urls.site(site.id, { month, check, state: 'standing', certainty }, 'findings');
	const items = (name: string, score: Parameters<typeof itemTable>[0]['score']): Markup =>
		itemTable({
			...{ name, score, profile, nameOf, byCheck: report.byCheck },
			hrefOf: (check) => hrefOf(check, 'certain'),
		});
	const { name, hash } = report.profile;
	return html`<section aria-labelledby="vetoes"><h2 id="vetoes">${words.vetoes}</h2>${vetoTable({
		...{ vetoes: inspection.vetoes, profile, isExact, byCheck: report.byCheck, nameOf, hrefOf },
		toDecide: (veto) => urls.byHand(site.id, month, veto),
		canDecide: may(reader, 'decide', site.id),
	})}</section>
<section aria-labelledby="items"><h2 id="items">${words.items}</h2><div class="pair">${items(scoreMessages.inspection, inspection)}${items(scoreMessages.disclosure, disclosure)}</div>
<p class="note">${scoreMessages.by(profileName(name), plain(hash), isProfileChanged)}</p></section>
<section aria-labelledby="by-hand"><h2 id="by-hand">${words.byHand}</h2>${byHandView(
		{
			...{ site: site.id, month, scores: report.scores, profile, reader, opened: props.opened },
			...{ refused: props.refused, saved: props.saved },
			...{ isDepartment: site.type === 'department', isFrozen: monthState.state === 'frozen' },
		},
		urls,
	)}${takenBackView(decisions, profile)}</section>`;
};
