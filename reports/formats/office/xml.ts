export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any sign that has to be written otherwise, or that XML 1.0 cannot hold at all. */
const odd = /[&<>"]|[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text for an element, or for an attribute in double quotes; what XML cannot hold is left out. */
export const xmlText = (text: string): string => text.replace(odd, (sign) => signs[sign] ?? '');
