import type { Explanation, Verdict } from '../../pure/strategy/explanation.js';
import type { EvaluationView } from '../../pure/strategy/instance.js';
import type { StrategyShell } from './strategy-shell.js';

type Texts = Verdict['outcome'];

/** How a strategy calls what it asks itself, and the gates that answer. */
export interface StrategyWords {
  readonly subject: (name: string) => Texts;
  readonly gate: (name: string) => Texts;
}

/** The newest decision of a user's own instance, in words; null when there is none. */
export async function explainInstance(
  { parts: { store } }: StrategyShell,
  { userId, instanceId }: { readonly userId: string; readonly instanceId: string },
  words: StrategyWords,
): Promise<Explanation | null> {
  if ((await store.find(userId, instanceId)) === null) return null;
  const [last] = await store.decisions(instanceId, { before: null, limit: 1, actedOnly: false });
  if (last === undefined) return null;
  const { candleOpen, decidedAt, evaluations } = last;
  return { instanceId, candleOpen, decidedAt, verdicts: evaluations.map((one) => verdictOf(one, words)) };
}

function verdictOf({ subject, outcome, gates }: EvaluationView, words: StrategyWords): Verdict {
  const last = gates.at(-1);
  const seen =
    last === undefined || last.value === '' ? null : { value: last.value, threshold: last.threshold };
  return { subject: words.subject(subject), outcome: words.gate(outcome), seen };
}

/** The words of a table, or the name itself where it has none. */
export const wordsOf =
  (table: Readonly<Record<string, Texts>>) =>
  (name: string): Texts =>
    Object.hasOwn(table, name) ? table[name]! : { ko: name, en: name };
