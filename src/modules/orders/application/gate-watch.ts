import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { GateSettled } from '../contracts/events/gate-settled.event.js';
import { OrderLoop } from './order-loop.js';
import type { SendStore } from './ports/send-store.port.js';

export interface GateWatchParts {
  readonly sends: SendStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

/** Tells of a closed gate once nothing that adds is left of it: only then has a stop been carried out. */
export class GateWatch extends OrderLoop {
  constructor(private readonly parts: GateWatchParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { sends, unitOfWork } = this.parts;
    await unitOfWork.run(async (tx) => {
      for (const gate of await sends.settleGates(tx))
        runInScope({ userId: gate.userId }, () => tx.record(new GateSettled(gate)));
    });
    return false;
  }
}
