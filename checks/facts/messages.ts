import type { Column, Message } from '../../crawler/model.ts';
import { shortened } from './targets.ts';

/** Petitions and reports of offences have rules of their own; interviews and surveys are no messages. */
const otherChannel = /信访|举报|纪检|监察|访谈|调查|征集|12388/u;

/** Messages that ask for an answer: of the columns of messages, or by their own pages alone. */
export const questions = (messages: readonly Message[], columns: readonly Column[]): Message[] => {
	const names = new Map(columns.map(({ url, title }) => [url, title]));
	return messages.filter(
		({ title, column, state }) =>
			state !== 'closed' && !otherChannel.test(`${title} ${(column && names.get(column)) ?? ''}`),
	);
};

/** How a message is named without telling who wrote it: long numbers are those of telephones and identity cards. */
export const messageName = (title: string): string => {
	const masked = title.replace(/\d{7,}[\dXx]?/g, (number) => `${number.slice(0, 3)}****`);
	return `“${shortened(masked)}”`;
};
