import type { Price } from '../../pure/market/scale.js';
import type { AccountFacts } from '../../pure/strategy/input.js';
import type { GatesOutput } from '../../pure/strategy/output.js';
import { runInScope } from '../telemetry/scope.js';
import type { Wake } from './decision-store.port.js';
import type { Glance } from './glance.js';
import type { Peers } from './peers.js';
import type { Seat, Unbound } from './seat.js';
import type { SeriesMemory } from './series-memory.js';

/** One series at a close, and what its bots make of it. */
export interface Close {
  readonly wake: Wake;
  readonly series: SeriesMemory;
  readonly glance: Glance;
  /** By account, of those that stir; asked for after the glance. */
  facts: Readonly<Record<string, AccountFacts>>;
}

/** A bot that may act, change or tell something. */
export interface Stirred {
  readonly close: Close;
  readonly seat: Seat | Unbound;
  readonly peers: Peers | null;
}

/** A bot whose gates refused. */
export interface Refused {
  readonly close: Close;
  readonly price: Price;
  readonly seat: Seat;
  readonly peers: Peers;
  readonly outputs: readonly GatesOutput[];
}

export const stirredOf = (close: Close): readonly Stirred[] =>
  close.glance.stirred.map(({ seat, peers }) => ({ close, seat, peers }));

export const refusedOf = (close: Close): readonly Refused[] =>
  close.glance.refused.flatMap(({ seats, peers, close: price, outputs }) =>
    seats.map((seat) => ({ close, price, seat, peers, outputs })),
  );

/** Runs `work` as part of what the close belongs to. */
export const inScopeOf = <Answer>({ correlationId, step }: Wake, work: () => Answer): Answer =>
  runInScope({ correlationId, step: step ?? undefined }, work);
