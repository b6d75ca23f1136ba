import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { HaltSettled } from '../../orders/contracts/events/halt-settled.event.js';
import { TradingHalted } from '../../orders/contracts/events/trading-halted.event.js';
import { TradingResumed } from '../../orders/contracts/events/trading-resumed.event.js';
import { RefreshTokenReused } from '../../users/contracts/events/refresh-token-reused.event.js';
import { UserRegistered } from '../../users/contracts/events/user-registered.event.js';
import { Teller } from './teller.js';

@OnRecord('notifications', TradingHalted)
export class TellTradingHalted implements RecordHandler<TradingHalted> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: TradingHalted, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, accountId, code, details } = data;
    const telling = { kind: 'trading-halted', everywhere: accountId === null, code, details } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

@OnRecord('notifications', HaltSettled)
export class TellEntriesGone implements RecordHandler<HaltSettled> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { userId } }: HaltSettled, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, { userId, at: null, telling: { kind: 'entries-gone' } });
  }
}

@OnRecord('notifications', TradingResumed)
export class TellTradingResumed implements RecordHandler<TradingResumed> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { userId, accountId } }: TradingResumed, envelope: Envelope, tx: Tx): Promise<void> {
    const everywhere = accountId === null;
    const telling = { kind: 'trading-resumed', everywhere, code: null, details: {} } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

@OnRecord('notifications', UserRegistered)
export class TellUserRegistered implements RecordHandler<UserRegistered> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { userId, email, demo } }: UserRegistered, envelope: Envelope, tx: Tx): Promise<void> {
    const telling = { kind: 'user-registered', email, demo } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

@OnRecord('notifications', RefreshTokenReused)
export class TellRefreshTokenReused implements RecordHandler<RefreshTokenReused> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { userId, address } }: RefreshTokenReused, envelope: Envelope, tx: Tx): Promise<void> {
    await this.teller.tell(tx, envelope, { userId, at: null, telling: { kind: 'session-copied', address } });
  }
}
