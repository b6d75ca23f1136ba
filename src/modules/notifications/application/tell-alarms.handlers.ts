import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { AccountDiffered } from '../../orders/contracts/events/account-differed.event.js';
import { BooksBroken } from '../../orders/contracts/events/books-broken.event.js';
import { InstanceHalted } from '../../orders/contracts/events/instance-halted.event.js';
import { OrderNeedsHuman } from '../../orders/contracts/events/order-needs-human.event.js';
import { ProtectionChanged } from '../../orders/contracts/events/protection-changed.event.js';
import { ListAdmins } from '../../users/contracts/queries/list-admins.query.js';
import { isPaper } from './is-paper.js';
import { Teller } from './teller.js';

@OnRecord('notifications', ProtectionChanged)
export class TellProtectionChanged implements RecordHandler<ProtectionChanged> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: ProtectionChanged, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, strategy, symbol, size, protectedSize } = data;
    const kind = data.protected ? 'position-protected' : 'position-unprotected';
    const telling = { kind, paper: isPaper(venue), strategy, symbol, size, protectedSize } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

@OnRecord('notifications', OrderNeedsHuman)
export class TellOrderNeedsHuman implements RecordHandler<OrderNeedsHuman> {
  constructor(private readonly teller: Teller) {}

  async handle({ data: { order, forgotten } }: OrderNeedsHuman, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, strategy, symbol, side, size, reason } = order;
    const place = { paper: isPaper(venue), strategy, symbol };
    const known = forgotten === true ? ({ forgotten } as const) : {};
    const telling = { kind: 'order-needs-human', ...place, side, size, reason, ...known } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

@OnRecord('notifications', AccountDiffered)
export class TellAccountDiffered implements RecordHandler<AccountDiffered> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: AccountDiffered, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, symbol, kind: difference, ours, theirs } = data;
    const what = { paper: isPaper(venue), symbol, difference, ours, theirs };
    await this.teller.tell(tx, envelope, {
      userId,
      at: null,
      telling: { kind: 'account-differed', ...what },
    });
  }
}

@OnRecord('notifications', InstanceHalted)
export class TellInstanceHalted implements RecordHandler<InstanceHalted> {
  constructor(private readonly teller: Teller) {}

  async handle({ data }: InstanceHalted, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, venue, strategy, symbol, code, details } = data;
    const telling = { kind: 'bot-halted', paper: isPaper(venue), strategy, symbol, code, details } as const;
    await this.teller.tell(tx, envelope, { userId, at: null, telling });
  }
}

/** Operators are told of books that cannot be right, each of them. */
@OnRecord('notifications', BooksBroken)
export class TellBooksBroken implements RecordHandler<BooksBroken> {
  constructor(
    private readonly teller: Teller,
    private readonly bus: Bus,
  ) {}

  async handle({ data }: BooksBroken, envelope: Envelope, tx: Tx): Promise<void> {
    const telling = { kind: 'books-broken', ...data } as const;
    for (const userId of await this.bus.ask(new ListAdmins({})))
      await this.teller.tellEach(tx, envelope, { userId, at: null, telling });
  }
}
