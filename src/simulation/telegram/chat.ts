import type { Said } from '../../modules/notifications/domain/index.js';
import type { Message } from './simulated-telegram.js';

/** Something to press below a message. */
export interface ShownButton {
  readonly data: string;
  readonly messageId: number;
}

/** Messages whose buttons somebody still finds. */
const KEPT = 40;

/** A private chat with the bot, as the person in it sees it. Its number is theirs. */
export class Chat {
  private readonly shown: ShownButton[] = [];
  private messages = 0;
  private presses = 0;
  /** The person has blocked the bot. */
  isShut = false;

  constructor(readonly number: string) {}

  /** A message has arrived. */
  show({ body }: Message): void {
    this.messages += 1;
    const messageId = body.replaces ?? this.messages;
    for (const row of body.buttons) for (const { data } of row) this.shown.push({ data, messageId });
    this.shown.splice(0, Math.max(0, this.shown.length - KEPT));
  }

  /** All that can be pressed, the oldest first. A button that has hung here may be pressed for ever, as in an app that has not heard. */
  get buttons(): readonly ShownButton[] {
    return this.shown;
  }

  /** The newest that hang on one message. */
  get newest(): readonly ShownButton[] {
    const last = this.shown.at(-1);
    return this.shown.filter(({ messageId }) => messageId === last?.messageId);
  }

  types(text: string): Said {
    return { chatId: this.number, fromId: this.number, isPrivate: true, text, press: null, forwarded: false };
  }

  press({ data, messageId }: ShownButton): Said {
    this.presses += 1;
    return { ...this.types(data), press: { id: `${this.number}-${this.presses}`, messageId } };
  }
}
