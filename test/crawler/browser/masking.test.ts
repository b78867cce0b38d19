import { describe, expect, test } from 'vitest';
import { hideNumbers } from '../../../crawler/browser/masking.ts';

describe('before a picture is taken', () => {
	test.each([
		['an 身份证号', '11010519491231002X', '110*************2X'],
		['one without its right check digit', '110105194912310021', '110*************21'],
		['one with spaces', '110105 19491231 002X', '110*** ******** **2X'],
		['one whose end alone is masked', '11010519491231****', '110*********31****'],
		['an old one', '110105491231002', '110**********02'],
		['a bank card', '6222021234567890123', '622**************23'],
		['one in fours', '6222 0212 3456 7890 123', '622* **** **** **** *23'],
		['a mobile number', '联系电话：13812345678。', '联系电话：138******78。'],
		['one in parts', '138-1234-5678', '138-****-**78'],
		['one in full width', '１３８１２３４５６７８', '１３８******７８'],
		['two in one line', '13812345678、13912345678', '138******78、139******78'],
	])('%s is masked', (_name, shown, masked) => {
		expect(hideNumbers(shown)).toBe(masked);
		expect(masked).toHaveLength(shown.length);
	});

	test.each([
		['dates', '2026-01-02 2026-02-03 12:30'],
		['days of lists', '20260102 20260203'],
		['a site id code', '网站标识码：4301000001'],
		['the number of the police', '京公网安备11010102001234号'],
		['a landline number', '0731-88667788 转 8012'],
		['a document number', '临政办发〔2026〕12号'],
		['what is masked already', '110***********002X'],
	])('%s are left as they are', (_name, shown) => {
		expect(hideNumbers(shown)).toBe(shown);
	});
});
