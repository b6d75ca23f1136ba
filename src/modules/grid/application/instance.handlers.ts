import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import type { InstanceView } from '../../../shared/pure/strategy/instance.js';
import type { Explanation } from '../../../shared/pure/strategy/explanation.js';
import {
  explainInstance,
  wordsOf,
  type StrategyWords,
} from '../../../shared/platform/strategy/explain-instance.js';
import { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { CreateGridInstance } from '../contracts/commands/create-grid-instance.command.js';
import { StartGridInstance } from '../contracts/commands/start-grid-instance.command.js';
import { StopGridInstance } from '../contracts/commands/stop-grid-instance.command.js';
import { startGrid } from './start-checks.js';
import { GetGridExplanation } from '../contracts/queries/get-grid-explanation.query.js';
import { ListGridInstances } from '../contracts/queries/list-grid-instances.query.js';
import { GRID_TEXTS } from '../domain/index.js';

const WORDS: StrategyWords = {
  subject: () => ({ ko: '그리드', en: 'Grid' }),
  gate: wordsOf(GRID_TEXTS),
};

/** Bots that one person can have; more are a mistake. */
const MAX_INSTANCES = 10_000;

@CommandHandler(CreateGridInstance)
export class CreateGridInstanceHandler implements ICommandHandler<CreateGridInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: CreateGridInstance): Promise<Result<InstanceView, Refusal>> {
    return this.shell.create(data);
  }
}

@CommandHandler(StartGridInstance)
export class StartGridInstanceHandler implements ICommandHandler<StartGridInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: StartGridInstance): Promise<Result<InstanceView, Refusal>> {
    return startGrid(this.shell, data.userId, data.instanceId);
  }
}

@CommandHandler(StopGridInstance)
export class StopGridInstanceHandler implements ICommandHandler<StopGridInstance> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: StopGridInstance): Promise<Result<InstanceView, Refusal>> {
    return this.shell.stop(data.userId, data.instanceId, data.mode);
  }
}

@QueryHandler(ListGridInstances)
export class ListGridInstancesHandler implements IQueryHandler<ListGridInstances> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: ListGridInstances): Promise<readonly InstanceView[]> {
    return this.shell.list(data.userId, null, MAX_INSTANCES);
  }
}

@QueryHandler(GetGridExplanation)
export class GetGridExplanationHandler implements IQueryHandler<GetGridExplanation> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: GetGridExplanation): Promise<Explanation | null> {
    return explainInstance(this.shell, data, WORDS);
  }
}

export const ASKED = [
  CreateGridInstanceHandler,
  StartGridInstanceHandler,
  StopGridInstanceHandler,
  ListGridInstancesHandler,
  GetGridExplanationHandler,
] as const;
