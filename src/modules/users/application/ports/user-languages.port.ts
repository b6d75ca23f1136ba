import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Language } from '../../domain/index.js';

/** The language that each person is spoken to. */
export abstract class UserLanguages {
  /** False when there is no such person. */
  abstract change(tx: Tx, userId: string, language: Language): Promise<boolean>;
}
