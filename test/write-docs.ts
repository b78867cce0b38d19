/** Writes the documents that are made from the code: `npm run docs`. Tests hold them to it. */
import { writeFileSync } from 'node:fs';
import { loadChecks } from '../checks/registry.ts';
import { describeChecks } from '../reports/formats/checks.ts';
import { checksDocument } from '../reports/formats/checks-document.ts';
import { reportJsonSchema } from '../reports/formats/report-schema.ts';
import { national } from '../reports/profiles/national.ts';

const documents = {
	'docs/checks.zh-CN.md': checksDocument(describeChecks(await loadChecks(), national), national),
	'docs/report.schema.json': reportJsonSchema(),
};
for (const [file, text] of Object.entries(documents)) {
	writeFileSync(new URL(`../${file}`, import.meta.url), text);
	console.log(`已写入 ${file}`);
}
