import { plainText, strangerPage, type Choice, type Said } from '../../modules/notifications/domain/index.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import type {
  ConfirmationRow,
  NotificationTables,
  OutgoingRow,
  UpdateRow,
} from '../store/notifications/notification-tables.js';

/** Something that was asked of the program in the name of an update. */
export type Deed =
  | { readonly do: 'halt'; readonly userId: string }
  | {
      readonly do: 'stop';
      readonly userId: string;
      readonly instanceId: string;
      readonly mode: 'close' | 'keep';
    }
  /** It changes something else. */
  | { readonly do: 'other'; readonly userId: string };

export interface TalkOracleParts {
  readonly tables: NotificationTables;
  readonly nowMs: () => number;
  /** For whom a Telegram account speaks; null for nobody. */
  readonly speaksFor: (number: string) => string | null;
  readonly breaks: (invariant: string, details: string) => void;
}

/** A confirmation, as it was stored, and the update that it was given to first. */
interface Asked {
  readonly userId: string;
  readonly choices: readonly Choice[];
  readonly expiresAtMs: number;
  storedFor: number | null;
  storedAtMs: number;
  givenTo: number | null;
}

const ONCE = 'K04 what is said takes effect once';
const OBEYED = 'only the linked person is obeyed';
const CONFIRMED = 'K04 what is confirmed is confirmed once, and in time';
const ANSWERED = 'I20 whoever speaks to the bot is answered';
/** Nobody is told more often who the bot talks to. */
const STRANGERS_EVERY_MS = 600_000;
/** A process that was asleep may need so long to see that its lease is gone. */
const SEES_WITHIN_MS = 2_000;
const HALTED = 'Emergency stop is on';
const STOPS = ['is stopping', 'is being closed'] as const;
const OVER = 'That confirmation is over';
const STRANGE = plainText(strangerPage().spans);

/**
 * What people say to the bot: whatever is said is dealt with once and answered, only a confirmation that was given in time to the one who
 * was asked stops or halts anything, and what the bot says that it has done was done. A deed is done again only by whoever had asked what
 * is open before it was known to be over: between a deed and the note of it a process may die, or sleep.
 */
export class TalkOracle {
  private readonly said = new Map<number, Said>();
  private readonly asked = new Map<string, Asked>();
  /** What an update was allowed to do by a confirmation. */
  private readonly allowed = new Map<number, readonly Choice[]>();
  private readonly done = new Map<number, Set<Deed['do']>>();
  private readonly closed = new Map<number, number>();
  /** When each life has last asked what is open. */
  private readonly looked = new Map<Incarnation, number>();
  private step = 0;

  constructor(private readonly parts: TalkOracleParts) {}

  says(updateId: number, said: Said): void {
    this.said.set(updateId, said);
  }

  /** A life is about to ask what is open. */
  looks(life: Incarnation): void {
    this.looked.set(life, ++this.step);
  }

  /** A confirmation was given, by a question that had begun at that time. */
  given(token: string, userId: string, updateId: number, beganAtMs: number): void {
    const { breaks } = this.parts;
    const asked = this.asked.get(token);
    const details = `${token} to ${userId} by ${updateId}`;
    if (asked?.userId !== userId || this.speaker(updateId) !== userId) {
      breaks(OBEYED, `${details}, who was not asked`);
      return;
    }
    if (asked.givenTo !== null && asked.givenTo !== updateId)
      breaks(CONFIRMED, `${details}, and before by ${asked.givenTo}`);
    // It may have been given to the same update before, by an answer that was lost.
    const atMs = asked.storedFor === updateId ? asked.storedAtMs : beganAtMs;
    if (asked.givenTo === null && atMs >= asked.expiresAtMs)
      breaks(CONFIRMED, `${details}, ${atMs - asked.expiresAtMs} ms too late`);
    asked.givenTo = updateId;
    this.allowed.set(updateId, asked.choices);
  }

  /** Something is asked of the program; `updateId` null when nobody knows in whose name. */
  begins(deed: Deed, updateId: number | null, life: Incarnation): void {
    const { breaks } = this.parts;
    const details = `${JSON.stringify(deed)} by update ${updateId}`;
    if (updateId === null || this.speaker(updateId) !== deed.userId) {
      breaks(OBEYED, details);
      return;
    }
    if (deed.do !== 'other' && !this.isAllowed(deed, updateId)) breaks(CONFIRMED, details);
    const closed = this.closed.get(updateId);
    if (closed !== undefined && closed < (this.looked.get(life) ?? 0))
      breaks(ONCE, `${details}, which ${life.name} might know to be over`);
  }

  /** It was done. */
  did(deed: Deed, updateId: number | null): void {
    if (updateId === null) return;
    const before = this.done.get(updateId);
    if (before === undefined) this.done.set(updateId, new Set([deed.do]));
    else before.add(deed.do);
  }

  /** Two lives ask for updates at the same time; one that has slept may not know yet that its turn is over. */
  collided(lives: readonly Incarnation[]): void {
    const knows = this.parts.nowMs() - SEES_WITHIN_MS;
    if (lives.every(({ alive, awakeSinceMs }) => alive && awakeSinceMs < knows))
      this.parts.breaks('K03 one process asks for updates', lives.map(({ name }) => name).join(', '));
  }

  /** A transaction of notifications was committed. */
  committed(changes: readonly RowChange[]): void {
    const closing: UpdateRow[] = [];
    const answers: OutgoingRow[] = [];
    for (const { table, key, before, after } of changes) {
      if (table === 'confirmation') this.keeps(key, after as ConfirmationRow | undefined);
      if (table === 'outgoing' && before === undefined && (after as OutgoingRow).body !== null)
        answers.push(after as OutgoingRow);
      if (table !== 'telegram_update' || after === undefined) continue;
      const row = after as UpdateRow;
      if (row.doneAtMs !== null && (before as UpdateRow | undefined)?.doneAtMs === null) closing.push(row);
    }
    if (closing.length === 0 && answers.length > 0)
      this.parts.breaks(ONCE, `${answers[0]!.id} answers what was answered before`);
    for (const row of closing) this.closes(row, answers);
  }

  /** What was said and is not dealt with; null when all is. */
  unsettled(): string | null {
    for (const updateId of this.said.keys())
      if (!this.closed.has(updateId)) return `nobody has dealt with update ${updateId}`;
    return null;
  }

  private keeps(token: string, row: ConfirmationRow | undefined): void {
    if (row === undefined) return;
    const there = this.asked.get(token);
    const storedAtMs = this.parts.nowMs();
    if (there === undefined)
      this.asked.set(token, { ...row, storedFor: row.usedBy, storedAtMs, givenTo: null });
    else if (there.storedFor !== row.usedBy) Object.assign(there, { storedFor: row.usedBy, storedAtMs });
  }

  private closes({ updateId, lastError }: UpdateRow, answers: readonly OutgoingRow[]): void {
    const { breaks } = this.parts;
    if (this.closed.has(updateId)) breaks(ONCE, `update ${updateId} is dealt with again`);
    this.closed.set(updateId, ++this.step);
    const said = this.said.get(updateId);
    if (said === undefined) return;
    const userId = this.speaker(updateId);
    if (userId === null) {
      this.isLeftAlone(said, answers, lastError);
      return;
    }
    const [answer] = answers;
    if (answer?.address !== said.chatId || answers.length > 1)
      breaks(ANSWERED, `update ${updateId}, ${said.text}: ${answers.length} answers`);
    else if (lastError === null) this.isTrue(updateId, said, userId, plainText(answer.body!.spans));
  }

  /** Somebody who is not obeyed gets one answer in a long time, which is the same for everybody. */
  private isLeftAlone({ chatId, text }: Said, answers: readonly OutgoingRow[], error: string | null): void {
    const { breaks, tables, nowMs } = this.parts;
    // What could not be dealt with is told to whoever has that chat.
    if (error !== null && answers[0]?.address === chatId) return;
    for (const { address, userId, body } of answers)
      if (address !== chatId || userId !== null || plainText(body!.spans) !== STRANGE)
        breaks(OBEYED, `${chatId} is told ${plainText(body!.spans)}`);
    const since = nowMs() - STRANGERS_EVERY_MS;
    const told = [...tables.outgoing.all()].filter(
      (row) => row.userId === null && row.address === chatId && row.createdAtMs > since,
    );
    if (told.length !== 1) breaks(ANSWERED, `${chatId} said ${text} and was told ${told.length} times`);
  }

  private isTrue(updateId: number, { text }: Said, userId: string, answer: string): void {
    const { breaks, nowMs } = this.parts;
    const done = this.done.get(updateId);
    const details = `update ${updateId}: ${answer.split('\n')[0]}`;
    if (answer.includes(HALTED) && done?.has('halt') !== true) breaks(ONCE, details);
    if (STOPS.some((words) => answer.includes(words)) && done?.has('stop') !== true) breaks(ONCE, details);
    if (!answer.includes(OVER)) return;
    const asked = this.asked.get(text.split(' ')[1]!);
    const isOver =
      asked === undefined ||
      asked.userId !== userId ||
      asked.expiresAtMs <= nowMs() ||
      (asked.storedFor !== null && asked.storedFor !== updateId);
    if (!isOver) breaks(ANSWERED, `${details}, and it is not`);
  }

  private isAllowed(deed: Deed, updateId: number): boolean {
    const number = Number(this.said.get(updateId)!.text.split(' ')[2]);
    const choice = this.allowed.get(updateId)?.[number];
    if (choice === undefined) return false;
    if (deed.do === 'halt') return choice.do !== 'stop';
    if (deed.do !== 'stop') return true;
    return choice.do === 'stop'
      ? choice.instanceId === deed.instanceId && choice.mode === deed.mode
      : choice.do === 'halt-and-close' && deed.mode === 'close';
  }

  /** For whom an update speaks: only words of one's own, in private, do. */
  private speaker(updateId: number): string | null {
    const said = this.said.get(updateId);
    return said === undefined || !said.isPrivate || said.forwarded ? null : this.parts.speaksFor(said.fromId);
  }
}
