import { FORGOTTEN, UNDECIDED_MS } from '../../modules/orders/domain/index.js';
import { HandedToPeople } from './handed-to-people.js';

const NOW_MS = 1_750_000_000_000;
const REMEMBERED_MS = 60_000;
const row = (status: string, storedForMs: number, code: string | null = null): object => ({
  ...{ status, code },
  clientOrderId: 'c-1',
  createdAt: NOW_MS - storedForMs,
});

function found(before: object | undefined, after: object): string[] {
  const broken: string[] = [];
  const handed = new HandedToPeople(
    () => NOW_MS,
    () => REMEMBERED_MS,
    (invariant) => void broken.push(invariant),
  );
  handed.committed([{ table: 'intent', key: 'o-1', before, after }]);
  return broken;
}

describe('an order that a person is asked about', () => {
  it('has been undecided for so long by the clock of the database', () => {
    expect(found(row('unknown', 0), row('needs-human', UNDECIDED_MS + 1))).toEqual([]);
    expect(found(row('unknown', 0), row('needs-human', UNDECIDED_MS))).toEqual([
      'I7 people are asked in time',
    ]);
  });

  it('may be one of which its venue has forgotten what became of it, and not sooner', () => {
    expect(found(row('unknown', 0), row('needs-human', REMEMBERED_MS, FORGOTTEN))).toEqual([]);
    expect(found(row('unknown', 0), row('needs-human', REMEMBERED_MS / 2, FORGOTTEN))).toEqual([
      'I7 people are asked in time',
    ]);
  });

  it('is judged when it is handed over, and not again', () => {
    expect(found(row('needs-human', 0), row('needs-human', 5))).toEqual([]);
    expect(found(row('sending', 0), row('unknown', 5))).toEqual([]);
  });
});
