import { Messenger, type Sent } from '../../modules/notifications/application/ports/messenger.port.js';
import { plainText, type Body } from '../../modules/notifications/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';

export interface SimulatedTelegramParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly say: (what: string) => void;
  readonly isOver: () => boolean;
  /** A chat has got a message from one life of one process. */
  readonly got: (message: Message, life: Incarnation) => void;
  /** The life has heard what became of it. */
  readonly answered: (message: Message, life: Incarnation, sent: Sent) => void;
  /** Whether the person of a chat has blocked the bot. */
  readonly isShut: (address: string) => boolean;
  /** A chat was written to by a life that it had asked to wait. */
  readonly pressed: (address: string, life: Incarnation, earlyMs: number) => void;
}

/** A message as a chat shows it. */
export interface Message {
  readonly address: string;
  readonly body: Body;
  readonly text: string;
  /** When the program has sent it; it may have been on its way for long. */
  readonly leftAtMs: number;
}

/** Between two moments at which it may go down, and for how long it does. */
const DOWN_EVERY_MS = [4_000, 12_000] as const;
const DOWN_MS = [2_000, 25_000] as const;
/** Of what is sent while it is down so much arrives, and only the answer is lost. */
const TAKEN_WHILE_DOWN = 0.3;
const MOST_WAIT_MS = 20_000;
const MOST_LATENCY_MS = 400;

/** Telegram, as far as a bot that writes to chats sees it: it is down for a while, loses answers, and asks to wait. */
export class SimulatedTelegram {
  private downUntilMs = 0;
  /** Until when each chat must not be written to. */
  private readonly resting = new Map<string, number>();
  /** Who was told so, by life and chat. */
  private readonly told = new Map<string, number>();

  constructor(private readonly parts: SimulatedTelegramParts) {}

  /** From here on it goes down now and then. */
  begin(): void {
    const { kernel, draws, faults, isOver, say } = this.parts;
    if (faults.of('telegram-down') === 0) return;
    kernel.after(draws.whole('telegram is due', ...DOWN_EVERY_MS), 'Telegram may go down', () => {
      if (isOver()) return;
      if (faults.strikes('telegram-down', 'telegram')) {
        const forMs = draws.whole('telegram is down', ...DOWN_MS);
        this.downUntilMs = Math.max(this.downUntilMs, kernel.nowMs + forMs);
        say(`Telegram is down for ${forMs} ms`);
      }
      this.begin();
    });
  }

  get isDown(): boolean {
    return this.downUntilMs > this.parts.kernel.nowMs;
  }

  /** Everything goes well from here on; who was asked to wait goes on waiting. */
  end(): void {
    this.downUntilMs = 0;
  }

  async send({ address, body, leftAtMs }: Omit<Message, 'text'>, life: Incarnation): Promise<Sent> {
    const { kernel, draws, answered, say } = this.parts;
    const message = { address, body, leftAtMs, text: plainText(body.spans) };
    await kernel.sleep(draws.whole('to telegram', 1, MOST_LATENCY_MS), 'a message is on its way to Telegram');
    const sent = this.take(message, life);
    say(`Telegram: ${sent.kind} ${message.text.split(' ')[0] ?? ''}`);
    if (life.alive) answered(message, life, sent);
    return sent;
  }

  private take(message: Message, life: Incarnation): Sent {
    const { kernel, draws, faults, got, pressed, isShut } = this.parts;
    const { nowMs } = kernel;
    const { address } = message;
    const early = (this.told.get(`${life.name} ${address}`) ?? 0) - nowMs;
    if (early > 0) pressed(address, life, early);
    const refused = isShut(address);
    if (this.isDown) {
      if (draws.chance('taken while down', TAKEN_WHILE_DOWN) && !refused) got(message, life);
      return { kind: 'unreachable', error: '502 Bad Gateway' };
    }
    if (refused) return { kind: 'blocked', error: '403 Forbidden: bot was blocked by the user' };
    if (faults.strikes('telegram-429', 'telegram'))
      this.resting.set(address, nowMs + draws.whole('asked to wait', 1_000, MOST_WAIT_MS));
    const until = this.resting.get(address) ?? 0;
    if (until > nowMs) {
      this.told.set(`${life.name} ${address}`, until);
      return { kind: 'throttled', retryAfterMs: until - nowMs };
    }
    got(message, life);
    return { kind: 'sent' };
  }
}

/** Telegram as one life of one process reaches it. */
export class TelegramOf extends Messenger {
  constructor(
    private readonly telegram: SimulatedTelegram,
    private readonly life: Incarnation,
  ) {
    super();
  }

  override async send(address: string, body: Body): Promise<Sent> {
    const leftAtMs = this.life.clock.monotonicMs();
    await this.life.pass('telegram.send');
    const sent = await this.telegram.send({ address, body, leftAtMs }, this.life);
    await this.life.pass('telegram.answer');
    return sent;
  }
}
