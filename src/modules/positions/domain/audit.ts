import type { Money } from '../../../shared/pure/numbers/money.js';
import { adjusted, charged, fold } from './fold.js';
import type { Life, PositionFill } from './life.js';
import { formatPrice, formatSize, formatValue } from './scales.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';

/** A kept input of the fold: a fill with the positions it moved and began, an adjustment, or a share of a funding charge. */
export type KeptInput =
  | {
      readonly kind: 'fill';
      readonly positionId: string;
      /** The position that the rest of the fill began; null unless it turned one over. */
      readonly nextPositionId: string | null;
      readonly fill: PositionFill;
    }
  /** Part of it is gone, and no fill explains it. */
  | { readonly kind: 'adjustment'; readonly positionId: string; readonly size: bigint }
  | { readonly kind: 'funding'; readonly positionId: string; readonly amount: Money };

/** A number of a stored position that its inputs do not give. */
export interface Difference {
  readonly positionId: string;
  readonly field: string;
  readonly stored: string;
  readonly folded: string;
}

/** Positions as their kept inputs make them, by id. `inputs` in the order in which they were folded. */
export function refold(inputs: readonly KeptInput[]): ReadonlyMap<string, Life> {
  const lives = new Map<string, Life>();
  for (const input of inputs) {
    const life = lives.get(input.positionId) ?? null;
    if (input.kind === 'funding') {
      if (life !== null) lives.set(input.positionId, charged(life, input.amount));
      continue;
    }
    if (input.kind === 'adjustment') {
      if (life !== null && life.size > 0n) lives.set(input.positionId, adjusted(life, input.size));
      continue;
    }
    const { moved, opened } = fold(life, input.fill);
    if (moved !== null) lives.set(input.positionId, moved);
    if (opened !== null) lives.set(input.nextPositionId ?? input.positionId, opened);
  }
  return lives;
}

/** Where stored positions and their inputs disagree; nothing when all is well. */
export function differences(
  stored: ReadonlyMap<string, Life>,
  folded: ReadonlyMap<string, Life>,
): readonly Difference[] {
  const ids = new Set([...stored.keys(), ...folded.keys()]);
  return [...ids].flatMap((positionId) => {
    const [left, right] = [shown(stored.get(positionId)), shown(folded.get(positionId))];
    return [...left.keys()]
      .filter((field) => left.get(field) !== right.get(field))
      .map((field) => ({ positionId, field, stored: left.get(field)!, folded: right.get(field)! }));
  });
}

function shown(life: Life | undefined): ReadonlyMap<string, string> {
  const text = (show: (life: Life) => string): string => (life === undefined ? 'missing' : show(life));
  return new Map([
    ['side', text(({ side }) => side)],
    ['size', text(({ size }) => formatSize(size))],
    ['averagePrice', text(({ average }) => formatPrice(average))],
    ['flow', text(({ flow }) => formatValue(flow))],
    ['realisedPnl', text(({ realised }) => formatValue(realised))],
    ['fees', text(({ fees }) => formatMoney(fees))],
    ['funding', text(({ funding }) => formatMoney(funding))],
    ['maxSize', text(({ maxSize }) => formatSize(maxSize))],
  ]);
}
