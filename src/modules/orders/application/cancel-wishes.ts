import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { OrderLives } from './order-lives.js';
import type { Intent } from './ports/intent.js';
import type { IntentStore } from './ports/intent-store.port.js';

/** Orders that should end. One that never left ends at once; for all others the venue has to be asked, in its turn. */
export class CancelWishes {
  private readonly wishes: {
    readonly intent: Intent;
    readonly place: number;
    readonly step: number | null;
  }[] = [];

  constructor(private readonly lives: OrderLives) {}

  add(intent: Intent, place: number, step: number | null, code: string): void {
    if (intent.status === 'planned') {
      this.lives.learn(intent, { kind: 'withdrawn', code });
      return;
    }
    this.lives.learn(intent, { kind: 'cancel-asked' });
    this.wishes.push({ intent, place, step });
  }

  async save(tx: Tx, store: IntentStore): Promise<void> {
    await store.requestCancellations(tx, this.wishes);
  }
}
