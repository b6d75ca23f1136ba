import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { PositionKept } from '../../orders/contracts/events/position-kept.event.js';
import { PositionClosed } from '../../positions/contracts/events/position-closed.event.js';
import { PositionOpened } from '../../positions/contracts/events/position-opened.event.js';
import { isPaper } from './is-paper.js';
import { Teller } from './teller.js';

@OnRecord('notifications', PositionOpened)
export class TellPositionOpened implements RecordHandler<PositionOpened> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { position, at } }: PositionOpened, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, strategy, symbol, side, size, averagePrice } = position;
    const place = { paper: isPaper(venue), strategy, symbol };
    const telling = { kind: 'position-opened', ...place, side, size, averagePrice } as const;
    await this.teller.tell(tx, envelope, { userId, at, telling });
  }
}

@OnRecord('notifications', PositionClosed)
export class TellPositionClosed implements RecordHandler<PositionClosed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: PositionClosed, envelope: Envelope, tx: Tx): Promise<void> {
    const { position, reason, at } = data;
    const { userId, venue, strategy, symbol, side, realisedPnl, fees, funding } = position;
    const place = { paper: isPaper(venue), strategy, symbol };
    const result = { realisedPnl, fees, funding, currency: quoteOf(symbol) };
    const telling = { kind: 'position-closed', ...place, side, ...result, reason } as const;
    await this.teller.tell(tx, envelope, { userId, at, telling });
  }
}

@OnRecord('notifications', PositionKept)
export class TellPositionKept implements RecordHandler<PositionKept> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: PositionKept, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, strategy, symbol, size, at } = data;
    const short = size.startsWith('-');
    const held = { side: short ? 'short' : 'long', size: short ? size.slice(1) : size } as const;
    const telling = { kind: 'position-kept', paper: isPaper(venue), strategy, symbol, ...held } as const;
    await this.teller.tell(tx, envelope, { userId, at, telling });
  }
}

/** `USDT` of `BTC/USDT:USDT`. */
const quoteOf = (symbol: string): string => symbol.replace(/^[^/]*\//, '').replace(/:.*$/, '');
