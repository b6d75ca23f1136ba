import type { RecordMessage } from '../../pure/messages/message.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { StateName } from './decision-store.port.js';
import type { Effects } from './effects.js';
import { factsOf, type Instance } from './instance.js';
import type { Strategy } from './strategy.port.js';

/** What the instance was decided under. */
export interface Grounds {
  readonly leverage: number;
  readonly settingsVersion: number;
  /** Last known price, plain decimal. */
  readonly markPrice: string;
  /** Market time. */
  readonly at: EpochMs;
}

export interface Consequences {
  readonly messages: readonly RecordMessage[];
  /** The state the instance is in from now on; null when it stays as it is. */
  readonly name: StateName | null;
}

/**
 * What a step tells others: its orders, and a closed gate when the strategy has ended. The bot is stopping then and has not
 * stopped: that takes Orders to say that nothing which adds is left of it (`stoppedBy`).
 */
export function consequencesOf(
  strategy: Strategy,
  instance: Instance,
  { operations, ended }: Effects,
  { leverage, settingsVersion, markPrice, at }: Grounds,
): Consequences {
  const { id, userId, accountId, venue, symbol, epoch } = instance;
  const messages: RecordMessage[] = [];
  if (operations.length > 0) {
    const names = { instanceId: id, userId, accountId, venue, symbol, strategy: strategy.kind, epoch };
    messages.push(
      strategy.messages.applyOrders({
        ...names,
        settingsVersion,
        leverage,
        decidedAt: at,
        markPrice,
        operations,
      }),
    );
  }
  // A late fill may end once more what has ended already.
  if (ended === null || instance.endedAt !== null) return { messages, name: null };
  const asked = instance.state === 'stopping';
  messages.push(
    // Nobody looks after what is left: it was kept as asked, and has no stop by intention.
    strategy.messages.moveGate({
      ...{ instanceId: id, userId, accountId, epoch, open: false, protects: false, ended: true },
      ...(strategy.protectsHedge(instance.settings) !== undefined && { protectsHedge: false }),
    }),
  );
  return {
    messages,
    name: { instanceId: id, state: 'stopping', reason: asked ? null : ended, endedAt: at },
  };
}

/**
 * What follows when Orders says that the gate of `epoch` is closed and nothing that adds is left behind it: an instance whose
 * strategy has ended has stopped. Null where that gate is not the one it waits for: it was started again, or only parked.
 */
export function stoppedBy(strategy: Strategy, instance: Instance, epoch: number): RecordMessage | null {
  const { state, endedAt, stateReason } = instance;
  if (state !== 'stopping' || endedAt === null || instance.epoch !== epoch) return null;
  return strategy.messages.stopped({ ...factsOf(instance, endedAt), reason: stateReason ?? 'asked' });
}

/** A kernel has thrown: the instance is parked, its entries are shut out; what rests at the venue goes on protecting it. */
export function parked(strategy: Strategy, instance: Instance, error: unknown, at: EpochMs): Consequences {
  if (instance.state === 'failed') return { messages: [], name: null };
  const reason = reasonOf(error);
  return {
    messages: [
      gate(strategy, instance, false),
      strategy.messages.failed({ ...factsOf(instance, at), reason }),
    ],
    name: { instanceId: instance.id, state: 'failed', reason, endedAt: null },
  };
}

export function gate(
  strategy: Pick<Strategy, 'messages' | 'protects' | 'protectsHedge'>,
  { id, userId, accountId, epoch, settings }: Instance,
  open: boolean,
): RecordMessage {
  const protects = strategy.protects(settings);
  const hedge = strategy.protectsHedge(settings);
  return strategy.messages.moveGate({
    ...{ instanceId: id, userId, accountId, epoch, open, protects },
    ...(hedge !== undefined && { protectsHedge: hedge }),
  });
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
