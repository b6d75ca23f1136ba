import type { Ask } from '../../shared/pure/messages/message.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { Refusal } from '../../shared/pure/refusal.js';
import type { Result } from '../../shared/pure/result.js';
import type { InstanceView } from '../../shared/pure/strategy/instance.js';
import { CreateGridInstance } from '../../modules/grid/contracts/commands/create-grid-instance.command.js';
import { StartGridInstance } from '../../modules/grid/contracts/commands/start-grid-instance.command.js';
import { ListGridInstances } from '../../modules/grid/contracts/queries/list-grid-instances.query.js';
import { CreateHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/create-hyper-rsi-instance.command.js';
import { StartHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/start-hyper-rsi-instance.command.js';
import { ListHyperRsiInstances } from '../../modules/hyper-rsi/contracts/queries/list-hyper-rsi-instances.query.js';
import type { PriceRange } from './price-range.js';

type MaybeInstance = Ask<object, Result<InstanceView, Refusal>>;

/** How the bots of one strategy are asked for. */
export interface DemoBot {
  /** As a person reads it, and the name of the instance. */
  readonly name: string;
  list(userId: string): Ask<object, readonly InstanceView[]>;
  create(data: {
    readonly userId: string;
    readonly accountId: string;
    readonly name: string;
    readonly settings: JsonObject;
  }): MaybeInstance;
  start(data: { readonly userId: string; readonly instanceId: string }): MaybeInstance;
}

export const demoHyperRsi: DemoBot = {
  name: 'Demo HyperRSI',
  list: (userId) => new ListHyperRsiInstances({ userId }),
  create: (data) => new CreateHyperRsiInstance(data),
  start: (data) => new StartHyperRsiInstance(data),
};

export const demoGrid: DemoBot = {
  name: 'Demo Grid',
  list: (userId) => new ListGridInstances({ userId }),
  create: (data) => new CreateGridInstance(data),
  start: (data) => new StartGridInstance(data),
};

/** What is not named here takes the strategy's default. */
export const hyperRsiSettings = (symbol: string): JsonObject => ({
  symbol,
  timeframe: '5m',
  margin: '100',
  leverage: 5,
});

/** What is not named here takes the strategy's default. */
export const gridSettings = (symbol: string, { lower, upper }: PriceRange): JsonObject => ({
  symbol,
  mode: 'spot',
  spacing: 'geometric',
  levels: 20,
  lower,
  upper,
  investment: '2000',
});
