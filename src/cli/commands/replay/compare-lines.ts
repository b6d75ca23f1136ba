import { differingLines } from './align-lines.js';
import type { ProgramLines } from './read-lines.js';

/** A line of the digest that only one of the two has, or that they have differently. */
export interface Difference {
  readonly backtest: string | null;
  readonly program: string | null;
  /** What most likely made it. */
  readonly cause: string;
}

/** What differs between the lines of two digests. */
export function compareLines(
  backtest: readonly string[],
  { lines: program, refused }: ProgramLines,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const { left, right } of differingLines(backtest, program)) {
    const ones = backtest.slice(left.from, left.to);
    const others = program.slice(right.from, right.to);
    for (let index = 0; index < Math.max(ones.length, others.length); index += 1) {
      const one = ones[index] ?? null;
      const other = others[index] ?? null;
      const isFirst = differences.length === 0;
      differences.push({ backtest: one, program: other, cause: causeOf(one, other, refused, isFirst) });
    }
  }
  return differences;
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
