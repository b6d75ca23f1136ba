import { MeteredGateway } from '../../modules/exchange/application/budget/metered-gateway.js';
import {
  lookUpRequests,
  plain,
  submitRequests,
} from '../../modules/exchange/application/budget/requests-of.js';
import { VenueGateway } from '../../modules/exchange/application/ports/venue-gateway.port.js';
import type {
  OperationOutcome,
  SubmitOrdersData,
} from '../../modules/exchange/contracts/commands/submit-orders.command.js';
import type { AccountState } from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import type {
  LookUpOrdersData,
  OrdersLookedUp,
} from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import { RequestBudget, type VenueLimits, type VenueRequest } from '../../modules/exchange/domain/index.js';
import { BudgetOracle } from '../invariants/budget-oracle.js';
import type { Mutation, MutationLife } from '../mutations/mutation.js';
import type { Incarnation } from '../process/incarnation.js';
import type { Gateway, Turnstile } from '../venue/gateway.js';
import { drawnLimits } from '../venue/request-limits.js';
import type { Ground } from './ground.js';
import type { MeterParts } from './meter-parts.js';

/** Between what one life of one process asks and the venue: the adapter, which is behind its meter. */
class LifeGateway extends VenueGateway {
  constructor(
    private readonly life: Incarnation,
    private readonly gateway: Gateway,
    private readonly oracle: BudgetOracle,
    private readonly lateMs: number,
  ) {
    super();
  }

  /** One request for each operation; whoever has died sends none, and whoever dies or sleeps meanwhile no more of them. */
  override async submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    const { life, gateway, lateMs } = this;
    const requests = submitRequests(data);
    if (!life.alive) await life.hold();
    const over = this.oracle.leave({ life: life.name, requests });
    const outcomes: OperationOutcome[] = [];
    for (const [index, operation] of data.operations.entries()) {
      if (index > 0 || life.asleep) await life.hold();
      const one = { ...data, operations: [operation] };
      outcomes.push(...(await gateway.submit(one, this.counting([requests[index]!]))));
    }
    over(outcomes.every(({ outcome }) => outcome !== 'unknown') ? 0 : lateMs);
    return outcomes;
  }

  override accountState({ accountId }: { readonly accountId: string }): Promise<AccountState> {
    const requests = [plain('account-state', accountId, null)];
    return this.ask(requests, () => this.gateway.accountState(accountId, this.counting(requests)));
  }

  override lookUp(data: LookUpOrdersData): Promise<OrdersLookedUp> {
    const requests = lookUpRequests(data, data.clientOrderIds.length);
    return this.ask(requests, () => this.gateway.lookUp(data, this.counting(requests)));
  }

  override prepareInstrument(): Promise<never> {
    return Promise.reject(new TypeError('instruments are not prepared here'));
  }

  override setPositionMode(): Promise<never> {
    return Promise.reject(new TypeError('position modes are not set here'));
  }

  private async ask<Answer>(
    requests: readonly VenueRequest[],
    question: () => Promise<Answer>,
  ): Promise<Answer> {
    // What the dead go on asking leaves nowhere; what a sleeper has begun to ask has its room.
    if (!this.life.alive) await this.life.hold();
    const over = this.oracle.leave({ life: this.life.name, requests });
    if (this.life.asleep) await this.life.hold();
    try {
      return await question();
    } finally {
      over(0);
    }
  }

  /** The venue counts what arrives; when something of a dead process does, nobody can know. */
  private counting(requests: readonly VenueRequest[]): Turnstile {
    return () =>
      !this.life.alive || requests.map((one) => this.oracle.arrive(this.life.name, one)).every(Boolean);
  }
}

/** The venue of a world that counts requests, as the program asks it: behind the meters of its processes. */
export class LimitedVenue {
  private readonly limits: VenueLimits;
  private readonly oracle: BudgetOracle;

  private constructor(
    ground: Ground,
    private readonly gateway: Gateway,
    private readonly processes: number,
  ) {
    const { draws, kernel } = ground;
    this.limits = drawnLimits(draws);
    for (const { name, scope, windowMs, most } of this.limits.limits)
      ground.say(`limit "${name}": ${most} in ${windowMs} ms of each ${scope}`);
    this.oracle = new BudgetOracle({
      ...{ limits: this.limits.limits, processes, nowMs: () => kernel.nowMs },
      breaks: (invariant, details) => ground.breaks(invariant, details),
    });
  }

  /** Null in a world whose venue takes whatever it is asked. */
  static in(ground: Ground, gateway: Gateway, processes: number): LimitedVenue | null {
    return ground.faults.strikes('request-limits', 'venue')
      ? new LimitedVenue(ground, gateway, processes)
      : null;
  }

  /** The venue as one life of a process has it. */
  gatewayOf(life: Incarnation, mutation: Mutation | null, planted: MutationLife): VenueGateway {
    const { limits, processes, oracle } = this;
    oracle.began(life.name);
    const startedAtMs = life.clock.monotonicMs();
    // What the dead have asked has left nowhere, and took room of theirs all the same.
    const holdsBack = (request: VenueRequest): void => {
      if (life.alive) oracle.holdsBack(life.name, request);
    };
    const parts: MeterParts = {
      ...{ limits, processes, clock: life.clock },
      inner: new LifeGateway(life, this.gateway, oracle, limits.lateMs ?? 0),
      budget: new RequestBudget({ limits, processes, startedAtMs }),
      observer: {
        waits: holdsBack,
        waited: () => undefined,
        refused: (request, shortages) => {
          if (shortages.length > 0) holdsBack(request);
        },
        refusedByVenue: () => undefined,
      },
    };
    return mutation?.venue?.(parts, planted) ?? new MeteredGateway(parts);
  }
}
