import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { Role, User } from '../domain/index.js';
import { staleVersion } from './edits.js';
import { UserStore } from './ports/user-store.port.js';
import { Sessions } from './sessions.js';

export interface AdminChange {
  readonly role?: Role;
  readonly disabled?: boolean;
}

/** What an admin sees and changes of people: their role and whether they may come in, never what proves them. */
@Injectable()
export class AdministerUsers {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: Sessions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(after: string | null, limit: number): Promise<readonly User[]> {
    return this.users.list(after, limit);
  }

  get(userId: string): Promise<User | null> {
    return this.users.byId(userId);
  }

  /** Refused with `not-found`, `precondition-failed`, `last-admin`, or `demo-stays-trader`. */
  async change(userId: string, version: number | null, change: AdminChange): Promise<Result<User, Refusal>> {
    const refused = await this.unitOfWork.run((tx) => this.changeIn(tx, userId, version, change));
    return refused === null ? ok((await this.users.byId(userId))!) : err(refused);
  }

  private async changeIn(
    tx: Tx,
    userId: string,
    version: number | null,
    { role, disabled }: AdminChange,
  ): Promise<Refusal | null> {
    const admins = await this.users.lockAdmins(tx);
    const user = await this.users.lock(tx, userId);
    if (user === null) return refusal('not-found', 'there is no such user', { userId });
    const stale = staleVersion(user, version);
    if (stale !== null) return stale;
    if (user.demo && role === 'admin')
      return refusal('demo-stays-trader', 'the demo account cannot become an admin');
    const staysAdmin = (role ?? user.role) === 'admin' && !(disabled ?? user.disabled);
    if (admins.includes(userId) && !staysAdmin && admins.length === 1)
      return refusal('last-admin', 'nobody else could administer this installation');
    const disabledAt = disabled === undefined ? undefined : disabled ? this.clock.now() : null;
    await this.users.change(tx, userId, { role, disabledAt });
    if (disabled === true) await this.sessions.endIn(tx, { userId });
    return null;
  }
}
