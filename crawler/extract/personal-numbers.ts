/** Numbers that stand for a private person. Whatever leaves this file is masked. */

const provinces = new Set(
	'11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
		' ',
	),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

const isRealDay = (digits: string): boolean => {
	const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number) as [
		number,
		number,
		number,
	];
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** An 身份证号 with a province's prefix, a real day of birth and its check digit. */
export const isIdNumber = (number: string): boolean => {
	if (!provinces.has(number.slice(0, 2)) || !isRealDay(number.slice(6, 14))) return false;
	const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	return checkDigits[sum % 11] === number[17]?.toUpperCase();
};

const codeSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A 统一社会信用代码: public by law, and sometimes all digits. */
export const isCreditCode = (code: string): boolean => {
	if (!/^[159ANY]/.test(code) || !(provinces.has(code.slice(2, 4)) || code.startsWith('10', 2))) return false;
	let [sum, weight] = [0, 1];
	for (let i = 0; i < 17; i++) {
		sum += codeSigns.indexOf(code[i] ?? '') * weight;
		weight = (weight * 3) % 31;
	}
	return codeSigns[(31 - (sum % 31)) % 31] === code[17];
};

/** The check digit of bank cards. */
export const isLuhn = (digits: string): boolean => {
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = Number(digits[digits.length - 1 - i]);
		sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
	}
	return sum % 10 === 0;
};

/** Made up for a form: the same digit again and again, or a run that counts up. */
export const isSample = (digits: string): boolean =>
	/(\d)\1{5}/.test(digits) || /012345|123456|234567|345678/.test(digits) || /1234.?$/.test(digits);

/** The first three signs and the last two. */
export const mask = (number: string): string =>
	`${number.slice(0, 3)}${'*'.repeat(Math.max(3, number.length - 5))}${number.slice(-2)}`;
