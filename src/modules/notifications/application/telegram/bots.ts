import { Injectable } from '@nestjs/common';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { Explanation } from '../../../../shared/pure/strategy/explanation.js';
import type { InstanceView, StrategyKind } from '../../../../shared/pure/strategy/instance.js';
import { StopGridInstance } from '../../../grid/contracts/commands/stop-grid-instance.command.js';
import { GetGridExplanation } from '../../../grid/contracts/queries/get-grid-explanation.query.js';
import { ListGridInstances } from '../../../grid/contracts/queries/list-grid-instances.query.js';
import {
  ListKeptPositions,
  type KeptPosition,
} from '../../../orders/contracts/queries/list-kept-positions.query.js';
import { StopHyperRsiInstance } from '../../../hyper-rsi/contracts/commands/stop-hyper-rsi-instance.command.js';
import { GetHyperRsiExplanation } from '../../../hyper-rsi/contracts/queries/get-hyper-rsi-explanation.query.js';
import { ListHyperRsiInstances } from '../../../hyper-rsi/contracts/queries/list-hyper-rsi-instances.query.js';

interface OneBot {
  readonly userId: string;
  readonly instanceId: string;
}

type Stop = OneBot & { readonly mode: 'close' | 'keep' };

const EXPLAINED = { 'hyper-rsi': GetHyperRsiExplanation, grid: GetGridExplanation } as const satisfies Record<
  StrategyKind,
  unknown
>;
const STOPPED = { 'hyper-rsi': StopHyperRsiInstance, grid: StopGridInstance } as const satisfies Record<
  StrategyKind,
  unknown
>;

/** A person's bots of every strategy, asked of the modules that own them. */
@Injectable()
export class Bots {
  constructor(private readonly bus: Bus) {}

  async of(userId: string): Promise<readonly InstanceView[]> {
    const [hyperRsi, grid] = await Promise.all([
      this.bus.ask(new ListHyperRsiInstances({ userId })),
      this.bus.ask(new ListGridInstances({ userId })),
    ]);
    return [...hyperRsi, ...grid];
  }

  /** Null when the person has none of that id. */
  async find({ userId, instanceId }: OneBot): Promise<InstanceView | null> {
    return (await this.of(userId)).find(({ id }) => id === instanceId) ?? null;
  }

  explain({ strategy, userId, id: instanceId }: InstanceView): Promise<Explanation | null> {
    return this.bus.ask(new EXPLAINED[strategy]({ userId, instanceId }));
  }

  /** What stopped bots of the person still hold. */
  kept(userId: string): Promise<readonly KeptPosition[]> {
    return this.bus.ask(new ListKeptPositions({ userId, lane: null }));
  }

  stop(strategy: StrategyKind, stop: Stop): Promise<Result<InstanceView, Refusal>> {
    return this.bus.ask(new STOPPED[strategy](stop));
  }
}
