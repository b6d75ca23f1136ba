import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { ACCOUNT_BRAKE, ADDRESS_BRAKE, attempt, type Brake, type BrakeTerms } from '../domain/index.js';
import { BrakeStore } from './ports/brake-store.port.js';

/** What an attempt is counted under. */
export interface Attempt {
  /** The account asked for, whether it exists or not; null when no account is asked for, or not counted. */
  readonly email: string | null;
  /** The network address; null when not known. */
  readonly address: string | null;
}

interface Counted {
  readonly key: string;
  readonly terms: BrakeTerms;
}

/** Slows guessing: attempts count before they are decided, and a right one is forgiven. */
@Injectable()
export class SignInBrakes {
  constructor(
    private readonly store: BrakeStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Refused with `too-many-requests` and `retryAfterSec`; the refusal is the same for accounts that do not exist. */
  async admit(what: Attempt): Promise<Result<null, Refusal>> {
    const at = this.clock.now();
    const waitMs = await this.unitOfWork.run(
      async (tx) => {
        const passed: { readonly key: string; readonly brake: Brake }[] = [];
        // Always in the same order, so that two attempts do not wait for each other.
        for (const { key, terms } of countedUnder(what)) {
          const answer = attempt(await this.store.lock(tx, key, at), terms, at);
          if (!answer.admitted) return answer.waitMs;
          passed.push({ key, brake: answer.brake });
        }
        for (const { key, brake } of passed) await this.store.save(tx, key, brake);
        await this.store.forget(tx, epochMs(at - ADDRESS_BRAKE.forgottenAfterMs));
        return null;
      },
      { awaitDisk: false },
    );
    if (waitMs === null) return ok(null);
    const retryAfterSec = Math.ceil(waitMs / 1000);
    return err(refusal('too-many-requests', 'too many attempts', { retryAfterSec }));
  }

  /** The attempt was right: its account starts anew, its address gets this one back. */
  async forgive({ email, address }: Attempt): Promise<void> {
    await this.unitOfWork.run((tx) => this.forgiveIn(tx, email, address), { awaitDisk: false });
  }

  private async forgiveIn(tx: Tx, email: string | null, address: string | null): Promise<void> {
    if (email !== null) await this.store.release(tx, accountKey(email));
    if (address !== null) await this.store.forgiveOne(tx, addressKey(address));
  }
}

const countedUnder = ({ email, address }: Attempt): readonly Counted[] => [
  ...(email === null ? [] : [{ key: accountKey(email), terms: ACCOUNT_BRAKE }]),
  ...(address === null ? [] : [{ key: addressKey(address), terms: ADDRESS_BRAKE }]),
];

const accountKey = (email: string): string => `account:${email.toLowerCase()}`;

const addressKey = (address: string): string => `address:${address}`;
