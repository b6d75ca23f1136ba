import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { UserLanguages } from '../application/ports/user-languages.port.js';
import type { Language } from '../domain/index.js';

/** Languages in Postgres: a column of the person. */
export class PgUserLanguages extends UserLanguages {
  override async change(tx: Tx, userId: string, language: Language): Promise<boolean> {
    return (
      (await pg(tx).execute(sql`UPDATE users."user" SET language = ${language} WHERE id = ${userId}`)) === 1
    );
  }
}
