import { sql, type Sql } from '../../../shared/platform/persistence/sql.js';

/** The time of the database as its columns keep it: never rounded up, so that what is due now is due at once. */
export const NOW: Sql = sql`date_trunc('milliseconds', now())`;

/** So many milliseconds from now, or before it. */
export const inMs = (ms: number): Sql => sql`${NOW} + ${Math.round(ms)}::bigint * interval '1 millisecond'`;
