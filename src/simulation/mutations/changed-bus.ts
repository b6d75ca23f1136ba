import { Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import type { AnswerOf, Ask } from '../../shared/pure/messages/message.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import {
  SubmitOrders,
  type OperationOutcome,
  type SubmitOrdersData,
} from '../../modules/exchange/contracts/commands/submit-orders.command.js';
import {
  GetAccountState,
  type AccountState,
} from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import type { AccountView } from '../../modules/exchange/contracts/queries/list-accounts.query.js';
import { ListEveryAccount } from '../../modules/exchange/contracts/queries/list-every-account.query.js';
import {
  LookUpOrders,
  type OrdersLookedUp,
} from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import type { OrdersPorts } from '../world/orders-node.js';
import type { MutationGround } from './mutation.js';

type Submit = (data: SubmitOrdersData) => Promise<readonly OperationOutcome[]>;

export interface BusChange {
  /** How orders are submitted; `ask` is the way that is right. */
  readonly submit?: (data: SubmitOrdersData, ask: Submit, ground: MutationGround) => ReturnType<Submit>;
  /** What is made of a look at the venue. */
  readonly lookedUp?: (answer: OrdersLookedUp) => OrdersLookedUp;
  /** What is taken for all accounts that there are. */
  readonly accounts?: (answer: readonly AccountView[]) => readonly AccountView[];
  /** What is taken for the state of an account. */
  readonly shown?: (answer: AccountState, accountId: string, ground: MutationGround) => AccountState;
}

class ChangedBus extends Bus {
  constructor(
    private readonly inner: Bus,
    private readonly change: BusChange,
    private readonly ground: MutationGround,
  ) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>> {
    const { submit, lookedUp, shown, accounts } = this.change;
    if (message instanceof SubmitOrders && submit !== undefined) {
      const right: Submit = (data) => this.inner.ask(new SubmitOrders(data), options);
      return (await submit(message.data, right, this.ground)) as AnswerOf<A>;
    }
    const answer: unknown = await this.inner.ask(message, options);
    if (answer === null) return answer as AnswerOf<A>;
    if (message instanceof LookUpOrders && lookedUp !== undefined)
      return lookedUp(answer as OrdersLookedUp) as AnswerOf<A>;
    if (message instanceof GetAccountState && shown !== undefined)
      return shown(answer as AccountState, message.data.accountId, this.ground) as AnswerOf<A>;
    if (message instanceof ListEveryAccount && accounts !== undefined)
      return accounts(answer as readonly AccountView[]) as AnswerOf<A>;
    return answer as AnswerOf<A>;
  }
}

/** A mutation of how the venue is asked. */
export const changedBus =
  (change: BusChange) =>
  (ports: OrdersPorts, ground: MutationGround): OrdersPorts => ({
    ...ports,
    bus: new ChangedBus(ports.bus, change, ground),
  });

/** Outcomes with some of them taken for something else. */
export const taken =
  (
    change: (
      outcome: OperationOutcome,
      index: number,
      data: SubmitOrdersData,
    ) => Partial<OperationOutcome> | null,
  ): BusChange['submit'] =>
  async (data, ask) =>
    (await ask(data)).map((outcome, index) => ({ ...outcome, ...change(outcome, index, data) }));

/** The same again, with a deadline of its own, as long as nothing certain comes back. */
export async function again(
  data: SubmitOrdersData,
  ask: Submit,
  { kernel }: MutationGround,
  changed: (data: SubmitOrdersData, time: number) => SubmitOrdersData,
): Promise<readonly OperationOutcome[]> {
  let outcomes = await ask(data);
  for (let time = 1; time <= 3 && outcomes.some(({ outcome }) => outcome === 'unknown'); time += 1) {
    const deadline = epochMs(kernel.nowMs + 3_000);
    outcomes = await ask(changed({ ...data, deadline }, time));
  }
  return data.operations.map(({ clientOrderId }, index) => ({ ...outcomes[index]!, clientOrderId }));
}
