import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { newPassword, type Language, type Role } from '../domain/index.js';
import { addUser } from './add-user.js';
import { unlessBusy } from './hashing.js';
import { Passwords } from './ports/passwords.port.js';
import type { Origin } from './ports/session-store.port.js';
import { SetUpStore } from './ports/set-up-store.port.js';
import { UserStore } from './ports/user-store.port.js';
import { Sessions, type SignInTokens } from './sessions.js';
import { SignInBrakes } from './sign-in-brakes.js';

export interface Newcomer {
  readonly email: string;
  readonly password: string;
  readonly language: Language;
}

type Entry = (tx: Tx) => Promise<boolean>;

/** People who make their own account: the first admin with the set-up token, others only where registration is open. */
@Injectable()
export class Register {
  constructor(
    private readonly users: UserStore,
    private readonly setUps: SetUpStore,
    private readonly sessions: Sessions,
    private readonly brakes: SignInBrakes,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Makes a trader. Refused with `registration-closed`, `too-many-requests`, `weak-password`, `email-taken`, `unavailable`. */
  async asTrader(newcomer: Newcomer, origin: Origin): Promise<Result<SignInTokens, Refusal>> {
    if (this.config.registration !== 'open')
      return err(refusal('registration-closed', 'registration is closed'));
    const admitted = await this.brakes.admit({ email: null, address: origin.address });
    return admitted.ok ? this.add(newcomer, 'trader', origin, async () => true) : admitted;
  }

  /** Makes the first admin. Refused with `set-up-refused` whatever is wrong with the token, else as `asTrader`. */
  async asFirstAdmin(
    token: string,
    newcomer: Newcomer,
    origin: Origin,
  ): Promise<Result<SignInTokens, Refusal>> {
    const admitted = await this.brakes.admit({ email: null, address: origin.address });
    if (!admitted.ok) return admitted;
    // Before the slow part, so that nobody without the token costs a hash.
    if (!(await this.setUps.accepts(token))) return err(tokenRefused);
    return this.add(newcomer, 'admin', origin, (tx) => this.setUps.redeem(tx, token, this.clock.now()));
  }

  private async add(
    { email, password, language }: Newcomer,
    role: Role,
    origin: Origin,
    mayEnter: Entry,
  ): Promise<Result<SignInTokens, Refusal>> {
    const chosen = newPassword(password, email);
    if (!chosen.ok) return chosen;
    const hashed = await unlessBusy(() => this.passwords.hash(chosen.value));
    if (!hashed.ok) return hashed;
    const user = {
      ...{ id: this.ids.next(), email, role, language, demo: false, passwordHash: hashed.value },
      ...{ createdAt: this.clock.now(), disabled: false, version: 1 },
    };
    const refused = await runInScope({ userId: user.id }, () => this.enter(user, mayEnter));
    return refused === null ? ok(await this.sessions.open(user, origin)) : err(refused);
  }

  /** Address and token are taken together or not at all: a token is not lost on an address that is taken. */
  private async enter(user: Parameters<typeof addUser>[2], mayEnter: Entry): Promise<Refusal | null> {
    try {
      return await this.unitOfWork.run(async (tx) => {
        if (!(await mayEnter(tx))) return tokenRefused;
        if (!(await addUser(tx, this.users, user))) throw new AddressTaken();
        return null;
      });
    } catch (error) {
      if (!(error instanceof AddressTaken)) throw error;
      return refusal('email-taken', 'somebody has this e-mail address');
    }
  }
}

class AddressTaken extends Error {}

const tokenRefused = refusal('set-up-refused', 'the set-up token is wrong, used or not needed any more');
