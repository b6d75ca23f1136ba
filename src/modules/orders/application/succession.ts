import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { isEnded } from '../domain/status.js';
import type { Intent } from './ports/intent.js';
import type { IntentStore } from './ports/intent-store.port.js';

/**
 * Orders and those whose place they were to take. One that the venue has had stands alone: what it has replaced is gone. Until
 * then, and for ever when it never gets there, the one before it is still at work; whoever names the newer one means both.
 */
export class Succession {
  private readonly ended = new Set<string>();

  private constructor(private readonly intents: ReadonlyMap<string, Intent>) {}

  static async of(
    tx: Tx,
    store: IntentStore,
    accountId: string,
    known: readonly Intent[],
  ): Promise<Succession> {
    const intents = new Map(known.map((intent) => [intent.clientOrderId, intent]));
    for (let newest = known; newest.length > 0;) {
      const before = newest.flatMap(replacedBy).filter((id) => !intents.has(id));
      newest = before.length === 0 ? [] : await store.byClientIds(tx, accountId, before);
      for (const intent of newest) intents.set(intent.clientOrderId, intent);
    }
    return new Succession(intents);
  }

  /** Client id of the order that is at work in the place of this one; null when there is none. */
  standing(intent: Intent | undefined): string | null {
    return this.line(intent).find(({ status }) => !isEnded(status))?.clientOrderId ?? null;
  }

  /** What has to end so that nothing acts in the place of this order any more. */
  endWith(intent: Intent | undefined): readonly Intent[] {
    return this.line(intent).filter(({ status, orderId }) => {
      if (isEnded(status) || this.ended.has(orderId)) return false;
      this.ended.add(orderId);
      return true;
    });
  }

  /** The same for an order that was never stored, by the client id that it was to replace. */
  endBefore(replaces: string | null): readonly Intent[] {
    return replaces === null ? [] : this.endWith(this.intents.get(replaces));
  }

  /** What is left at work before an order that stands: nothing, where it has replaced one that had arrived. */
  endUnreplaced(replaces: string): readonly Intent[] {
    const before = this.intents.get(replaces);
    return before?.announced === true ? [] : this.endWith(before);
  }

  /** The order and those before it that may still be at work, newest first. */
  private line(intent: Intent | undefined): readonly Intent[] {
    const line: Intent[] = [];
    for (let next = intent; next !== undefined;) {
      line.push(next);
      const [before] = replacedBy(next);
      next = before === undefined ? undefined : this.intents.get(before);
    }
    return line;
  }
}

const replacedBy = ({ announced, replaces }: Intent): readonly string[] =>
  announced || replaces === null ? [] : [replaces];
