import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { KeyAccount, SecretField } from '../../domain/index.js';

/** A secret as it is stored. */
export interface SealedSecret {
  readonly field: SecretField;
  /** Which master key it needs. */
  readonly keyId: string;
  readonly blob: Buffer;
}

/** What proves that the master key is the right one. */
export interface VaultMark {
  readonly keyId: string;
  readonly canary: Buffer;
}

/** Accounts with sealed keys. Nothing in here can be read without the master key. */
export abstract class KeyAccountStore {
  /**
   * `taken` when the same key is stored already, whoever has it; `full` when the owner has `most` accounts. The key is
   * compared by a keyed hash of `identity`.
   */
  abstract add(
    tx: Tx,
    account: KeyAccount,
    identity: string,
    secrets: readonly SealedSecret[],
    most: number,
  ): Promise<'added' | 'taken' | 'full'>;

  /** The user's own, oldest first. */
  abstract list(userId: string): Promise<readonly KeyAccount[]>;

  /** False when the user has none of that id. Its secrets go with it. */
  abstract remove(tx: Tx, userId: string, accountId: string): Promise<boolean>;

  /** The mark; `made` becomes it while no secret is stored that needs the one before. Null when there is none. */
  abstract mark(made: VaultMark | null): Promise<VaultMark | null>;

  /** The master keys that sealed secrets and the mark need. */
  abstract keysInUse(): Promise<readonly string[]>;

  /**
   * Seals up to `limit` secrets (and the mark) anew that another key than `keyId` has sealed; how many that were. Those
   * that somebody else works on are left to them.
   */
  abstract rewrap(
    tx: Tx,
    keyId: string,
    limit: number,
    again: (blob: Buffer) => { readonly keyId: string; readonly blob: Buffer },
  ): Promise<number>;
}
