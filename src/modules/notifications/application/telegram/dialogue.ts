import { Injectable } from '@nestjs/common';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import { runInScope } from '../../../../shared/platform/telemetry/scope.js';
import { ChangeLanguage } from '../../../users/contracts/commands/change-language.command.js';
import { LinkTelegram } from '../../../users/contracts/commands/link-telegram.command.js';
import { GetTelegramUser } from '../../../users/contracts/queries/get-telegram-user.query.js';
import {
  cancelledPage,
  commandOf,
  helpPage,
  languageChangedPage,
  languagePage,
  strangerPage,
  unknownPage,
  welcomePage,
  type Command,
  type Page,
  type Said,
} from '../../domain/index.js';
import { Dangers } from './dangers.js';
import type { Asked, Person } from './person.js';
import { Reports } from './reports.js';

/** An answer, and to whom; nobody's is the one answer for strangers. */
export interface Reply {
  readonly userId: string | null;
  readonly page: Page;
}

/**
 * Understands what was said. Only the linked person in a private chat is obeyed, by their number and nothing else; everybody
 * else gets one answer that is always the same.
 */
@Injectable()
export class Dialogue {
  private readonly commands: Readonly<Record<string, (asked: Asked) => Page | Promise<Page>>>;

  constructor(
    private readonly bus: Bus,
    reports: Reports,
    dangers: Dangers,
  ) {
    this.commands = {
      start: ({ person }) => welcomePage(person.language),
      help: ({ person }) => helpPage(person.language),
      status: ({ person }) => reports.status(person),
      bots: ({ person }) => reports.botList(person),
      positions: ({ person }) => reports.positions(person),
      balance: ({ person }) => reports.balance(person),
      pnl: ({ person }) => reports.pnl(person),
      why: (asked) => reports.why(asked),
      stop: (asked) => dangers.askStop(asked),
      panic: (asked) => dangers.askPanic(asked),
      ok: (asked) => dangers.confirmed(asked),
      no: ({ person }) => cancelledPage(person.language),
      language: (asked) => this.language(asked),
    };
  }

  /** Null when there is nothing to say to it. */
  async answer(said: Said, updateId: number): Promise<Reply | null> {
    const command = commandOf(said);
    if (command === null && !said.isPrivate) return null;
    if (!said.isPrivate || said.forwarded) return stranger();
    const person = (await this.speaker(said)) ?? (await this.newlyLinked(said, command));
    if (person === null) return stranger();
    const page = await runInScope({ userId: person.userId }, () => this.obey(command, person, updateId));
    return { userId: person.userId, page };
  }

  private async obey(command: Command | null, person: Person, updateId: number): Promise<Page> {
    if (command === null || !Object.hasOwn(this.commands, command.name)) return unknownPage(person.language);
    return this.commands[command.name]!({ person, words: command.words, updateId });
  }

  private speaker({ fromId }: Said): Promise<Person | null> {
    return this.bus.ask(new GetTelegramUser({ telegramUserId: fromId }));
  }

  private async newlyLinked(said: Said, command: Command | null): Promise<Person | null> {
    if (command?.name !== 'start' || said.press !== null) return null;
    const code = command.words.join('');
    if (code === '') return null;
    const linked = await this.bus.ask(new LinkTelegram({ code, telegramUserId: said.fromId }));
    return linked.ok ? this.speaker(said) : null;
  }

  private async language({ person, words: [wanted] }: Asked): Promise<Page> {
    if (wanted !== 'ko' && wanted !== 'en') return languagePage(person.language);
    await this.bus.ask(new ChangeLanguage({ userId: person.userId, language: wanted }));
    return languageChangedPage(wanted);
  }
}

const stranger = (): Reply => ({ userId: null, page: strangerPage() });
