import type { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { Overloaded } from '../../../../shared/platform/persistence/overload.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type {
  PrepareInstrumentData,
  PreparedInstrument,
} from '../../contracts/commands/prepare-instrument.command.js';
import type { SetPositionModeData } from '../../contracts/commands/set-position-mode.command.js';
import type { OperationOutcome, SubmitOrdersData } from '../../contracts/commands/submit-orders.command.js';
import type { AccountState } from '../../contracts/queries/get-account-state.query.js';
import type { LookUpOrdersData, OrdersLookedUp } from '../../contracts/queries/look-up-orders.query.js';
import type { RequestBudget, TakenRoom, VenueRequest } from '../../domain/budget/index.js';
import { TooManyRequests, VenueGateway } from '../ports/venue-gateway.port.js';
import type { BudgetObserver } from './budget-observer.js';
import { lookUpRequests, plain, submitRequests } from './requests-of.js';
import { WaitingRequests } from './waiting-requests.js';

export interface MeteredGatewayParts {
  readonly inner: VenueGateway;
  readonly budget: RequestBudget;
  readonly clock: Pick<Clock, 'monotonicMs' | 'schedule'>;
  readonly observer: BudgetObserver;
}

/** An order was claimed with a deadline of some seconds, of which the way to the venue needs a part. */
const ORDER_WAITS_MS = 1_500;
/** Whoever asks something is answered within five seconds or not at all. */
const QUESTION_WAITS_MS = 3_000;
const A_FEW = 5;
const RATE_LIMITED = 'rate-limited';

/**
 * A venue that is asked within its budget. With room a request leaves at once, in the same turn; without, it waits a short while and
 * is then refused, as something that has never left. A share is reserved for cancels, exits and stops.
 */
export class MeteredGateway extends VenueGateway {
  private readonly waiting: WaitingRequests;

  constructor(private readonly parts: MeteredGatewayParts) {
    super();
    this.waiting = new WaitingRequests(parts.budget, parts.clock);
  }

  override submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    const requests = submitRequests(data);
    const room = this.waiting.atOnce(requests);
    return room === null ? this.inParts(data, requests) : this.send(data, requests, room);
  }

  override accountState(whose: {
    readonly userId: string;
    readonly accountId: string;
  }): Promise<AccountState | null> {
    return this.ask([plain('account-state', whose.accountId, null)], () =>
      this.parts.inner.accountState(whose),
    );
  }

  /** Looks for as many as there is room for; the others were not looked for. */
  override lookUp(data: LookUpOrdersData): Promise<OrdersLookedUp | null> {
    const { clientOrderIds, waitMs } = data;
    const first = (count: number): LookUpOrdersData =>
      count === clientOrderIds.length ? data : { ...data, clientOrderIds: clientOrderIds.slice(0, count) };
    for (let count = clientOrderIds.length; count > 1; count = Math.floor(count / 2)) {
      const requests = lookUpRequests(data, count);
      const room = this.waiting.atOnce(requests);
      if (room !== null) return this.answered(requests, room, () => this.parts.inner.lookUp(first(count)));
    }
    const few = this.fewOf(data);
    return this.ask(lookUpRequests(data, few), () => this.parts.inner.lookUp(first(few)), waitMs);
  }

  /** For how many orders a look-up waits that has no room for any: not for one alone, or they take for ever. */
  private fewOf(data: LookUpOrdersData): number {
    let few = Math.min(data.clientOrderIds.length, A_FEW);
    while (few > 1 && !this.parts.budget.couldHold(lookUpRequests(data, few))) few -= 1;
    return few;
  }

  override prepareInstrument(data: PrepareInstrumentData): Promise<Result<PreparedInstrument, Refusal>> {
    return this.ask([plain('settings', data.accountId, data.symbol)], () =>
      this.parts.inner.prepareInstrument(data),
    );
  }

  override setPositionMode(
    data: SetPositionModeData,
  ): Promise<Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>> {
    return this.ask([plain('settings', data.accountId, null)], () => this.parts.inner.setPositionMode(data));
  }

  private ask<Answer>(
    requests: readonly VenueRequest[],
    question: () => Promise<Answer>,
    waitMs = QUESTION_WAITS_MS,
  ): Promise<Answer> {
    const room = this.waiting.atOnce(requests);
    if (room !== null) return this.answered(requests, room, question);
    return this.askLater(requests, question, waitMs);
  }

  private async askLater<Answer>(
    requests: readonly VenueRequest[],
    question: () => Promise<Answer>,
    waitMs: number,
  ): Promise<Answer> {
    const room = await this.roomWithin(requests, waitMs);
    if (room === null) throw new Overloaded('the venue may not be asked more now');
    return this.answered(requests, room, question);
  }

  /** A question that has failed is over: it was answered with the failure, or given up. */
  private answered<Answer>(
    requests: readonly VenueRequest[],
    room: TakenRoom,
    question: () => Promise<Answer>,
  ): Promise<Answer> {
    const answer = question();
    if (!this.parts.budget.travels) return answer;
    answer.then(
      () => this.over(room, true),
      (error: unknown) => {
        if (error instanceof TooManyRequests) this.tooMany(requests, error.silenceMs);
        this.over(room, true);
      },
    );
    return answer;
  }

  /** Operations one after the other, as room comes. What has to wait does not hold up a cancel or a stop that is behind it. */
  private async inParts(
    data: SubmitOrdersData,
    requests: readonly VenueRequest[],
  ): Promise<readonly OperationOutcome[]> {
    const { operations } = data;
    const untilMs = this.parts.clock.monotonicMs() + ORDER_WAITS_MS;
    const outcomes: OperationOutcome[] = [];
    while (outcomes.length < operations.length) {
      const from = outcomes.length;
      const rooms = this.roomsFor(requests.slice(from));
      if (rooms.length === 0) {
        const [request] = requests.slice(from) as [VenueRequest];
        const holdsUp = !request.urgent && requests.slice(from).some(({ urgent }) => urgent);
        const waitMs = holdsUp ? 0 : untilMs - this.parts.clock.monotonicMs();
        const room = await this.roomWithin([request], waitMs);
        if (room === null) {
          outcomes.push(this.notSent(operations[from]!.clientOrderId, request));
          continue;
        }
        rooms.push(room);
      }
      const to = from + rooms.length;
      const room = { uses: rooms.flatMap(({ uses }) => uses) };
      const part = { ...data, operations: operations.slice(from, to) };
      outcomes.push(...(await this.send(part, requests.slice(from, to), room)));
    }
    return outcomes;
  }

  /** Room for as many of the first of them as there is. */
  private roomsFor(requests: readonly VenueRequest[]): TakenRoom[] {
    const rooms: TakenRoom[] = [];
    for (const request of requests) {
      const room = this.waiting.atOnce([request]);
      if (room === null) return rooms;
      rooms.push(room);
    }
    return rooms;
  }

  private async roomWithin(requests: readonly VenueRequest[], mostMs: number): Promise<TakenRoom | null> {
    const { budget, clock, observer } = this.parts;
    const [request] = requests as readonly [VenueRequest];
    const fromMs = clock.monotonicMs();
    if (mostMs > 0 && budget.couldHold(requests)) {
      observer.waits(request, budget.shortages(requests, fromMs));
      const room = await this.waiting.wait(requests, mostMs);
      if (room !== null) {
        observer.waited(request, clock.monotonicMs() - fromMs);
        return room;
      }
    }
    observer.refused(request, budget.shortages(requests, clock.monotonicMs()));
    return null;
  }

  /** Never sent, and therefore a certain no. */
  private notSent(clientOrderId: string, request: VenueRequest): OperationOutcome {
    const { budget, clock } = this.parts;
    const nowMs = clock.monotonicMs();
    const [shortage] = budget.shortages([request], nowMs);
    const freeAtMs = shortage?.freeAtMs ?? null;
    return {
      ...{ clientOrderId, outcome: 'rejected', venueOrderId: null, code: RATE_LIMITED },
      details: {
        ...(shortage !== undefined && { limit: shortage.limit }),
        ...(freeAtMs !== null && { freeInMs: String(Math.ceil(freeAtMs - nowMs)) }),
      },
    };
  }

  private send(
    data: SubmitOrdersData,
    requests: readonly VenueRequest[],
    room: TakenRoom,
  ): Promise<readonly OperationOutcome[]> {
    const answer = this.parts.inner.submit(data);
    if (!this.parts.budget.travels) return answer;
    answer.then(
      (outcomes) => {
        this.learn(requests, outcomes);
        this.over(
          room,
          outcomes.every(({ outcome }) => outcome !== 'unknown'),
        );
      },
      () => this.over(room, false),
    );
    return answer;
  }

  private learn(requests: readonly VenueRequest[], outcomes: readonly OperationOutcome[]): void {
    outcomes.forEach(({ outcome, code, details }, index) => {
      const request = requests[index];
      if (request === undefined || outcome !== 'rejected' || code !== RATE_LIMITED) return;
      const { retryAfterMs } = details;
      this.tooMany([request], retryAfterMs === undefined ? null : Number(retryAfterMs));
    });
  }

  private tooMany(requests: readonly VenueRequest[], silenceMs: number | null): void {
    const { budget, clock, observer } = this.parts;
    budget.refused(requests, clock.monotonicMs(), silenceMs);
    observer.refusedByVenue(requests[0]!);
  }

  private over(room: TakenRoom, answered: boolean): void {
    const { budget, clock } = this.parts;
    budget.settle(room, clock.monotonicMs(), answered);
    this.waiting.serve();
  }
}
