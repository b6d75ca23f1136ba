import type { RequestLimit, VenueRequest } from '../../modules/exchange/domain/index.js';
import { BudgetOracle } from './budget-oracle.js';

const LIMIT: RequestLimit = {
  ...{ name: 'orders', scope: 'account', windowMs: 2_000, most: 20 },
  costs: { place: 1, cancel: 1 },
};
const place: VenueRequest = { kind: 'place', times: 1, accountId: 'a-1', symbol: 'BTC', urgent: false };
const cancel: VenueRequest = { ...place, kind: 'cancel', urgent: true };

function open() {
  let nowMs = 0;
  const broken: string[] = [];
  const oracle = new BudgetOracle({
    ...{ limits: [LIMIT], processes: 2, nowMs: () => nowMs },
    breaks: (invariant, details) => void broken.push(`${invariant}: ${details}`),
  });
  oracle.began('p.1');
  oracle.began('q.1');
  /** By turns, so that each process has half of it. */
  const turn = (index: number): string => (index % 2 === 0 ? 'p.1' : 'q.1');
  const leave = (request: VenueRequest, times: number): void => {
    for (let time = 0; time < times; time += 1) oracle.leave({ life: turn(time), requests: [request] })(0);
  };
  const arrive = (request: VenueRequest, times: number): boolean[] =>
    Array.from({ length: times }, (_, index) => oracle.arrive(turn(index), request));
  return { oracle, broken, leave, arrive, at: (ms: number) => (nowMs = ms) };
}

describe('what the program asks of a venue that counts', () => {
  test('is at most 80 % of a limit within any window, when it leaves and when it arrives', () => {
    const { broken, leave, arrive, at } = open();
    leave(cancel, 16);
    arrive(cancel, 16);
    at(2_000);
    leave(cancel, 16);
    arrive(cancel, 16);
    expect(broken).toEqual([]);
    at(3_999);
    leave(cancel, 1);
    arrive(cancel, 1);
    expect(broken).toEqual([
      'I19 at most 80 % of a limit: 17 sent of 20 in 2000 ms of orders a-1',
      'I19 a process keeps to its part: 9 sent by p of 20 in 2000 ms of orders a-1',
      'I19 at most 80 % of a limit: 17 arrived of 20 in 2000 ms of orders a-1',
      'I19 a process keeps to its part: 9 arrived by p of 20 in 2000 ms of orders a-1',
    ]);
  });

  test('is counted for each account by itself', () => {
    const { broken, leave } = open();
    leave(cancel, 16);
    leave({ ...cancel, accountId: 'a-2' }, 16);
    expect(broken).toEqual([]);
  });

  test('is for one process its part, whatever the other one leaves and however often it starts', () => {
    const { oracle, broken } = open();
    for (let time = 0; time < 8; time += 1) oracle.leave({ life: 'p.1', requests: [cancel] })(0);
    oracle.began('p.2');
    expect(broken).toEqual([]);
    oracle.leave({ life: 'p.2', requests: [cancel] })(0);
    expect(broken).toEqual(['I19 a process keeps to its part: 9 sent by p of 20 in 2000 ms of orders a-1']);
  });

  test('leaves a share to cancels and protection', () => {
    const { broken, leave } = open();
    leave(place, 12);
    expect(broken).toEqual([]);
    leave(place, 1);
    expect(broken).toEqual([
      'I19 a share is reserved: 13 sent that are not urgent, of 20 in 2000 ms of orders a-1',
    ]);
  });

  test('is more than the venue lets pass only above the whole limit', () => {
    const { arrive } = open();
    expect(arrive(cancel, 21).indexOf(false)).toBe(20);
  });

  test('a cancel waits only when the share of cancels is used, or while nobody knows what the life before has used', () => {
    const { oracle, broken, leave, at } = open();
    at(2_001);
    oracle.holdsBack('p.1', cancel);
    at(2_010);
    expect(broken).toEqual([]);
    leave(cancel, 4);
    oracle.holdsBack('p.1', cancel);
    oracle.holdsBack('p.1', place);
    expect(broken).toEqual([]);
    oracle.holdsBack('p.1', { ...cancel, accountId: 'a-2' });
    expect(broken).toEqual(['I19 cancels and protection have room: cancel of a-2 waits in p.1']);
  });
});
