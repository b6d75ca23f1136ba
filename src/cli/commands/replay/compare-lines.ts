import type { ProgramLines } from './read-lines.js';

/** A line of the digest that only one of the two has, or that they have differently. */
export interface Difference {
  readonly backtest: string | null;
  readonly program: string | null;
  /** What most likely made it. */
  readonly cause: string;
}

/** Lines that one of the two may have more than the other before both go on alike. */
const LOOK_AHEAD = 200;

/**
 * Lines of two digests beside each other: equal ones are passed, those in between belong to the nearest equal line after them.
 */
export function compareLines(
  backtest: readonly string[],
  { lines: program, refused }: ProgramLines,
): readonly Difference[] {
  const differences: Difference[] = [];
  let left = 0;
  let right = 0;
  while (left < backtest.length || right < program.length) {
    if (backtest[left] === program[right]) {
      left += 1;
      right += 1;
      continue;
    }
    const [ahead, behind] = nextAlike(backtest, left, program, right);
    for (let index = 0; index < Math.max(ahead, behind); index += 1) {
      const one = index < ahead ? (backtest[left + index] ?? null) : null;
      const other = index < behind ? (program[right + index] ?? null) : null;
      const isFirst = differences.length === 0;
      differences.push({ backtest: one, program: other, cause: causeOf(one, other, refused, isFirst) });
    }
    left += ahead;
    right += behind;
  }
  return differences;
}

/** How many lines of each side lie before the next one that both have. */
function nextAlike(
  one: readonly string[],
  left: number,
  other: readonly string[],
  right: number,
): readonly [number, number] {
  for (let distance = 1; distance <= LOOK_AHEAD; distance += 1)
    for (let ahead = 0; ahead <= distance; ahead += 1) {
      const line = one[left + ahead];
      if (line !== undefined && line === other[right + distance - ahead]) return [ahead, distance - ahead];
    }
  return [one.length - left, other.length - right];
}

const FILL_FIELDS = ['at', 'side', 'price', 'size', 'fee', 'reason'] as const;
const CAUSES: Readonly<Record<string, string>> = {
  at: 'filled at another time: the order was there earlier or later, or the candles differ',
  side: 'another order',
  reason: 'another order',
  price: 'filled at another price: slippage, tick, fill rule or the price of the order',
  size: 'another size: equity, settings or lot at its decision',
  fee: 'other fee rates, or maker in one and taker in the other',
};

function causeOf(
  one: string | null,
  other: string | null,
  refused: ProgramLines['refused'],
  isFirst: boolean,
): string {
  const [kind] = (one ?? other!).split('|');
  if (kind === 'E')
    return isFirst
      ? 'the same fills, other cash: funding, or a charge of the venue'
      : 'follows from the lines above';
  if (one === null) return `only in the program${follows(isFirst)}`;
  const reason = one.split('|').at(-1)!;
  if (other === null) {
    const codes = refused.get(reason);
    return codes === undefined
      ? `only in the backtest${follows(isFirst)}`
      : `only in the backtest: the program refused such orders (${codes.join(', ')})`;
  }
  if (kind !== 'F' || !other.startsWith('F|')) return `another open order${follows(isFirst)}`;
  const mine = one.split('|').slice(1);
  const theirs = other.split('|').slice(1);
  const field = FILL_FIELDS.find((_, index) => mine[index] !== theirs[index]);
  return field === undefined ? 'unknown' : CAUSES[field]!;
}

const follows = (isFirst: boolean): string => (isFirst ? '' : '; may follow from the lines above');
