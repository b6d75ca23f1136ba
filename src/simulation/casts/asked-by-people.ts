import type { Ask } from '../../shared/pure/messages/message.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { StrategyShell } from '../../shared/platform/strategy/strategy-shell.js';
import {
  GetGridExplanationHandler,
  ListGridInstancesHandler,
  StopGridInstanceHandler,
} from '../../modules/grid/application/instance.handlers.js';
import { StopGridInstance } from '../../modules/grid/contracts/commands/stop-grid-instance.command.js';
import { GetGridExplanation } from '../../modules/grid/contracts/queries/get-grid-explanation.query.js';
import { ListGridInstances } from '../../modules/grid/contracts/queries/list-grid-instances.query.js';
import {
  GetHyperRsiExplanationHandler,
  ListHyperRsiInstancesHandler,
  StopHyperRsiInstanceHandler,
} from '../../modules/hyper-rsi/application/instance.handlers.js';
import { StopHyperRsiInstance } from '../../modules/hyper-rsi/contracts/commands/stop-hyper-rsi-instance.command.js';
import { GetHyperRsiExplanation } from '../../modules/hyper-rsi/contracts/queries/get-hyper-rsi-explanation.query.js';
import { ListHyperRsiInstances } from '../../modules/hyper-rsi/contracts/queries/list-hyper-rsi-instances.query.js';

/** What people ask of the bots of one process, answered by the handlers of the program; undefined when it is nothing of that. */
export function askedByPeople(
  shells: ReadonlyMap<StrategyKind, StrategyShell>,
  message: Ask<object, unknown>,
): Promise<unknown> | undefined {
  const grid = shells.get('grid');
  const hyperRsi = shells.get('hyper-rsi');
  if (grid !== undefined) {
    if (message instanceof ListGridInstances) return new ListGridInstancesHandler(grid).execute(message);
    if (message instanceof StopGridInstance) return new StopGridInstanceHandler(grid).execute(message);
    if (message instanceof GetGridExplanation) return new GetGridExplanationHandler(grid).execute(message);
  }
  if (hyperRsi !== undefined) {
    if (message instanceof ListHyperRsiInstances)
      return new ListHyperRsiInstancesHandler(hyperRsi).execute(message);
    if (message instanceof StopHyperRsiInstance)
      return new StopHyperRsiInstanceHandler(hyperRsi).execute(message);
    if (message instanceof GetHyperRsiExplanation)
      return new GetHyperRsiExplanationHandler(hyperRsi).execute(message);
  }
  return undefined;
}
