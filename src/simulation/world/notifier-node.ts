import type { Bus } from '../../shared/platform/bus/bus.port.js';
import { routeOf, type RecordHandler } from '../../shared/platform/bus/on-record.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import { HeldLeases } from '../../shared/platform/leases/held-leases.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { BotLease } from '../../modules/notifications/application/bot-lease.js';
import { BotNudge } from '../../modules/notifications/application/bot-nudge.js';
import { BotWatch } from '../../modules/notifications/application/bot-watch.js';
import { BlockedChannel } from '../../modules/notifications/application/delivery/blocked-channel.js';
import { Courier } from '../../modules/notifications/application/delivery/courier.js';
import { TELEGRAM_LIMITS } from '../../modules/notifications/application/delivery/pace.js';
import { Readers } from '../../modules/notifications/application/delivery/readers.js';
import { MarketNow } from '../../modules/notifications/application/market-now.js';
import type { Messenger } from '../../modules/notifications/application/ports/messenger.port.js';
import type { OutgoingStore } from '../../modules/notifications/application/ports/outgoing-store.port.js';
import {
  TellEntriesGone,
  TellTradingHalted,
  TellTradingResumed,
} from '../../modules/notifications/application/tell-accounts.handlers.js';
import {
  TellAccountDiffered,
  TellInstanceHalted,
  TellOrderNeedsHuman,
  TellProtectionChanged,
} from '../../modules/notifications/application/tell-alarms.handlers.js';
import {
  TellGridFailed,
  TellGridResumed,
  TellGridStarted,
  TellGridStopped,
  TellHyperRsiFailed,
  TellHyperRsiResumed,
  TellHyperRsiStarted,
  TellHyperRsiStopped,
} from '../../modules/notifications/application/tell-bots.handlers.js';
import {
  TellOrderDenied,
  TellOrderExpired,
  TellOrderFilled,
  TellOrderRejected,
} from '../../modules/notifications/application/tell-orders.handlers.js';
import { TellPositionKept } from '../../modules/notifications/application/tell-positions.handlers.js';
import { Teller } from '../../modules/notifications/application/teller.js';
import type { Incarnation } from '../process/incarnation.js';
import { MemoryLeaseRows } from '../store/memory-lease-rows.js';
import { MemoryChannelStore } from '../store/notifications/memory-channel-store.js';
import { MemoryNotificationStore } from '../store/notifications/memory-notification-store.js';
import type { BesideTalk, TalkNode } from '../telegram/talk-node.js';
import type { NotificationTables } from '../store/notifications/notification-tables.js';

/** What can be told in these worlds: what Orders and the strategies record. */
const TELLERS: readonly (new (teller: Teller) => RecordHandler)[] = [
  ...[TellOrderFilled, TellOrderDenied, TellOrderRejected, TellOrderExpired, TellPositionKept],
  ...[TellProtectionChanged, TellOrderNeedsHuman, TellAccountDiffered, TellInstanceHalted],
  ...[TellTradingHalted, TellTradingResumed, TellEntriesGone],
  ...[TellHyperRsiStarted, TellHyperRsiStopped, TellHyperRsiFailed],
  ...[TellGridStarted, TellGridStopped, TellGridFailed],
  ...[TellHyperRsiResumed, TellGridResumed],
];

/** The way out, as one life of one process has it. */
export interface NotifierPorts {
  readonly store: OutgoingStore;
  readonly messenger: Messenger;
}

export interface NotifierNodeParts extends NotifierPorts {
  readonly tables: NotificationTables;
  readonly life: Incarnation;
  readonly bus: Bus;
  readonly unitOfWork: UnitOfWork;
  readonly isGone: (owner: string) => boolean;
  readonly failed: (error: unknown) => void;
  /** What hears beside the way out; null where nobody talks to the bot. */
  readonly talk: ((beside: BesideTalk) => TalkNode) | null;
}

/** Notifications in one process, put together as its module does it: the same classes, other ports. */
export class NotifierNode {
  readonly handlers: readonly HostedHandler[];
  readonly watch: BotWatch;

  constructor(parts: NotifierNodeParts) {
    const { tables, life, bus, unitOfWork, store, messenger, failed } = parts;
    const { clock, ids, connection } = life;
    const channels = new MemoryChannelStore(tables, connection);
    const nudge = new BotNudge();
    const teller = new Teller(
      ...([new MemoryNotificationStore(tables, connection), ids, clock, new MarketNow(), nudge] as const),
    );
    const lease = new BotLease(
      new HeldLeases({
        ...{ clock, owner: life.name, isGone: async (owner) => parts.isGone(owner) },
        rows: new MemoryLeaseRows(tables.database, tables.leases, connection),
      }),
    );
    const courier = new Courier({
      ...{ store, messenger, lease, clock, failed, limits: TELEGRAM_LIMITS, counted: () => undefined },
      readers: new Readers(bus, channels),
      blocked: new BlockedChannel(channels, teller, unitOfWork),
    });
    const hears = parts.talk?.({ outgoing: store, channels, unitOfWork, nudge, lease }).parts ?? [];
    this.watch = new BotWatch({
      ...{ outgoing: store, lease, nudge, clock, failed, expired: () => undefined },
      parts: [courier, ...hears],
      forget: (olderThanMs) => store.forget(olderThanMs),
    });
    this.handlers = TELLERS.map((Handler) => ({ route: routeOf(Handler)!, handler: new Handler(teller) }));
  }
}
