import { describe, expect, test } from 'vitest';
import { dispositionEnding, fileFault, typeEnding } from '../../crawler/files.ts';

const zip = 'PK\x03\x04 entries PK\x05\x06\0\0';

describe('a file is judged by its bytes', () => {
	test.each([
		['pdf', '%PDF-1.7 …', undefined],
		['pdf', 'junk before %PDF-1.4', undefined],
		['pdf', 'no header at all', 'mismatched-file'],
		['pdf', '<!DOCTYPE html><html>404', 'html-in-file'],
		['pdf', '\n <!-- x --> <html>', 'html-in-file'],
		['docx', zip, undefined],
		['docx', 'PK\x03\x04 cut off', 'damaged-file'],
		['xlsx', '\xd0\xcf\x11\xe0 encrypted', undefined],
		['ofd', 'not a zip', 'mismatched-file'],
		['doc', '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>', undefined],
		['doc', '<html><head><title>出错了</title>', 'html-in-file'],
		['wps', '\xd0\xcf\x11\xe0', undefined],
		['txt', '<html>', undefined],
		['zip', '', 'empty-file'],
	])('%s %j is %s', (ending, bytes, fault) => {
		expect(fileFault(ending, Buffer.from(bytes, 'latin1'), true)).toBe(fault);
	});

	test('the beginning of a long archive says nothing about its end', () => {
		expect(fileFault('zip', Buffer.from('PK\x03\x04 …'), false)).toBeUndefined();
	});

	test.each([
		['application/pdf', 'pdf'],
		['application/x-zip-compressed', 'zip'],
		['application/octet-stream', ''],
	])('the type %s promises %j', (type, ending) => expect(typeEnding(type)).toBe(ending));

	test.each([
		['attachment; filename="a.docx"', 'docx'],
		["attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6.PDF", 'pdf'],
		['attachment; filename="\xb8\xbd\xbc\xfe1.doc"', 'doc'],
		['attachment;filename=\xe9\x99\x84\xe4\xbb\xb6.xls', 'xls'],
		['attachment; filename="=?UTF-8?B?6ZmE5Lu2LnppcA==?="', 'zip'],
		['attachment; filename==?GBK?Q?=B8=BD=BC=FE=2Edocx?=', 'docx'],
		['attachment; filename="%E9%99%84%E4%BB%B6%2Eofd"; size=3', 'ofd'],
		['attachment', ''],
		[undefined, ''],
	])('the header %s names %s', (header, ending) => {
		expect(dispositionEnding(header)).toBe(ending);
	});
});
