import { expect, test } from 'vitest';
import { sizeText } from '../../../reports/formats/size.ts';

test.each([
	[0, '0 KB'],
	[1, '1 KB'],
	[999_000, '999 KB'],
	[999_960, '1.0 MB'],
	[12_340_000, '12.3 MB'],
	[76_300_000_000, '76.3 GB'],
	[5e15, '5000.0 TB'],
])('%d bytes are %s', (bytes, words) => expect(sizeText(bytes)).toBe(words));
