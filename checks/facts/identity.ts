/** The site is a township's: much that is asked of governments from the county up is not asked of it. */
export const isTownship = (name: string): boolean => /(?:[镇乡]人民政府|街道办事处|苏木)/u.test(name);
