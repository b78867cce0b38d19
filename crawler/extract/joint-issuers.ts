import type { Fact } from '../page-facts.ts';
import { isOrgan, issuerOfTitle, type Signature } from './signature.ts';

/** More names in a row are no issuers. */
const mostIssuers = 30;

const place = /^[\u4e00-\u9fa5]{1,6}?[省市县区州盟旗]/;

/** 甲市财政局甲市民政局: each name begins with the place. */
const atPlace = (text: string): string[] => {
	const own = place.exec(text)?.[0];
	if (!own) return [text];
	return text.split(own).flatMap((rest) => (rest === '' ? [] : [own + rest]));
};

/** The organs that a text names in a row; empty where it is one, or something else. */
export const organsIn = (text: string): string[] => {
	const parted = text.split(/[\s、，,；;]+/).filter((name) => name !== '');
	const names = [...new Set(parted.length > 1 ? parted : atPlace(parted[0] ?? '')).values()].map((name) =>
		name.replace(/等\d*(?:部门|单位)?$/, ''),
	);
	return names.length > 1 && names.length <= mostIssuers && names.every(isOrgan) ? names : [];
};

/** The name without its place: 市财政局, 财政局. */
const short = (name: string): string => name.replace(place, '').replace(/^[省市县区州]/, '');

/** All that issue a document together. A table may name the first of them alone, where title and signature name all. */
export const jointIssuers = (
	issuer: Fact | undefined,
	signed: Signature | undefined,
	title: string,
): Fact<readonly string[]> | undefined => {
	if (!issuer) return undefined;
	const first = short(organsIn(issuer.value)[0] ?? issuer.value);
	const told: Fact<readonly string[]>[] = [
		{ ...issuer, value: organsIn(issuer.value) },
		{
			value: organsIn(signed?.issuer ?? ''),
			from: 'signature',
			sure: signed?.firm ? 'certain' : 'likely',
			...(signed ? { snippet: signed.snippet } : {}),
		},
		{ value: organsIn(issuerOfTitle(title) ?? ''), from: 'title', sure: 'likely' },
	];
	return told
		.filter(({ value }) => value.some((name) => short(name) === first))
		.reduce<Fact<readonly string[]> | undefined>(
			(most, one) => (most && most.value.length >= one.value.length ? most : one),
			undefined,
		);
};
