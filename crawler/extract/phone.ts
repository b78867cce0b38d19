/** A number with its area code, blanks left out: 0799-8210001, （0799）8210001. */
export const landline = /(?<!\d)0\d{2,3}[)）]?[-—–－]?\d{7,8}(?!\d)/u;

const fax = /(?<!电话[及和与、/（(])传真(?:电话|号码?)?[:：]?(?:[（(]?0\d{2,3}[）)]?[-—–－]?)?(?:\d{7,8})?/gu;

/** A text, blanks left out, without its numbers for fax: they are none that anybody is called at. */
export const withoutFax = (text: string): string => text.replace(fax, '');
