import type { Migration } from 'kysely/migration';
import { reportsOfSites } from './migration-001.ts';
import { queue } from './migration-002.ts';
import { deciding } from './migration-003.ts';
import { visits } from './migration-004.ts';
import { secondLooks } from './migration-005.ts';
import { answers } from './migration-006.ts';
import { telling } from './migration-007.ts';
import { usersMigration } from './migration-008.ts';
import { overviewing } from './migration-009.ts';
import { documentsOfSites } from './migration-010.ts';
import { work } from './migration-011.ts';
import { operating } from './migration-012.ts';
import { leases } from './migration-013.ts';
import { given } from './migration-015.ts';
import { holding } from './migration-016.ts';

/** The steps by which a store came to be what it is, by name, in order. A step that was released is never changed: the next one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
	'001-reports': reportsOfSites,
	'002-audits': queue,
	'003-decisions': deciding,
	'004-probes': visits,
	'005-rechecks': secondLooks,
	'006-responses': answers,
	'007-notices': telling,
	'008-users': usersMigration,
	'009-overview': overviewing,
	'010-documents': documentsOfSites,
	'011-work': work,
	'012-operating': operating,
	'013-leases': leases,
	'015-given': given,
	'016-holding': holding,
};
