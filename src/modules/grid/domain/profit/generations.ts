import type { Inheritance, GridState } from '../kernel/state.js';
import type { CellShare } from '../ladder/cell-share.js';
import type { GridMarket } from '../market.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { LedgerFrame } from './book.js';
import { ledgerFrame } from './ledger.js';

/** What is kept of a generation that is over: its frame without the market, which is that of its run. Plain JSON. */
export interface GenerationChapter {
  readonly opening: readonly Side[];
  readonly initial: readonly CellShare[];
  readonly inherited: Inheritance | null;
}

/** The generation of `before`, if it has traded and another one has taken its place in `after`; else null. */
export function chapterOfGeneration(
  market: GridMarket,
  before: GridState,
  after: GridState,
): { readonly number: number; readonly content: GenerationChapter } | null {
  if (before.generation === after.generation || before.slots.length === 0) return null;
  const { generation, opening, initial, inherited } = ledgerFrame(market, before);
  return { number: generation, content: { opening, initial, inherited } };
}

/**
 * The frames of the run that a state is in, the oldest generation first; every one but the last comes from what was kept, by
 * number. Null before its start, and where one of them was never kept.
 */
export function framesOfRun(
  market: GridMarket,
  state: GridState,
  kept: ReadonlyMap<number, GenerationChapter>,
): readonly LedgerFrame[] | null {
  if (state.slots.length === 0) return null;
  const frames: LedgerFrame[] = [ledgerFrame(market, state)];
  for (let first = frames[0]!; first.inherited !== null; first = frames[0]!) {
    const generation = first.generation - 1;
    const chapter = kept.get(generation);
    if (chapter === undefined) return null;
    const { opening, initial, inherited } = chapter;
    frames.unshift({ market, generation, opening, initial, inherited });
  }
  return frames;
}
