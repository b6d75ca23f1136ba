import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { Wakeups } from '../../shared/platform/queue/wakeups.port.js';
import type { Ask, RecordMessage } from '../../shared/pure/messages/message.js';
import type { Money } from '../../shared/pure/numbers/money.js';
import type { UserView } from '../../modules/users/contracts/queries/get-user.query.js';
import type { ResumeOracle } from '../invariants/resume-oracle.js';
import type { MutationLife } from '../mutations/mutation.js';
import type { Incarnation } from '../process/incarnation.js';
import type { Venue } from '../venue/venue.js';
import type { Ground } from './ground.js';
import type { People } from './people.js';

export const USER = 'u-1';
export const ACCOUNTS = ['a-1', 'a-2'] as const;
export const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT'] as const;
/** Whose bots they are, as those know them who write to them. */
export const PERSON: UserView = {
  userId: USER,
  email: 'one@example.org',
  role: 'trader',
  language: 'en',
  demo: false,
};
/** The venue under whose terms orders are sent. */
export const VENUE = 'okx';

/** What a cast finds around it. */
export interface Stage {
  readonly ground: Ground;
  readonly venue: Venue;
  /** A life that could do something now, drawn; null when there is none. */
  readonly anybody: (site: string) => Incarnation | null;
  /** Whether the part with faults is over: nothing new is begun any more. */
  readonly isOver: () => boolean;
  /** Who looks at what owners are told after a restart; null where nobody is told anything. */
  readonly resume: ResumeOracle | null;
  /** The database of this world will lose what was committed. */
  readonly losesTime: boolean;
  /** Names of the processes. */
  readonly processes: readonly string[];
  /** Ends a process, which is started again. */
  readonly restart: (process: string, why: string) => void;
  /** Records a message as its module would, from one life. */
  readonly tell: (life: Incarnation, module: string, message: RecordMessage) => Promise<void>;
}

/** What one life of one process gives to what lives in it. */
export interface Surroundings {
  readonly life: Incarnation;
  readonly bus: Bus;
  readonly wakeups: Wakeups;
  readonly unitOfWork: (module: string) => UnitOfWork;
  readonly isGone: (owner: string) => boolean;
  /** What it does for people; null where nobody orders by hand. */
  readonly people: People | null;
  /** What a planted fault finds around it. */
  readonly planted: MutationLife;
}

/** What lives in a process: which modules hear what, and what works by itself. */
export interface Living {
  readonly handlers: ReadonlyMap<string, readonly HostedHandler[]>;
  readonly start: () => Promise<void>;
  /** Answers what people ask of it there; undefined when that is none of its business. */
  readonly asked: (message: Ask<object, unknown>) => Promise<unknown> | undefined;
}

/** Who trades in a world. */
export abstract class Cast {
  /** The cap on a position that the user has set. */
  abstract readonly maxPosition: Money;

  /**
   * Whether it tries at every candle, two seconds apart, to close what its venue has closed: what no trade explains is never looked at in
   * a quiet moment then.
   */
  abstract readonly neverRests: boolean;

  /** Whether people order by hand. */
  abstract readonly hasPeople: boolean;

  /** Decisions so far. */
  abstract readonly decisions: number;

  abstract build(around: Surroundings): Living;

  /** Answers what it is asked by others; undefined when that is none of its business. */
  abstract answer(message: Ask<object, unknown>): Promise<unknown> | undefined;

  /** Rows before anything begins. */
  abstract prepare(): Promise<void>;

  /** From here on it does what people and markets make it do. */
  abstract act(): void;

  /** Messages that nobody here can handle, and that wait for who can: they are told. */
  get leftMessages(): number {
    return 0;
  }

  /** Looks at what has become of it in the end. */
  atRest(): void {
    // Most have nothing to look at.
  }

  /** What is not settled of it; null when all is. */
  abstract unsettled(): string | null;
}
