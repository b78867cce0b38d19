const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A text as part of a pattern of `like … escape '\\'`. */
export const containing = (text: string): string => `%${escaped(text)}%`;

/** Such a pattern of what begins with a text. */
export const startingWith = (text: string): string => `${escaped(text)}%`;
