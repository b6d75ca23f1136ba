import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { PrepareSetUp, type PreparedSetUp } from '../contracts/commands/prepare-set-up.command.js';
import { readablePassword } from '../domain/index.js';
import { SetUpStore } from './ports/set-up-store.port.js';

@CommandHandler(PrepareSetUp)
export class PrepareSetUpHandler implements ICommandHandler<PrepareSetUp> {
  constructor(
    private readonly setUps: SetUpStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(): Promise<PreparedSetUp> {
    const token = readablePassword((bound) => this.randomness.below(bound));
    const made = await this.unitOfWork.run((tx) => this.setUps.prepare(tx, token, this.clock.now()));
    return made ? { token, waiting: true } : { token: null, waiting: await this.setUps.isWaiting() };
  }
}
