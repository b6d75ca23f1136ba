import type { Instance } from '../../shared/platform/strategy/instance.js';
import { GridResumed } from '../../modules/grid/contracts/events/grid-resumed.event.js';
import { HyperRsiResumed } from '../../modules/hyper-rsi/contracts/events/hyper-rsi-resumed.event.js';
import type { Incarnation } from '../process/incarnation.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { Venue } from '../venue/venue.js';
import { ResumeOracle } from './resume-oracle.js';

const UNIT = 10n ** 18n;
const SYMBOL = 'BTC/USDT:USDT';
const CAME_UP_MS = 100_000;
const LAG_MS = 1_000;
const running = { id: 'i-1', accountId: 'a-1', state: 'running' } as Instance;

/** A venue that has held one coin until a moment, with a stop for half of it until then. */
class Scene {
  readonly broken: string[] = [];
  readonly life = { name: 'p.2', alive: true } as Incarnation;
  readonly oracle: ResumeOracle;

  constructor(goneAtMs: number, spot: object = { has: () => false }) {
    const stop = {
      ...{ accountId: 'a-1', symbol: SYMBOL, clientOrderId: 'c-1', acceptedAtMs: 0, size: UNIT / 2n },
      ...{ order: { type: 'stop-market', side: 'sell' }, end: { atMs: goneAtMs } },
    };
    const trade = { accountId: 'a-1', symbol: SYMBOL, atMs: goneAtMs };
    this.oracle = new ResumeOracle({
      tables: { byClientId: () => ({ instanceId: 'i-1' }) } as unknown as OrdersTables,
      venue: {
        ...{ orders: [stop], trades: [trade], spot },
        openAt: (_: string, at: number) => (at < goneAtMs ? [stop] : []),
        positionAt: (_: string, __: string, at: number) => (at < goneAtMs ? UNIT : 0n),
      } as unknown as Venue,
      readLagMs: LAG_MS,
      nowMs: () => CAME_UP_MS,
      breaks: (invariant) => this.broken.push(invariant),
    });
    this.oracle.committed([{ table: 'instance', key: 'i-1', before: undefined, after: running }]);
    this.oracle.rises(this.life, [running, { ...running, id: 'i-2', state: 'stopped' }]);
  }

  tell(data: object, type: string = HyperRsiResumed.type): this {
    const facts = { instanceId: 'i-1', name: 'Demo', symbol: SYMBOL, held: '1', positionMatches: null };
    this.oracle.recorded({ id: '17-p2-00009' as never, type }, { ...facts, ...data });
    return this;
  }
}

const ONCE = 'after a restart the owner is told once of every bot';
const TRUE = 'what is told after a restart was at the venue since';

describe('what owners are told after a restart', () => {
  it('was there when the process came up, or as long before as the venue is behind', () => {
    const claims = { positionMatches: true, protectedSize: '0.5' };
    expect(new Scene(CAME_UP_MS + 5).tell(claims).broken).toEqual([]);
    expect(new Scene(CAME_UP_MS - LAG_MS + 1).tell(claims).broken).toEqual([]);
    expect(new Scene(CAME_UP_MS - LAG_MS).tell(claims).broken).toEqual([TRUE, TRUE]);
  });

  it('of a spot account promises at least what is held: coins of one kind are not told apart', () => {
    const spot = { has: () => true, totalsAt: () => new Map([['BTC', 2n * UNIT]]) };
    const matches = { positionMatches: true };
    expect(new Scene(0, spot).tell({ ...matches, held: '1.5' }).broken).toEqual([]);
    expect(new Scene(0, spot).tell({ ...matches, held: '2.5' }).broken).toEqual([TRUE]);
  });

  it('promises no more than was there', () => {
    const scene = new Scene(CAME_UP_MS + 5);
    expect(scene.tell({ protectedSize: '0.50000001' }).broken).toEqual([TRUE]);
    const grid = new Scene(CAME_UP_MS + 5);
    expect(grid.tell({ recovered: 2 }, GridResumed.type).broken).toEqual([TRUE]);
    const other = new Scene(CAME_UP_MS + 5);
    expect(other.tell({ positionMatches: true, held: '0.9' }).broken).toEqual([TRUE]);
  });

  it('promises nothing where it says that it does not match, or says nothing', () => {
    expect(new Scene(0).tell({ positionMatches: false, protectedSize: '0' }).broken).toEqual([]);
  });

  it('is told once, or again where nobody could know that it was', () => {
    expect(new Scene(0).tell({}).tell({}).broken).toEqual([ONCE]);
    const scene = new Scene(0).tell({});
    scene.oracle.mayTellAgain(scene.life);
    expect(scene.tell({}).broken).toEqual([]);
    expect(scene.tell({}).broken).toEqual([ONCE]);
  });

  it('is told of every bot that was alive and has not stopped since', () => {
    const scene = new Scene(0);
    expect(scene.oracle.unsettled()).toContain('i-1');
    scene.oracle.committed([
      { table: 'instance', key: 'i-1', before: running, after: { ...running, state: 'stopped' } },
    ]);
    expect(scene.oracle.unsettled()).toBeNull();
    expect(new Scene(0).tell({}).oracle.unsettled()).toBeNull();
  });

  it('is nobody’s task any more when the database has gone back', () => {
    const scene = new Scene(0);
    scene.oracle.wentBack();
    expect(scene.oracle.unsettled()).toBeNull();
  });
});
