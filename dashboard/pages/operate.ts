import { plain } from '../../reports/formats/text.ts';
import type { KnownSite } from '../../reports/store/model.ts';
import type { Context } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { auditsMessages as words } from '../messages/audits.ts';
import { systemMessages } from '../messages/system.ts';
import { dayIn } from '../views/format.ts';

const maxNamed = 5;

/** The one site that somebody means by its id, name or address, or by part of them. Throws `RangeError`. */
const siteMeant = async ({ store }: Context, text: string): Promise<string> => {
	if (await store.site(text)) return text;
	const sites = await store.sites();
	const bare = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/$/, '');
	const isThis = ({ name, url }: KnownSite): boolean => name === text || bare(url) === bare(text);
	const whole = sites.filter(isThis);
	const found =
		whole.length > 0 ? whole : sites.filter(({ name, url }) => name.includes(text) || url.includes(text));
	const [site] = found;
	if (!site) throw new RangeError(words.noSuchSite(text));
	if (found.length === 1) return site.id;
	const few = found.slice(0, maxNamed).map(({ id, name }) => `${plain(name)} ${id}`);
	throw new RangeError(words.severalSites(text, `${few.join('、')}${found.length > maxNamed ? '…' : ''}`));
};

const askingOf = ({ now }: Context, sent: Sent) => ({
	by: sent.text('by') ?? '',
	now: now().toISOString(),
	asOf: dayIn(now()),
});

/** Has a site audited, or all whose last audit failed. */
export const startAudits = async (context: Context, sent: Sent): Promise<Next> => {
	const { store, urls, onOperated } = context;
	const asked = askingOf(context, sent);
	if (sent.text('failed') === 'all') await store.operations.askFailed(asked);
	else {
		const text = sent.text('again') ?? sent.text('site');
		if (text === undefined) throw new RangeError(words.nameSite);
		await store.operations.askAudit({ ...asked, site: await siteMeant(context, text) });
	}
	onOperated?.();
	return `${urls.audits()}#queue`;
};

/** Ends an audit, or takes it out of the queue. */
export const stopAudit = async (context: Context, id: number, sent: Sent): Promise<Next> => {
	const { store, urls, onOperated } = context;
	const { by, now } = askingOf(context, sent);
	await store.operations.stopAudit(id, { by, now });
	onOperated?.();
	return `${urls.audits()}#ended`;
};

/** Lets doctor look again. */
export const examine = ({ urls, examination }: Context): Next => {
	if (!examination) throw new RangeError(systemMessages.noExamination);
	examination.begin();
	return urls.system();
};

/** Begins nothing new any more, or goes on. */
export const pauseSchedule = async (context: Context, sent: Sent): Promise<Next> => {
	const { store, urls, onOperated } = context;
	const step = sent.text('step');
	const { by, now } = askingOf(context, sent);
	if (step === 'pause') await store.operations.setPause({ by, at: now });
	else if (step === 'resume') await store.operations.setPause(undefined);
	else return { refused: 'unread' };
	onOperated?.();
	return urls.audits();
};

/** Has told what was held back after an audit, once somebody looked at it. */
export const releaseNotice = async (context: Context, event: number, sent: Sent): Promise<Next> => {
	const { by, now } = askingOf(context, sent);
	await context.store.releaseHeld(event, { by, now });
	context.onOperated?.();
	return `${context.urls.notices()}#held`;
};

/** Sends a message again. */
export const retryNotice = async ({ store, urls, onOperated }: Context, notice: number): Promise<Next> => {
	await store.retryNotice(notice);
	onOperated?.();
	return `${urls.notices()}#open`;
};
