import { Injectable } from '@nestjs/common';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import { Randomness } from '../../../../shared/platform/clock/randomness.port.js';
import { HaltTrading } from '../../../orders/contracts/commands/halt-trading.command.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';
import {
  askClosePage,
  askPanicPage,
  askStopPage,
  closeChoices,
  closingPage,
  CONFIRM_WITHIN_MS,
  expiredPage,
  goneBotPage,
  notAllowedPage,
  notClosedPage,
  PANIC_CHOICES,
  panickedPage,
  stopChoices,
  stoppedPage,
  whichBotPage,
  type Choice,
  type Page,
} from '../../domain/index.js';
import { ConfirmationStore } from '../ports/confirmation-store.port.js';
import { Bots } from './bots.js';
import type { Asked, Person } from './person.js';

const TOKEN_BYTES = 16;

/**
 * What changes trading: first it asks, and only a button that it has made for this person does it, once and soon. All of
 * it may be asked for again without doing more, so a crash between the deed and the answer is mended by doing it again.
 */
@Injectable()
export class Dangers {
  constructor(
    private readonly bus: Bus,
    private readonly bots: Bots,
    private readonly confirmations: ConfirmationStore,
    private readonly randomness: Randomness,
  ) {}

  async askStop({ person, words: [wanted] }: Asked): Promise<Page> {
    const { userId, language } = person;
    if (!mayTrade(person)) return notAllowedPage(language);
    const kept = await this.bots.kept(userId);
    const holds = ({ id, state }: InstanceView): boolean =>
      state === 'stopped' && kept.some(({ instanceId }) => instanceId === id);
    const able = (await this.bots.of(userId)).filter((bot) => bot.state === 'running' || holds(bot));
    const fitting =
      wanted === undefined
        ? able
        : able.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    const [bot] = fitting;
    if (bot === undefined || fitting.length > 1 || wanted === undefined)
      return whichBotPage(fitting.length > 0 ? fitting : able, 'stop', language);
    if (bot.state === 'stopped') {
      const theirs = kept.filter(({ instanceId }) => instanceId === bot.id);
      return askClosePage(bot, theirs, await this.token(userId, closeChoices(bot.id)), language);
    }
    return askStopPage(bot, await this.token(userId, stopChoices(bot.id)), language);
  }

  async askPanic({ person }: Asked): Promise<Page> {
    const { userId, language } = person;
    if (!mayTrade(person)) return notAllowedPage(language);
    const running = (await this.bots.of(userId)).filter(({ state }) => state === 'running');
    return askPanicPage(running.length, await this.token(userId, PANIC_CHOICES), language);
  }

  /** A button was pressed that confirms something. */
  async confirmed({ person, words: [token = '', number = ''], updateId }: Asked): Promise<Page> {
    const { userId, language } = person;
    if (!mayTrade(person)) return notAllowedPage(language);
    const choices = await this.confirmations.use(token, userId, updateId);
    const choice = /^\d$/.test(number) ? choices?.[Number(number)] : undefined;
    return choice === undefined ? expiredPage(language) : this.carryOut(choice, person);
  }

  private async carryOut(choice: Choice, person: Person): Promise<Page> {
    switch (choice.do) {
      case 'stop':
        return this.stop(choice.instanceId, choice.mode, person);
      case 'halt':
        return this.halt(person, false);
      case 'halt-and-close':
        return this.halt(person, true);
    }
  }

  private async stop(
    instanceId: string,
    mode: 'close' | 'keep',
    { userId, language }: Person,
  ): Promise<Page> {
    const bot = await this.bots.find({ userId, instanceId });
    if (bot === null) return goneBotPage(language);
    const stopped = await this.bots.stop(bot.strategy, { userId, instanceId, mode });
    if (!stopped.ok)
      return stopped.error.code === 'not-found' ? goneBotPage(language) : notClosedPage(bot, language);
    return bot.state === 'stopped' ? closingPage(bot, language) : stoppedPage(bot, mode, language);
  }

  /** The switch first: what is stopped after it cannot open anything in between. */
  private async halt({ userId, language }: Person, closing: boolean): Promise<Page> {
    await this.bus.ask(new HaltTrading({ userId, halted: true }));
    const bots = closing ? await this.bots.of(userId) : [];
    const stopping = [];
    const refused = [];
    for (const bot of bots.filter(({ state }) => state === 'running' || state === 'stopping')) {
      try {
        const stop = { userId, instanceId: bot.id, mode: 'close' } as const;
        const stopped = await this.bots.stop(bot.strategy, stop);
        if (stopped.ok) stopping.push(bot);
        else refused.push({ bot, code: stopped.error.code });
      } catch {
        // One bot that does not answer keeps no other from stopping; the person is told which.
        refused.push({ bot, code: 'unavailable' });
      }
    }
    return panickedPage({ stopping, refused, closing }, language);
  }

  private async token(userId: string, choices: readonly Choice[]): Promise<string> {
    const token = Buffer.from(this.randomness.bytes(TOKEN_BYTES)).toString('base64url');
    await this.confirmations.add(token, userId, choices, CONFIRM_WITHIN_MS);
    return token;
  }
}

const mayTrade = ({ role }: Person): boolean => role !== 'viewer';
