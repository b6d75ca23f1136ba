import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../../shared/platform/clock/ids.port.js';
import { UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { registerPersonsSecret } from '../../../../shared/platform/telemetry/secret-mask.js';
import { KeyRing } from '../../../../shared/platform/vault/key-ring.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import {
  keyHint,
  MAX_KEY_ACCOUNTS,
  needsPassphrase,
  type KeyAccount,
  type KeySecrets,
  type KeyVenue,
  type SecretField,
} from '../../domain/index.js';
import { KeyAccountStore } from '../ports/key-account-store.port.js';

const MASKED_MS = 60_000;

export interface NewKeyAccount {
  readonly userId: string;
  readonly venue: KeyVenue;
  readonly label: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Null where the venue gives out none. */
  readonly passphrase: string | null;
}

/**
 * Takes keys of exchange accounts, and never gives them back. It is called by its module's own routes and is no message: a
 * secret stays in the process that heard it until it is sealed.
 */
@Injectable()
export class KeyAccounts {
  constructor(
    private readonly store: KeyAccountStore,
    private readonly ring: KeyRing,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Refused with `vault-closed`, `passphrase-mismatch`, `key-in-use` or `too-many-accounts`. */
  async add(wanted: NewKeyAccount): Promise<Result<KeyAccount, Refusal>> {
    const { userId, venue, label, apiKey, apiSecret, passphrase } = wanted;
    if (this.ring.sealingId === null) return err(refusal('vault-closed', 'there is no master key'));
    if ((passphrase !== null) !== needsPassphrase(venue))
      return err(refusal('passphrase-mismatch', `${venue} and its passphrase do not fit`, { venue }));
    this.mask([apiKey, apiSecret, ...(passphrase === null ? [] : [passphrase])]);
    const account: KeyAccount = {
      ...{ id: this.ids.next(), userId, venue, label, keyHint: keyHint(apiKey) },
      createdAt: this.clock.now(),
    };
    const secrets = {
      'api-key': apiKey,
      'api-secret': apiSecret,
      ...(passphrase === null ? {} : { passphrase }),
    };
    const sealed = this.seal(account, secrets);
    const identity = `${venue} ${apiKey}`;
    const outcome = await this.unitOfWork.run((tx) =>
      this.store.add(tx, account, identity, sealed, MAX_KEY_ACCOUNTS),
    );
    switch (outcome) {
      case 'added':
        return ok(account);
      case 'taken':
        return err(refusal('key-in-use', 'that key is stored already'));
      case 'full':
        return err(refusal('too-many-accounts', 'no more accounts', { limit: MAX_KEY_ACCOUNTS }));
    }
  }

  list(userId: string): Promise<readonly KeyAccount[]> {
    return this.store.list(userId);
  }

  async find(userId: string, accountId: string): Promise<KeyAccount | null> {
    return (await this.list(userId)).find(({ id }) => id === accountId) ?? null;
  }

  remove(userId: string, accountId: string): Promise<boolean> {
    return this.unitOfWork.run((tx) => this.store.remove(tx, userId, accountId));
  }

  /** Until this request and whatever fails in it have been told, and no longer: they are never heard of here again. */
  private mask(secrets: readonly string[]): void {
    const forget = secrets.map(registerPersonsSecret);
    this.clock.schedule(MASKED_MS, () => {
      for (const one of forget) one();
    });
  }

  private seal({ userId, id: accountId, venue }: KeyAccount, secrets: KeySecrets) {
    return Object.entries(secrets).map(([field, secret]) => ({
      field: field as SecretField,
      ...this.ring.seal({ userId, accountId, venue, field }, secret),
    }));
  }
}
