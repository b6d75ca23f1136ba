import type { Said, Update } from '../../modules/notifications/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';

/** The Bot API has answered with an error; called as the client of the program calls it. */
export class TelegramFailure extends Error {
  override readonly name = 'TelegramFailure';
}

export interface UpdateFeedParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly say: (what: string) => void;
  readonly isDown: () => boolean;
  /** Two ask at the same time. */
  readonly collided: (...lives: readonly Incarnation[]) => void;
  /** Brings an update to a process; resolves when that has taken it. Null when none is there. */
  readonly bring: (update: Update) => Promise<void> | null;
}

/** A question for updates is held open for so long. */
const POLL_MS = 25_000;
const MOST_PER_ANSWER = 100;
const MOST_LATENCY_MS = 400;
/** What was brought and not answered by then is brought again. */
const TAKEN_WITHIN_MS = 10_000;
const BRINGS_AGAIN_MS = [500, 4_000] as const;
/** What comes twice comes again as late as that. */
const COMES_AGAIN_MS = 20_000;
const FIRST_NUMBER = 48_211;

interface Asking {
  /** There is something to tell, or nothing has come for too long. */
  readonly answer: () => void;
  /** Another one asks for the same bot. */
  readonly refuse: (other: Incarnation) => void;
}

/**
 * What people say to the bot, as Telegram hands it on: fetched, each update comes again until a question asks for what is after it, and of two
 * that ask one is refused; brought, it comes again until it was taken, to any process, and what was said later may come earlier.
 */
export class UpdateFeed {
  /** What nobody has confirmed, by its number. */
  private readonly open = new Map<number, Update>();
  private asking: Asking | null = null;
  private isBrought = false;
  private last = FIRST_NUMBER;

  constructor(private readonly parts: UpdateFeedParts) {}

  /** Updates that will come, or come again. */
  get waiting(): number {
    return this.open.size;
  }

  /** Somebody says something; answers its number. */
  say(said: Said): number {
    const { draws } = this.parts;
    // Other bots have updates as well.
    this.last += draws.whole('numbers between updates', 1, 3);
    const update = { updateId: this.last, said };
    this.opens(update);
    return update.updateId;
  }

  /** From now on updates are fetched. */
  async usePolling(): Promise<void> {
    await this.reached('set to be asked');
    this.isBrought = false;
  }

  /** From now on updates are brought. */
  async useWebhook(): Promise<void> {
    await this.reached('set to bring');
    if (this.isBrought) return;
    this.isBrought = true;
    for (const update of this.open.values()) this.bringSoon(update, 'what has waited');
  }

  async introduce(): Promise<void> {
    await this.reached('told what commands there are');
  }

  /** @throws TelegramFailure */
  async fetch(confirmed: number | null, life: Incarnation, signal: AbortSignal): Promise<readonly Update[]> {
    const { draws, faults } = this.parts;
    await this.reached('asked for updates');
    if (this.isBrought) throw new TelegramFailure('409 Conflict: a webhook is active');
    this.asking?.refuse(life);
    if (confirmed !== null) this.confirm(confirmed);
    if (this.open.size === 0) await this.somethingSaid(life, signal);
    const updates = [...this.open.values()]
      .sort((left, right) => left.updateId - right.updateId)
      .slice(0, MOST_PER_ANSWER);
    await this.reached('answering with updates');
    const twice = updates.filter(() => faults.strikes('update-twice', 'in one answer'));
    // The same again, somewhere in the answer; whoever takes it reads every one of them.
    return twice.length === 0 || draws.chance('twice at the end', 0.5)
      ? [...updates, ...twice]
      : [...twice, ...updates];
  }

  private confirm(upTo: number): void {
    for (const update of [...this.open.values()])
      if (update.updateId <= upTo) this.over(update, 'after it was confirmed');
  }

  /** It is not told any more, unless Telegram has forgotten that. */
  private over(update: Update, site: string): void {
    const { kernel, draws, faults, say } = this.parts;
    const { updateId } = update;
    if (!this.open.delete(updateId) || !faults.strikes('update-twice', site)) return;
    const inMs = draws.whole('comes again', 1, COMES_AGAIN_MS);
    kernel.after(inMs, `update ${updateId} comes again`, () => {
      say(`Telegram tells update ${updateId} again`);
      this.opens(update);
    });
  }

  private opens(update: Update): void {
    this.open.set(update.updateId, update);
    if (this.isBrought) this.bringSoon(update, 'one');
    else this.asking?.answer();
  }

  /** Resolves when there is something to tell, or nothing was said for a long time. @throws TelegramFailure */
  private somethingSaid(life: Incarnation, signal: AbortSignal): Promise<void> {
    const { kernel, collided } = this.parts;
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new TelegramFailure('0 AbortError'));
        return;
      }
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', aborted);
        if (this.asking === asking) this.asking = null;
      };
      const answer = (): void => {
        end();
        resolve();
      };
      const refuse = (other: Incarnation): void => {
        end();
        collided(life, other);
        reject(new TelegramFailure('409 Conflict: terminated by other getUpdates request'));
      };
      const aborted = (): void => {
        end();
        reject(new TelegramFailure('0 AbortError'));
      };
      const asking: Asking = { answer, refuse };
      const cancel = kernel.after(POLL_MS, 'a question for updates is answered with none', answer);
      signal.addEventListener('abort', aborted, { once: true });
      this.asking = asking;
    });
  }

  private bringSoon(update: Update, site: string): void {
    const { kernel, draws, faults } = this.parts;
    const times = faults.strikes('update-twice', 'to both at once') ? 2 : 1;
    for (let time = 0; time < times; time += 1)
      kernel.after(
        draws.whole(`on its way: ${site}`, 1, draws.chance('is overtaken', 0.2) ? 5_000 : MOST_LATENCY_MS),
        `update ${update.updateId} is brought`,
        () => this.bring(update),
      );
  }

  private bring(update: Update): void {
    const { kernel, draws, isDown, bring } = this.parts;
    const { updateId } = update;
    if (!this.open.has(updateId) || !this.isBrought) return;
    const taken = isDown() ? null : bring(update);
    if (taken === null) {
      const again = draws.whole('brought again', ...BRINGS_AGAIN_MS);
      kernel.after(again, `update ${updateId} is brought again`, () => this.bring(update));
      return;
    }
    const cancel = kernel.after(TAKEN_WITHIN_MS, `update ${updateId} was not taken`, () =>
      this.bring(update),
    );
    taken.then(
      () => {
        cancel();
        this.over(update, 'after it was taken');
      },
      () => {
        cancel();
        kernel.after(draws.whole('brought again', ...BRINGS_AGAIN_MS), `update ${updateId} was refused`, () =>
          this.bring(update),
        );
      },
    );
  }

  /** @throws TelegramFailure */
  private async reached(what: string): Promise<void> {
    const { kernel, draws, isDown } = this.parts;
    await kernel.sleep(draws.whole('to the feed', 1, MOST_LATENCY_MS), `Telegram is ${what}`);
    if (isDown()) throw new TelegramFailure('502 Bad Gateway');
  }
}
