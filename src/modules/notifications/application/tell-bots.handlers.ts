import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { GridFailed } from '../../grid/contracts/events/grid-failed.event.js';
import { GridResumed } from '../../grid/contracts/events/grid-resumed.event.js';
import { GridStarted } from '../../grid/contracts/events/grid-started.event.js';
import { GridStopped } from '../../grid/contracts/events/grid-stopped.event.js';
import { HyperRsiFailed } from '../../hyper-rsi/contracts/events/hyper-rsi-failed.event.js';
import { HyperRsiResumed } from '../../hyper-rsi/contracts/events/hyper-rsi-resumed.event.js';
import { HyperRsiStarted } from '../../hyper-rsi/contracts/events/hyper-rsi-started.event.js';
import { HyperRsiStopped } from '../../hyper-rsi/contracts/events/hyper-rsi-stopped.event.js';
import type { StrategyName, StrategyTelling } from '../domain/index.js';
import { BOTS_ARE_ON_PAPER } from './is-paper.js';
import { Teller, type News } from './teller.js';

@OnRecord('notifications', HyperRsiStarted)
export class TellHyperRsiStarted implements RecordHandler<HyperRsiStarted> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: HyperRsiStarted, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-started', 'hyper-rsi', data));
  }
}

@OnRecord('notifications', HyperRsiStopped)
export class TellHyperRsiStopped implements RecordHandler<HyperRsiStopped> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: HyperRsiStopped, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-stopped', 'hyper-rsi', data));
  }
}

@OnRecord('notifications', HyperRsiFailed)
export class TellHyperRsiFailed implements RecordHandler<HyperRsiFailed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: HyperRsiFailed, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-failed', 'hyper-rsi', data));
  }
}

@OnRecord('notifications', GridStarted)
export class TellGridStarted implements RecordHandler<GridStarted> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: GridStarted, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-started', 'grid', data));
  }
}

@OnRecord('notifications', GridStopped)
export class TellGridStopped implements RecordHandler<GridStopped> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: GridStopped, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-stopped', 'grid', data));
  }
}

@OnRecord('notifications', GridFailed)
export class TellGridFailed implements RecordHandler<GridFailed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: GridFailed, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, newsOf('strategy-failed', 'grid', data));
  }
}

@OnRecord('notifications', HyperRsiResumed)
export class TellHyperRsiResumed implements RecordHandler<HyperRsiResumed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: HyperRsiResumed, envelope: Envelope, tx: Tx): Promise<void> {
    const { instanceId: _, userId, at, ...numbers } = data;
    const [, quote = ''] = data.symbol.split(/[/:]/);
    const place = { kind: 'bot-resumed', paper: BOTS_ARE_ON_PAPER, strategy: 'hyper-rsi' } as const;
    await this.teller.tell(tx, envelope, { userId, at, telling: { ...place, ...numbers, currency: quote } });
  }
}

@OnRecord('notifications', GridResumed)
export class TellGridResumed implements RecordHandler<GridResumed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: GridResumed, envelope: Envelope, tx: Tx): Promise<void> {
    const { instanceId: _, userId, at, ...numbers } = data;
    const [, quote = ''] = data.symbol.split(/[/:]/);
    const place = { kind: 'grid-resumed', paper: BOTS_ARE_ON_PAPER, strategy: 'grid' } as const;
    await this.teller.tell(tx, envelope, { userId, at, telling: { ...place, ...numbers, currency: quote } });
  }
}

interface LifeEvent {
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  /** Only a start has none. */
  readonly reason?: string;
  readonly at: EpochMs;
}

function newsOf(kind: StrategyTelling['kind'], strategy: StrategyName, event: LifeEvent): News {
  const { userId, name, symbol, reason = null, at } = event;
  return { userId, at, telling: { kind, paper: BOTS_ARE_ON_PAPER, strategy, symbol, name, reason } };
}
