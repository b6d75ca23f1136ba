import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { ResetPassword, type ResetPasswordAnswer } from '../contracts/commands/reset-password.command.js';
import { readablePassword } from '../domain/index.js';
import { Passwords } from './ports/passwords.port.js';
import { UserStore } from './ports/user-store.port.js';
import { Sessions } from './sessions.js';

@CommandHandler(ResetPassword)
export class ResetPasswordHandler implements ICommandHandler<ResetPassword> {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute({ data }: ResetPassword): Promise<ResetPasswordAnswer | null> {
    const user = await this.users.byEmail(data.email);
    if (user === null) return null;
    const madePassword = readablePassword((bound) => this.randomness.below(bound));
    const passwordHash = await this.passwords.hash(madePassword);
    const userId = user.id;
    await this.unitOfWork.run(async (tx) => {
      await this.users.change(tx, userId, { passwordHash });
      await this.sessions.endIn(tx, { userId });
    });
    return { userId, madePassword };
  }
}
