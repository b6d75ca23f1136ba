import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { KeyRing, VaultClosed } from '../../../../shared/platform/vault/key-ring.js';
import { RewrapCredentials, type Rewrapped } from '../../contracts/commands/rewrap-credentials.command.js';
import { KeyAccountStore } from '../ports/key-account-store.port.js';

/** Secrets of one transaction: a crash undoes no more than these. */
const BATCH = 100;

@CommandHandler(RewrapCredentials)
export class RewrapCredentialsHandler implements ICommandHandler<RewrapCredentials> {
  constructor(
    private readonly store: KeyAccountStore,
    private readonly ring: KeyRing,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(): Promise<Rewrapped> {
    const keyId = this.ring.sealingId;
    if (keyId === null) throw new VaultClosed();
    let rewrapped = 0;
    for (;;) {
      const moved = await this.unitOfWork.run((tx) =>
        this.store.rewrap(tx, keyId, BATCH, (blob) => this.ring.rewrap(blob)),
      );
      rewrapped += moved;
      if (moved === 0) return { rewrapped, keyId };
    }
  }
}
