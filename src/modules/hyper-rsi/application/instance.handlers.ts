import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import type { InstanceView } from '../../../shared/pure/strategy/instance.js';
import { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { CreateHyperRsiInstance } from '../contracts/commands/create-hyper-rsi-instance.command.js';
import { StartHyperRsiInstance } from '../contracts/commands/start-hyper-rsi-instance.command.js';
import { StopHyperRsiInstance } from '../contracts/commands/stop-hyper-rsi-instance.command.js';
import { ListHyperRsiInstances } from '../contracts/queries/list-hyper-rsi-instances.query.js';

/** Bots that one person can have; more are a mistake. */
const MAX_INSTANCES = 10_000;

@CommandHandler(CreateHyperRsiInstance)
export class CreateHyperRsiInstanceHandler implements ICommandHandler<CreateHyperRsiInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: CreateHyperRsiInstance): Promise<Result<InstanceView, Refusal>> {
    return this.shell.create(data);
  }
}

@CommandHandler(StartHyperRsiInstance)
export class StartHyperRsiInstanceHandler implements ICommandHandler<StartHyperRsiInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: StartHyperRsiInstance): Promise<Result<InstanceView, Refusal>> {
    return this.shell.start(data.userId, data.instanceId);
  }
}

@CommandHandler(StopHyperRsiInstance)
export class StopHyperRsiInstanceHandler implements ICommandHandler<StopHyperRsiInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: StopHyperRsiInstance): Promise<Result<InstanceView, Refusal>> {
    return this.shell.stop(data.userId, data.instanceId, data.mode);
  }
}

@QueryHandler(ListHyperRsiInstances)
export class ListHyperRsiInstancesHandler implements IQueryHandler<ListHyperRsiInstances> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: ListHyperRsiInstances): Promise<readonly InstanceView[]> {
    return this.shell.list(data.userId, null, MAX_INSTANCES);
  }
}

export const ASKED = [
  CreateHyperRsiInstanceHandler,
  StartHyperRsiInstanceHandler,
  StopHyperRsiInstanceHandler,
  ListHyperRsiInstancesHandler,
] as const;
