import type { EpochMs } from '../time/epoch.js';

/** A text in both languages that people read. */
interface Texts {
  readonly ko: string;
  readonly en: string;
}

/** One question that a bot asked itself, how it came out and what the gate that decided it saw. */
export interface Verdict {
  /** What was asked: a long entry, an add, the grid. */
  readonly subject: Texts;
  readonly outcome: Texts;
  /** What the last gate saw and what it wanted; null when it names neither. */
  readonly seen: { readonly value: string; readonly threshold: string } | null;
}

/** Why a bot has traded or not, at its newest decision, in the words of its strategy. */
export interface Explanation {
  readonly instanceId: string;
  readonly candleOpen: EpochMs;
  readonly decidedAt: EpochMs;
  readonly verdicts: readonly Verdict[];
}
