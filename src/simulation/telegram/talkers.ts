import type { Said } from '../../modules/notifications/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';
import { Chat, type ShownButton } from './chat.js';

/** Telegram's numbers of people: the one who is linked, another who is linked as well, and one whom nobody knows. */
export const LINKED = '700003';
export const NEIGHBOUR = '700005';
export const STRANGER = '700004';
const GROUP = '-100500';

export interface TalkersParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly isOver: () => boolean;
  readonly say: (said: Said) => void;
}

const TURN_MS = [600, 3_500] as const;
const STRANGERS_TURN_MS = [3_000, 9_000] as const;
const DOOR_MS = [5_000, 15_000] as const;
const SHUT_MS = [2_000, 15_000] as const;
/** Between the two presses of a double one. */
const CLICKS_MS = 300;
const DOORS_IN = 0.5;
const BLOCKS = 0.4;

const LOOKS = ['/status', '/bots', '/positions', '/balance', '/pnl', '/why', '/help', '/language'] as const;
const DANGERS = ['/stop', '/panic', '/panic'] as const;
const NONSENSE = ['hello', '/nothing', '/stop nothing', '/Panic@our_bot now'] as const;
const STRANGE = ['/start', '/start AAAA-BBBB', '/stop', '/panic', '/status'] as const;

/**
 * People who talk to the bot. The linked one looks, stops bots and halts trading, presses twice, too late, and what was pressed
 * before; blocks the bot and comes back. Others try the same with what they have seen on that screen.
 */
export class Talkers {
  readonly chats = new Map([LINKED, NEIGHBOUR, STRANGER].map((number) => [number, new Chat(number)]));
  private readonly person = this.chats.get(LINKED)!;

  constructor(private readonly parts: TalkersParts) {}

  begin(): void {
    this.turns('the person talks', TURN_MS, () => this.talk());
    this.turns('a stranger talks', STRANGERS_TURN_MS, () => this.beStrange());
    if (this.parts.draws.chance('somebody blocks the bot', DOORS_IN))
      this.turns('the door', DOOR_MS, () => this.door());
  }

  /** Whoever has blocked the bot comes back and says so; nothing is begun any more. */
  end(): void {
    this.comeBack();
  }

  private turns(what: string, everyMs: readonly [number, number], turn: () => void): void {
    const { kernel, draws, isOver } = this.parts;
    kernel.after(draws.whole(what, ...everyMs), what, () => {
      if (isOver()) return;
      turn();
      this.turns(what, everyMs, turn);
    });
  }

  private talk(): void {
    const { draws, say } = this.parts;
    const { person } = this;
    if (person.isShut) return;
    const luck = draws.unit('what the person does');
    if (luck < 0.45 && person.buttons.length > 0) this.press();
    else if (luck < 0.72) say(person.types(draws.pick('a danger', DANGERS)));
    else if (luck < 0.9) say(person.types(draws.pick('a look', LOOKS)));
    else if (luck < 0.94) say(person.types(draws.pick('nonsense', NONSENSE)));
    else if (luck < 0.97) say({ ...person.types('/panic'), chatId: GROUP, isPrivate: false });
    else say({ ...person.types('/panic'), forwarded: true });
  }

  /** Nearly always what was asked last; now and then what has hung there for long. */
  private press(): void {
    const { kernel, draws, faults, say } = this.parts;
    const { person } = this;
    const isOld = draws.chance('an old button', 0.25);
    const button = draws.pick('which button', isOld ? person.buttons : person.newest);
    say(person.press(button));
    if (!faults.strikes('double-command', 'button')) return;
    kernel.after(draws.whole('second press', 0, CLICKS_MS), 'the same button is pressed again', () =>
      say(person.press(button)),
    );
  }

  private beStrange(): void {
    const { draws, say } = this.parts;
    const who = draws.chance('which stranger', 0.5) ? STRANGER : NEIGHBOUR;
    const chat = this.chats.get(who)!;
    const seen = this.seenOnTheScreen();
    if (seen !== null && (who === NEIGHBOUR || draws.chance('what was seen', 0.5)))
      say(chat.press({ ...seen, messageId: 1 }));
    else if (who === STRANGER) say(chat.types(draws.pick('strange words', STRANGE)));
  }

  /** The newest button of the person that does something. */
  private seenOnTheScreen(): ShownButton | null {
    return this.person.buttons.findLast(({ data }) => data.startsWith('ok ')) ?? null;
  }

  private door(): void {
    const { kernel, draws } = this.parts;
    if (this.person.isShut || !draws.chance('the bot is blocked', BLOCKS)) return;
    this.person.isShut = true;
    kernel.after(draws.whole('blocked for', ...SHUT_MS), 'the person comes back', () => this.comeBack());
  }

  private comeBack(): void {
    const { person } = this;
    if (!person.isShut) return;
    person.isShut = false;
    this.parts.say(person.types('/start'));
  }
}
