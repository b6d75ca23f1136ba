import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { Refusal } from '../../shared/pure/refusal.js';
import type { Result } from '../../shared/pure/result.js';
import { AmendOrder } from '../../modules/orders/contracts/commands/amend-order.command.js';
import { CancelOrder } from '../../modules/orders/contracts/commands/cancel-order.command.js';
import { PlaceOrder } from '../../modules/orders/contracts/commands/place-order.command.js';
import type { OrderView } from '../../modules/orders/contracts/queries/list-orders.query.js';
import { ACCOUNTS, SYMBOLS, USER, type Stage } from '../world/cast.js';
import type { People } from '../world/people.js';

const UNIT = 10n ** 18n;

/** People who lay resting orders by hand, change them while they rest, and take them away again. */
export class HandTraders {
  private readonly orders: string[] = [];
  private requests = 0;

  constructor(
    private readonly stage: Stage,
    /** What a life does for people; undefined for one that has gone. */
    private readonly peopleOf: (life: string) => People | undefined,
  ) {}

  act(): void {
    const { ground, isOver } = this.stage;
    const { kernel, draws, faults, failed } = ground;
    kernel.after(draws.whole('hands on orders', 1_000, 3_000), 'somebody looks at their orders', () => {
      if (isOver()) return;
      if (faults.strikes('user-amends', 'people')) {
        this.requests += 1;
        const request = this.request(`k-${this.requests}`);
        const times = faults.strikes('double-command', 'people') ? 2 : 1;
        for (let time = 0; time < times; time += 1) this.ask(request).catch(failed);
      }
      this.act();
    });
  }

  private async ask(request: (people: People) => Promise<Result<OrderView, Refusal>>): Promise<void> {
    const { ground, anybody } = this.stage;
    const life = anybody('who orders by hand');
    const people = life === null ? undefined : this.peopleOf(life.name);
    if (life === null || people === undefined) return;
    const answer = await request(people);
    // Nobody hears what a process says in the moment in which it ends.
    if (!life.alive) return;
    if (!answer.ok) {
      ground.say(`refused: ${answer.error.code}`);
      return;
    }
    const { orderId, clientOrderId, status, amendment } = answer.value;
    ground.say(`by hand: ${clientOrderId} is ${status}, its change ${amendment?.state ?? 'not wanted'}`);
    if (!this.orders.includes(orderId)) this.orders.push(orderId);
  }

  /** What somebody asks for; asked for twice it is the same. */
  private request(requestKey: string): (people: People) => Promise<Result<OrderView, Refusal>> {
    const { draws } = this.stage.ground;
    const luck = draws.unit('what by hand');
    if (this.orders.length === 0 || luck < 0.3) return this.placing(requestKey);
    const known = draws.pick('which by hand', this.orders.slice(-4));
    if (luck > 0.9)
      return async (people) =>
        people.cancel.execute(new CancelOrder({ userId: USER, orderId: await newest(people, known) }));
    return this.amending(known, requestKey);
  }

  private placing(requestKey: string): (people: People) => Promise<Result<OrderView, Refusal>> {
    const { draws } = this.stage.ground;
    const pair = draws.pick('symbol by hand', SYMBOLS);
    const accountId = draws.pick('account by hand', ACCOUNTS);
    const symbol = this.stage.venue.symbolOf(accountId, pair);
    const side = draws.chance('side by hand', 0.5) ? ('buy' as const) : ('sell' as const);
    const order = {
      ...{ userId: USER, accountId, symbol, side, requestKey },
      ...{ type: 'limit' as const, price: this.price(symbol, side), size: this.size(), reduceOnly: false },
      postOnly: draws.chance('post-only by hand', 0.2),
    };
    return (people) => people.place.execute(new PlaceOrder(order));
  }

  /** Another price, or another size, or both, of whatever has taken its place by now. */
  private amending(
    known: string,
    requestKey: string,
  ): (people: People) => Promise<Result<OrderView, Refusal>> {
    const { draws } = this.stage.ground;
    const what = draws.pick('what of it', ['price', 'size', 'both'] as const);
    const size = what === 'price' ? null : this.size();
    const wanted = draws.unit('other price');
    return async (people) => {
      const orderId = await newest(people, known);
      const order = await people.reads.get(USER, orderId);
      // It was given in a time that the database has lost: whoever asks for it is refused.
      if (order === null) return people.cancel.execute(new CancelOrder({ userId: USER, orderId }));
      const { symbol, side } = order;
      const price = what === 'size' ? null : this.priceAt(symbol, side, wanted);
      return people.amend.execute(
        new AmendOrder({ userId: USER, orderId, requestKey, price, size, ifVersion: null }),
      );
    };
  }

  private size(): string {
    return formatMoney(BigInt(this.stage.ground.draws.whole('size by hand', 1, 3)) * (UNIT / 20n));
  }

  private price(symbol: string, side: 'buy' | 'sell'): string {
    return this.priceAt(symbol, side, this.stage.ground.draws.unit('price by hand'));
  }

  /** On the waiting side, at most one percent away, on a step of the venue. */
  private priceAt(symbol: string, side: 'buy' | 'sell', luck: number): string {
    const { venue } = this.stage;
    const price = venue.priceOf(symbol);
    const away = (price * BigInt(Math.round(luck * 100))) / 10_000n;
    const at = side === 'buy' ? price - away : price + away;
    return formatMoney(at - (at % venue.tickOf(symbol)));
  }
}

/** What stands in the place of an order by now. */
async function newest(people: People, orderId: string): Promise<string> {
  const replacedBy = (await people.reads.get(USER, orderId))?.replacedBy ?? null;
  return replacedBy === null ? orderId : newest(people, replacedBy);
}
