/** An audit in a process of its own, to be killed: says when it begins. */
import { auditCounty } from './county-audit.ts';

const [url = '', out = '', asOf = ''] = process.argv.slice(2);
process.send?.('begun');
await auditCounty(url, out, asOf);
process.disconnect?.();
