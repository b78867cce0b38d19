/** Numbers with a right check digit, made up for tests: nobody bears them. */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A valid 身份证号 of a region, a day of birth and an order. */
export const idNumber = (region: string, born: string, order: string): string => {
	const digits = `${region}${born}${order}`;
	const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
	return `${digits}${'10X98765432'[sum % 11]}`;
};

/** The number with the check digit of bank cards behind it. */
export const cardNumber = (digits: string): string => {
	const sum = [...digits].reverse().reduce((total, sign, i) => {
		const digit = Number(sign) * (i % 2 === 0 ? 2 : 1);
		return total + (digit > 9 ? digit - 9 : digit);
	}, 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
};
