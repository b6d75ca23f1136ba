import { HistoryGuard } from '../../shared/platform/persistence/history/history-guard.js';
import type { HistoryRows } from '../../shared/platform/persistence/history/history-rows.port.js';
import { settleHistory } from '../../shared/platform/persistence/history/settle-history.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { afterRestore, type AfterRestoreParts } from '../../modules/orders/application/after-restore.js';
import type { LostTimeOracle } from '../invariants/lost-time-oracle.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';
import { HistoryTables } from '../store/memory-history-rows.js';
import { memory } from '../store/memory-tx.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { Venue } from '../venue/venue.js';
import type { Ground } from './ground.js';

/** One moment at which the whole database goes back. */
export interface LostTimePlan {
  readonly kind: 'database-fails-over' | 'database-restored';
  /** From the beginning of the world. */
  readonly atMs: number;
  /** To what it was so long before. */
  readonly backMs: number;
}

/** What a world loses, if anything: most have nothing of it, and never more than one. */
export function plannedLoss(draws: Draws, faults: Faults): LostTimePlan | null {
  if (draws.chance('is the database restored', faults.of('database-restored'))) {
    const atMs = draws.whole('when it is restored', 15_000, 30_000);
    return { kind: 'database-restored', atMs, backMs: draws.whole('age of the backup', 8_000, atMs - 3_000) };
  }
  if (!draws.chance('does the database fail over', faults.of('database-fails-over'))) return null;
  const atMs = draws.whole('when it fails over', 8_000, 32_000);
  return {
    kind: 'database-fails-over',
    atMs,
    backMs: draws.whole('lag of the replica', 1_000, Math.min(15_000, atMs - 2_000)),
  };
}

/** A process notices within this that its connections are broken and what they are to. */
const NOTICES_WITHIN_MS = 4_000;
/** A person has compared everything by then. */
const APPROVED_WITHIN_MS = 12_000;
const LOOKS_EVERY_MS = 1_000;
/** A person who has nothing else to do. */
const TIDIES_EVERY_MS = 30_000;

/** A life on a database that may lose time. */
export interface Endangered extends AfterRestoreParts {
  readonly life: Incarnation;
  readonly history: HistoryRows;
  readonly unitOfWork: UnitOfWork;
}

export interface LostTimeParts {
  readonly ground: Ground;
  readonly tables: OrdersTables;
  readonly oracle: LostTimeOracle;
  readonly plan: LostTimePlan;
  readonly venue: Pick<Venue, 'cancel'>;
  readonly lives: () => readonly Incarnation[];
  /** The tables have gone back. */
  readonly wentBack: () => void;
}

/**
 * A database that goes back to what it was: every table and all post of all modules, while the venue has gone on. After a
 * fail-over processes lose their connections, and find out when they connect again; to restore a backup the program is stopped.
 */
export class LostTime {
  readonly history: HistoryTables;
  private readonly opened = new Map<
    string,
    { readonly guard: HistoryGuard; readonly history: HistoryRows }
  >();
  private timeline = 1;
  /** Lives that know of nothing but the time after the loss. */
  private readonly later = new Set<string>();
  private struck = false;

  constructor(private readonly parts: LostTimeParts) {
    const { ground } = parts;
    this.history = new HistoryTables(ground.database('platform'), () => ({
      ...{ system: 'sim', timeline: this.timeline },
      written: null,
    }));
  }

  begin(): void {
    const { ground, plan } = this.parts;
    const { kernel, faults } = ground;
    let goBack: (() => void) | null = null;
    kernel.after(plan.atMs - plan.backMs, 'the database will be this again', () => {
      // A database that nobody has opened by then is a new one to whoever opens it next.
      if (this.history.begun) goBack = this.snapshot();
    });
    kernel.after(plan.atMs, 'the database may lose time', () => {
      if (goBack === null || faults.of(plan.kind) === 0 || !faults.note(plan.kind, 'database')) return;
      this.lose(goBack);
    });
  }

  /** What a process does before it does anything else. Answers when it may work. */
  async open({ life, history, unitOfWork, ...orders }: Endangered): Promise<void> {
    if (this.struck) this.later.add(life.name);
    const guard = new HistoryGuard(await settleHistory(history));
    this.opened.set(life.name, { guard, history });
    while (await history.waits()) {
      await this.parts.ground.kernel.sleep(LOOKS_EVERY_MS, `${life.name} waits for approval`);
      await life.hold();
    }
    await unitOfWork.run(async (tx) => {
      const unsettled = await memory(tx).statement('restorations.settle', () => this.settled());
      if (unsettled) await afterRestore(tx, orders);
    });
    await orders.clientIds.open();
  }

  /**
   * Faults are over. Whoever was told of an order of the lost time takes it away at the venue sooner or later: one that sells on spot
   * has the coins that a bot wants to sell.
   */
  calm(): void {
    const { kernel } = this.parts.ground;
    const tidyUp = (): void => {
      kernel.after(TIDIES_EVERY_MS, 'a person tidies up at the venue', () => {
        for (const { accountId, clientOrderId } of this.parts.oracle.leftToPeople())
          this.parts.venue.cancel(accountId, clientOrderId);
        tidyUp();
      });
    };
    if (this.struck) tidyUp();
  }

  /** Whether a life has begun after the time was lost. */
  isLater(life: Incarnation): boolean {
    return this.later.has(life.name);
  }

  private snapshot(): () => void {
    const { ground } = this.parts;
    const { databases } = ground;
    const pending = databases
      .flatMap((database) => database.pending)
      .filter(({ table }) => table === 'inbox');
    const back = [...databases.map((database) => database.snapshot()), ground.post.snapshot(pending)];
    return () => {
      for (const goBack of back) goBack();
    };
  }

  private lose(goBack: () => void): void {
    const { ground, plan, oracle, lives, wentBack } = this.parts;
    const { kernel, draws } = ground;
    const restored = plan.kind === 'database-restored';
    ground.say(`${plan.kind}: ${plan.backMs} ms are lost`);
    this.struck = true;
    oracle.loses(kernel.nowMs, restored);
    // Before any transaction is undone, which would give its tables to the next that waits.
    for (const database of ground.databases) database.breakOff();
    for (const life of lives()) {
      if (restored) life.die('because its database is restored');
      else if (this.opened.has(life.name)) life.sever();
      else life.die('because it was about to start');
    }
    goBack();
    wentBack();
    if (!restored) {
      this.timeline += 1;
      for (const life of lives())
        kernel.after(
          draws.whole('connects again', 50, NOTICES_WITHIN_MS),
          `${life.name} connects again`,
          () => {
            this.connects(life).catch(ground.failed);
          },
        );
      return;
    }
    this.history.restored();
    kernel.after(
      draws.whole('restored for', 1_000, APPROVED_WITHIN_MS),
      'what was restored is approved',
      () => {
        this.history.approve();
        oracle.approved(kernel.nowMs);
      },
    );
  }

  private async connects(life: Incarnation): Promise<void> {
    await life.hold();
    const { guard, history } = this.opened.get(life.name)!;
    try {
      await guard.meet(() => history.server());
      life.mend();
    } catch {
      life.die('because its database has lost time');
    }
  }

  /** Marks everything that was lost as settled by orders; false when it was already. */
  private settled(): boolean {
    let any = false;
    for (const { id } of this.history.restorations.all())
      if (this.parts.tables.settled.get(id) === undefined) {
        this.parts.tables.settled.insert(id, { restorationId: id });
        any = true;
      }
    return any;
  }
}
