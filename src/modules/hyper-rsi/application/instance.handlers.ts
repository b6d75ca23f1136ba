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
import { CreateHyperRsiInstance } from '../contracts/commands/create-hyper-rsi-instance.command.js';
import { StartHyperRsiInstance } from '../contracts/commands/start-hyper-rsi-instance.command.js';
import { StopHyperRsiInstance } from '../contracts/commands/stop-hyper-rsi-instance.command.js';
import { GetHyperRsiExplanation } from '../contracts/queries/get-hyper-rsi-explanation.query.js';
import { ListHyperRsiInstances } from '../contracts/queries/list-hyper-rsi-instances.query.js';
import { GATE_TEXTS, SUBJECT_TEXTS } from '../domain/index.js';

const WORDS: StrategyWords = {
  subject: wordsOf(SUBJECT_TEXTS),
  gate: wordsOf(GATE_TEXTS),
};

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

@QueryHandler(GetHyperRsiExplanation)
export class GetHyperRsiExplanationHandler implements IQueryHandler<GetHyperRsiExplanation> {
  constructor(private readonly shell: StrategyShell) {}

  execute({ data }: GetHyperRsiExplanation): Promise<Explanation | null> {
    return explainInstance(this.shell, data, WORDS);
  }
}

export const ASKED = [
  CreateHyperRsiInstanceHandler,
  StartHyperRsiInstanceHandler,
  StopHyperRsiInstanceHandler,
  ListHyperRsiInstancesHandler,
  GetHyperRsiExplanationHandler,
] as const;
