/** Writes the documents that are made from the code: `npm run docs`. A test holds them to it. */
import { writeFileSync } from 'node:fs';
import { loadChecks } from '../checks/registry.ts';
import { describeChecks } from '../reports/formats/checks.ts';
import { checksDocument } from '../reports/formats/checks-document.ts';
import { national } from '../reports/profiles/national.ts';

const file = 'docs/checks.zh-CN.md';
const text = checksDocument(describeChecks(await loadChecks(), national), national);
writeFileSync(new URL(`../${file}`, import.meta.url), text);
console.log(`已写入 ${file}`);
