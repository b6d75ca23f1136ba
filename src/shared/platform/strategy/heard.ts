import { Injectable } from '@nestjs/common';
import type { Envelope } from '../../pure/messages/envelope.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import type { CandlesEnded } from './decision-store.port.js';
import type { HeardAdjustment, HeardFill, HeardOrder } from './order-inputs.js';
import { StrategyShell } from './strategy-shell.js';
import type { EpochMs } from '../../pure/time/epoch.js';

/**
 * What a strategy hears, one handler per event. The module extends each with its own route; the shapes here are held
 * against the events' by the compiler.
 */
interface Heard<Data> {
  readonly data: Data;
}

@Injectable()
export abstract class CandlesClosedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle({ data }: Heard<CandlesEnded>, envelope: Envelope, tx: Tx): Promise<void> {
    return this.shell.candlesClosed(data, envelope, tx);
  }
}

@Injectable()
export abstract class OrderFilledHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle(
    { data: { order, fill } }: Heard<{ readonly order: HeardOrder; readonly fill: HeardFill }>,
    envelope: Envelope,
    tx: Tx,
  ): Promise<void> {
    return this.shell.hear({ kind: 'filled', order, fill }, envelope, tx);
  }
}

type Ended = Heard<{ readonly order: HeardOrder; readonly code: string }>;

@Injectable()
export abstract class OrderDeniedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle({ data: { order, code } }: Ended, envelope: Envelope, tx: Tx): Promise<void> {
    return this.shell.hear({ kind: 'denied', order, code }, envelope, tx);
  }
}

@Injectable()
export abstract class OrderRejectedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle({ data: { order, code } }: Ended, envelope: Envelope, tx: Tx): Promise<void> {
    return this.shell.hear({ kind: 'rejected', order, code }, envelope, tx);
  }
}

@Injectable()
export abstract class OrderCancelledHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle({ data: { order, code } }: Ended, envelope: Envelope, tx: Tx): Promise<void> {
    return this.shell.hear({ kind: 'cancelled', order, code }, envelope, tx);
  }
}

@Injectable()
export abstract class OrderTriggeredHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle(
    {
      data: { order, price, at },
    }: Heard<{ readonly order: HeardOrder; readonly price: string; readonly at: EpochMs }>,
    envelope: Envelope,
    tx: Tx,
  ): Promise<void> {
    return this.shell.hear({ kind: 'triggered', order, price, at }, envelope, tx);
  }
}

@Injectable()
export abstract class PositionAdjustedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle({ data }: Heard<HeardAdjustment>, envelope: Envelope, tx: Tx): Promise<void> {
    return this.shell.adjusted(data, envelope, tx);
  }
}

@Injectable()
export abstract class GateSettledHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle(
    { data }: Heard<{ readonly instanceId: string; readonly epoch: number }>,
    _envelope: Envelope,
    tx: Tx,
  ): Promise<void> {
    return this.shell.gateSettled(data.instanceId, data.epoch, tx);
  }
}

@Injectable()
export abstract class TradingHaltedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle(
    { data }: Heard<{ readonly userId: string; readonly accountId: string | null; readonly code: string }>,
    _envelope: Envelope,
    tx: Tx,
  ): Promise<void> {
    return this.shell.halted(data.userId, data.accountId, data.code, tx);
  }
}

@Injectable()
export abstract class TradingResumedHandler {
  constructor(private readonly shell: StrategyShell) {}

  handle(
    { data }: Heard<{ readonly userId: string; readonly accountId: string | null }>,
    _envelope: Envelope,
    tx: Tx,
  ): Promise<void> {
    return this.shell.resumed(data.userId, data.accountId, tx);
  }
}
