import { formatMoney, money } from '../../shared/pure/numbers/money.js';
import type { RecordMessage } from '../../shared/pure/messages/message.js';
import { positionSideOf } from '../../shared/pure/strategy/order.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type { RecordHandler, RecordRoute } from '../../shared/platform/bus/on-record.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import type { Tx, UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import {
  ApplyOrders,
  type OrderOperation,
} from '../../modules/orders/contracts/commands/apply-orders.command.js';
import { MoveGate } from '../../modules/orders/contracts/commands/move-gate.command.js';
import type { OrderFacts } from '../../modules/orders/contracts/events/order-facts.js';
import { OrderCancelled } from '../../modules/orders/contracts/events/order-cancelled.event.js';
import { OrderDenied } from '../../modules/orders/contracts/events/order-denied.event.js';
import { OrderFilled } from '../../modules/orders/contracts/events/order-filled.event.js';
import { OrderRejected } from '../../modules/orders/contracts/events/order-rejected.event.js';
import { movedBy } from '../../modules/orders/domain/index.js';
import { PositionAdjusted } from '../../modules/orders/contracts/events/position-adjusted.event.js';
import type { Draws } from '../kernel/draws.js';
import type { MemoryDatabase } from '../store/memory-database.js';
import { memory } from '../store/memory-tx.js';
import { Table } from '../store/table.js';
import { decide, ended, protect, type BotRow } from './scripted-bot.js';
import { decideOnSpot } from './scripted-spot-bot.js';

/** The module that the scripted bots live in, as far as orders are concerned. */
export const BOTS = 'grid';

export interface ScriptedBotsParts {
  readonly bots: Table<BotRow>;
  readonly draws: Draws;
  readonly priceOf: (symbol: string) => bigint;
  /** Step of the prices of orders. */
  readonly tickOf: (symbol: string) => bigint;
  readonly nowMs: () => number;
  readonly venue: string;
}

export const botTable = (database: MemoryDatabase): Table<BotRow> => new Table(database, 'bot');

/** Bots of one process: what they decide, and what they make of the news of their orders, each in one transaction. */
export class ScriptedBots {
  constructor(
    private readonly parts: ScriptedBotsParts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Decision number `number` of a bot; deciding it twice changes nothing. */
  async decide(id: string, number: number, wish: 'trade' | 'stop' | 'start'): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.read(tx, id);
      if (row.decisions >= number) return;
      if (wish !== 'trade' || !row.open) {
        this.moveGate(tx, { ...row, decisions: number }, wish === 'stop' ? false : true);
        return;
      }
      const { draws, priceOf } = this.parts;
      const decided = row.spot === true ? decideOnSpot : decide;
      const move = decided(row, draws, { price: priceOf(row.symbol) });
      this.write(tx, move.row, move.operations);
    });
  }

  get handlers(): readonly HostedHandler[] {
    return [
      hosted(OrderFilled, async ({ data }, tx) => this.filled(data, tx)),
      hosted(OrderCancelled, async ({ data }, tx) => this.over(data.order, tx)),
      hosted(OrderRejected, async ({ data }, tx) => this.over(data.order, tx)),
      hosted(OrderDenied, async ({ data }, tx) => this.over(data.order, tx)),
      hosted(PositionAdjusted, async ({ data }, tx) => this.adjusted(data, tx)),
    ];
  }

  private async filled({ order, fill, complete }: OrderFilled['data'], tx: Tx): Promise<void> {
    if (order.instanceId === null) return;
    const row = await this.read(tx, order.instanceId);
    const moved = movedBy(order.symbol, { ...fill, side: order.side });
    const held = formatMoney(money(row.held) + moved);
    const after = { ...row, held };
    const { leg, cycle } = order;
    this.react(tx, complete && leg !== null && cycle !== null ? ended(after, { leg, cycle }) : after);
  }

  private async adjusted({ instanceId, size }: PositionAdjusted['data'], tx: Tx): Promise<void> {
    if (instanceId === null) return;
    this.react(tx, { ...(await this.read(tx, instanceId)), held: size });
  }

  private async over({ instanceId, leg, cycle }: OrderFacts, tx: Tx): Promise<void> {
    if (instanceId === null || leg === null || cycle === null) return;
    const row = await this.read(tx, instanceId);
    this.react(tx, ended(row, { leg, cycle }));
  }

  private react(tx: Tx, row: BotRow): void {
    const move = protect(row, { price: this.parts.priceOf(row.symbol) });
    this.write(tx, move.row, move.operations);
  }

  private read(tx: Tx, id: string): Promise<BotRow> {
    return memory(tx).statement('bots.read', () => this.parts.bots.get(id)!);
  }

  private moveGate(tx: Tx, row: BotRow, open: boolean): void {
    const { id: instanceId, userId, accountId } = row;
    const epoch = row.epoch + 1;
    memory(tx).also(() => this.parts.bots.set(row.id, { ...row, epoch, open }));
    tx.record(new MoveGate({ instanceId, userId, accountId, epoch, open, protects: row.spot !== true }));
  }

  private write(tx: Tx, row: BotRow, operations: readonly OrderOperation[]): void {
    memory(tx).also(() => this.parts.bots.set(row.id, row));
    if (operations.length === 0) return;
    const { id: instanceId, userId, accountId, symbol, epoch, only } = row;
    const priced = operations.map(onTick(this.parts.tickOf(symbol)));
    tx.record(
      new ApplyOrders({
        ...{ instanceId, userId, accountId, symbol, epoch },
        operations: only === null ? priced : priced.map(inHedgeMode),
        ...{ venue: this.parts.venue, strategy: 'grid', settingsVersion: 1, leverage: 1 },
        decidedAt: epochMs(this.parts.nowMs()),
        markPrice: formatMoney(this.parts.priceOf(symbol)),
      }),
    );
  }
}

/** The order of an operation at a price that the venue takes. */
const onTick =
  (tick: bigint) =>
  (operation: OrderOperation): OrderOperation => {
    if (operation.op !== 'place') return operation;
    const { order } = operation;
    if (!('price' in order) || order.price === null) return operation;
    const price = formatMoney(money(order.price) - (money(order.price) % tick));
    return { ...operation, order: { ...order, price } as typeof order };
  };

/** The order of an operation with the position that it is about. */
function inHedgeMode(operation: OrderOperation): OrderOperation {
  if (operation.op !== 'place') return operation;
  const { order } = operation;
  return { ...operation, order: { ...order, positionSide: positionSideOf(order) } };
}

/** A handler by its function, as a decorator would have marked it. */
export function hosted<M extends RecordMessage>(
  message: { readonly type: string; new (data: never): M },
  handle: (message: M, tx: Tx) => Promise<void>,
  module: string = BOTS,
): HostedHandler {
  const handler: RecordHandler<M> = { handle: (one, _envelope, tx) => handle(one, tx) };
  return {
    route: { module, message: message as unknown as RecordRoute['message'] },
    handler: handler,
  };
}
