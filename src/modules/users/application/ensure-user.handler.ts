import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { EnsureUser, type EnsuredUser } from '../contracts/commands/ensure-user.command.js';
import { readablePassword } from '../domain/index.js';
import { addUser } from './add-user.js';
import { Passwords } from './ports/passwords.port.js';
import { UserStore, type StoredUser } from './ports/user-store.port.js';

@CommandHandler(EnsureUser)
export class EnsureUserHandler implements ICommandHandler<EnsureUser> {
  constructor(
    private readonly users: UserStore,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute({ data }: EnsureUser): Promise<EnsuredUser> {
    const { email, role, language, demo } = data;
    const known = await this.users.byEmail(email);
    if (known !== null) return existing(known);
    const madePassword =
      data.password === null ? readablePassword((bound) => this.randomness.below(bound)) : null;
    // The slow part stands outside the transaction; of several that run at once, one user comes out.
    const passwordHash = await this.passwords.hash(data.password ?? madePassword!);
    const id = this.ids.next();
    const added = await this.register({
      ...{ id, email, passwordHash, role, language, demo },
      ...{ createdAt: this.clock.now(), disabled: false, version: 1 },
    });
    if (added) return { userId: id, created: true, madePassword };
    return existing((await this.users.byEmail(email))!);
  }

  private async register(user: StoredUser): Promise<boolean> {
    return runInScope({ userId: user.id }, () => this.unitOfWork.run((tx) => addUser(tx, this.users, user)));
  }
}

const existing = ({ id }: StoredUser): EnsuredUser => ({ userId: id, created: false, madePassword: null });
