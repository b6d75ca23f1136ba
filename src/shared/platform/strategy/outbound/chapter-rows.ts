import { raw, sql, type Sql } from '../../persistence/sql.js';
import type { NewChapter } from '../decision-store.port.js';

/** Only strategies whose kernels end chapters have the table. */
export const insertChapters = (schema: string, chapters: readonly NewChapter[]): Sql => sql`
  INSERT INTO ${raw(`${schema}.chapter`)} (instance_id, number, content)
  SELECT c.instance_id, c.number, c.content::jsonb
  FROM unnest(${chapters.map(({ instanceId }) => instanceId)}::text[], ${chapters.map(({ number }) => number)}::int[],
              ${chapters.map(({ content }) => JSON.stringify(content))}::text[]) AS c(instance_id, number, content)
  ON CONFLICT DO NOTHING`;
