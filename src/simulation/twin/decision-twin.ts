import type { Candle } from '../../shared/pure/market/candle.js';
import { priceOf } from '../../shared/pure/market/scale.js';
import type { Envelope } from '../../shared/pure/messages/envelope.js';
import type { AccountFacts, StrategyInput } from '../../shared/pure/strategy/input.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import type { Outcome } from '../../shared/platform/strategy/decide-one.js';
import type { Wake } from '../../shared/platform/strategy/decision-store.port.js';
import { seriesText, type Instance, type KernelRow } from '../../shared/platform/strategy/instance.js';
import type { NewReaction } from '../../shared/platform/strategy/instance-store.port.js';
import {
  addressee,
  adjustmentOf,
  happenedAt,
  inputOf,
  type HeardAdjustment,
  type OrderNews,
} from '../../shared/platform/strategy/order-inputs.js';
import type { BoundKernel, Strategy } from '../../shared/platform/strategy/strategy.port.js';
import type { CandlesClosedData } from '../../modules/market-data/contracts/events/candles-closed.event.js';
import type { RowChange } from '../store/memory-database.js';
import {
  goesOn,
  haltKey,
  type DecisionRow,
  type SeriesRow,
  type StrategyTables,
} from '../store/strategies/strategy-tables.js';
import { CommittedPart, isOfBots, type InstanceMove } from './committed-part.js';
import { toldBy, type Told } from './news-of.js';
import { sameJson } from './same-json.js';
import { TwinBot, type Stepped, type TwinClose } from './twin-bot.js';
import { TwinMarket } from './twin-market.js';

export interface DecisionTwinParts {
  readonly strategy: Strategy;
  /** Of the run. Only what is not decided by a bot is read here: halts, and wakes that wait. */
  readonly tables: StrategyTables;
  /** Every candle of a symbol so far. */
  readonly candles: (symbol: string) => readonly Candle[];
  /** What the account of every bot has at every moment. */
  readonly account: AccountFacts;
  readonly breaks: (invariant: string, details: string) => void;
}

const SAME = 'I22 decisions do not depend on restarts';
const ONCE = 'I4 a closed candle is decided once';

/** An input between two candles, at the market's time. */
interface Input {
  readonly what: string;
  readonly at: EpochMs | null;
  readonly inputFor: (kernel: BoundKernel) => StrategyInput;
}

/** An instance as it was before a person edited it, and the number of the commit in which that was done. */
interface Edited {
  readonly instance: Instance;
  readonly until: number;
}

/** A wake that waits, with the number of the commit that it came with. */
interface Waiting {
  readonly wake: Wake;
  readonly since: number;
}

/**
 * The bots of one strategy as they would be if no process had ever died, slept or lost its lease: they are given what the run has
 * heard, in the order in which it was committed, and have to come to the states, decisions and reactions that the run has
 * stored. A second world could not be asked: what fills there, and when, depends on when its requests arrive.
 */
export class DecisionTwin {
  private readonly bots = new Map<string, TwinBot>();
  private readonly instances = new Map<string, Instance>();
  private readonly markets = new Map<string, TwinMarket>();
  /** How far each series is decided, the close there, and the commits with which it was decided and its wake had come. */
  private readonly decided = new Map<
    string,
    { readonly at: EpochMs; readonly close: string; readonly commit: number; readonly told: number }
  >();
  private readonly waiting = new Map<string, Waiting>();
  /** Heard in a transaction that is about to be committed, or in one that has changed nothing. */
  private told: Told[] = [];
  private commit = 0;
  private haltsMovedAt = 0;
  private readonly edits: Edited[] = [];
  /** What went on until it ended. */
  private readonly ends: Edited[] = [];

  constructor(private readonly parts: DecisionTwinParts) {}

  /** A message is handled in the transaction that is being committed. */
  heard(envelope: Envelope, data: object): void {
    const told = toldBy(envelope, data);
    if (told !== null) this.told.push(told);
  }

  committed(changes: readonly RowChange[]): void {
    if (this.told.length === 0 && !changes.some(isOfBots)) return;
    this.commit += 1;
    const part = new CommittedPart(changes);
    try {
      for (const { key, wake, isNew } of part.wakes)
        if (isNew) this.waiting.set(key, { wake, since: this.commit });
      for (const told of this.told.splice(0)) this.hear(told, part);
      for (const move of part.instances) this.instanceMoved(move, part);
      for (const reaction of part.lost) this.hasLost(reaction, part);
      for (const reaction of part.asked) this.asked(reaction, part);
      for (const row of part.series) this.close(row, part);
      for (const { key, wake, isNew } of part.wakes) if (!isNew) this.gone(key, wake);
    } catch (error) {
      this.breaks(SAME, `the twin could not follow: ${String(error)}`);
    }
    for (const { after } of part.instances) if (after !== undefined) this.instances.set(after.id, after);
    if (part.halts) this.haltsMovedAt = this.commit;
    if (part.left !== null) this.breaks(SAME, `${part.left} was written and nothing has led to it`);
  }

  /** In the end: what was heard last has changed nothing here either. */
  atRest(): void {
    if (this.told.length > 0) this.committed([]);
  }

  private hear(told: Told, part: CommittedPart): void {
    if (told.kind === 'order') this.hearOrder(told.news, part);
    else if (told.kind === 'adjusted') this.hearAdjustment(told.adjustment, part);
    else this.hearCandles(told.closed);
  }

  private hearOrder(news: OrderNews, part: CommittedPart): void {
    const id = addressee(this.parts.strategy.kind, news);
    if (id !== null) this.react(id, part, ({ scale }) => inputOf(scale, news), happenedAt(news), news.kind);
  }

  private hearAdjustment(adjustment: HeardAdjustment, part: CommittedPart): void {
    const { strategy, instanceId, at } = adjustment;
    if (strategy !== this.parts.strategy.kind || instanceId === null) return;
    const close = this.marketOf(instanceId)?.close ?? '0';
    this.react(instanceId, part, ({ scale }) => adjustmentOf(scale, adjustment, close), at, 'adjusted');
  }

  /** Every bot that goes on then is woken by it, unless it has decided so far already. */
  private hearCandles({ venue, end, candles }: CandlesClosedData): void {
    const { tables } = this.parts;
    for (const instance of this.instances.values()) {
      const now = tables.instances.get(instance.id);
      if (instance.venue !== venue || !goesOn(instance) || now === undefined || !goesOn(now)) continue;
      if (!candles.some((one) => one.symbol === instance.symbol && one.timeframe === instance.timeframe))
        continue;
      const series = seriesText(instance);
      if ((this.decided.get(series)?.at ?? 0) >= end) continue;
      if (!this.waiting.has(`${series} ${end}`))
        this.breaks(ONCE, `${instance.name} was not woken by the candle that ended at ${end}`);
    }
  }

  /** One input between two candles. */
  private react(
    id: string,
    part: CommittedPart,
    inputFor: (kernel: BoundKernel) => StrategyInput,
    at: EpochMs | null,
    what: string,
  ): void {
    const bot = this.bots.get(id);
    if (bot === undefined || !bot.isBegun) return;
    this.step(id, bot, part, { what, at: at ?? this.marketOf(id)?.at ?? null, inputFor });
  }

  private step(id: string, bot: TwinBot, part: CommittedPart, { what, at, inputFor }: Input): void {
    const stepped = bot.step(inputFor, at);
    if (stepped === null) return;
    const row = part.kernelOf(id);
    if (!isStepped(bot, stepped, row, reactionOf(stepped, part, id))) {
      this.differs(id, what, stepped.state, row?.state);
      return;
    }
    bot.go(stepped.state, bot.version + 1, this.commit);
  }

  private instanceMoved({ before, after }: InstanceMove, part: CommittedPart): void {
    if (before === undefined) return;
    if (after === undefined) {
      this.instances.delete(before.id);
      this.bots.delete(before.id);
      return;
    }
    if (goesOn(before) && !goesOn(after)) this.ends.push({ instance: before, until: this.commit });
    if (before.settingsVersion !== after.settingsVersion) this.edited(before, after, part);
    // Without another state it is settings that have turned the epoch: an edit, or a decision that has taken them.
    if (before.epoch === after.epoch || before.state === after.state) return;
    const { id, state } = after;
    if (state === 'running') this.begin(id, part);
    else if (state === 'stopping') this.stopAsked(after, part);
  }

  /** New settings wait for a decision that takes them, or are taken at once and a price is looked at under them. */
  private edited(before: Instance, { id }: Instance, part: CommittedPart): void {
    const reaction = part.reactionOf(id);
    this.edits.push({ instance: before, until: this.commit });
    if (reaction?.cause['kind'] === 'settings-changed') return;
    const bot = this.bots.get(id);
    const row = part.kernelOf(id);
    if (reaction === undefined || bot === undefined || row === undefined) {
      this.breaks(SAME, `${before.name} has other settings, and nothing says why`);
      return;
    }
    if (row.version !== bot.version + 1 || !sameJson(bot.state, row.state))
      this.differs(id, 'an edit', bot.state, row.state);
    bot.adjust(row, this.commit);
    const { price } = reaction.cause['record'] as { readonly price: string };
    this.step(id, bot, part, {
      ...{ what: 'the price of an edit', at: reaction.at },
      inputFor: ({ scale }) => ({ kind: 'price-moved', price: priceOf(scale, price) }),
    });
  }

  /** A person's wish between two candles; that it was asked is told after what came of it. */
  private asked(reaction: NewReaction, part: CommittedPart): void {
    const { instanceId: id, cause, at } = reaction;
    const bot = this.bots.get(id);
    if (bot === undefined) return;
    const input = cause as unknown as StrategyInput;
    this.step(id, bot, part, { what: input.kind, at, inputFor: () => input });
    if (input.kind !== 'close-asked') part.reactionOf(id);
  }

  /** What was to rest and does not was told as cancelled. */
  private hasLost({ instanceId: id, cause, at, effects }: NewReaction, part: CommittedPart): void {
    const bot = this.bots.get(id);
    if (bot === undefined) return;
    const [leg, cycle] = [cause['leg'] as string, cause['cycle'] as number];
    const input: StrategyInput = { kind: 'order-cancelled', leg, cycle, code: 'lost' };
    this.step(id, bot, part, { what: `the loss of ${leg}`, at, inputFor: () => input });
    if (effects.length === 0) part.reactionOf(id);
  }

  private begin(id: string, part: CommittedPart): void {
    const cause = part.reactionOf(id)?.cause['kind'];
    const row = part.kernelOf(id);
    const bot = this.bots.get(id) ?? new TwinBot(this.parts.strategy);
    this.bots.set(id, bot);
    bot.epochAt = this.commit;
    if (row === undefined || cause === 'resumed') return;
    const { version } = bot;
    bot.begin(row, this.commit);
    if (row.version !== version + 1 || !sameJson(bot.state, row.state))
      this.differs(id, 'its start', bot.state, row.state);
  }

  /**
   * A person's stop. How it was asked for, and what the market's time was when it was, is written down only where it has come
   * to something that is told: otherwise one of all that are possible has to explain it.
   */
  private stopAsked({ id, symbol }: Instance, part: CommittedPart): void {
    const bot = this.bots.get(id);
    if (bot === undefined) return;
    bot.epochAt = this.commit;
    const row = part.kernelOf(id);
    const reaction = row === undefined ? undefined : part.peekReaction(id);
    const asked = reaction?.cause['mode'] as 'close' | 'keep' | undefined;
    for (const mode of asked === undefined ? (['close', 'keep'] as const) : [asked])
      for (const at of reaction === undefined ? this.momentsOf(id, symbol) : [reaction.at]) {
        const stepped = bot.step(() => ({ kind: 'stop-asked', mode }), at);
        if (stepped === null ? row !== undefined : !isStepped(bot, stepped, row, reaction?.effects ?? []))
          continue;
        if (stepped !== null) bot.go(stepped.state, bot.version + 1, this.commit);
        if (reaction !== undefined) part.reactionOf(id);
        return;
      }
    this.differs(id, 'its stop', bot.state, row?.state);
  }

  /** The ends of all candles since the one that is decided: market time, as somebody may have been told it. */
  private momentsOf(id: string, symbol: string): readonly EpochMs[] {
    const decided = this.marketOf(id)?.at ?? epochMs(0);
    const ends = this.parts.candles(symbol).map(({ openTime }) => epochMs(openTime + TIMEFRAME_MS['1m']));
    return [decided, ...ends.filter((end) => end > decided)];
  }

  /** A series has been decided up to a candle. */
  private close(row: SeriesRow, part: CommittedPart): void {
    const series = seriesText(row);
    const { decided: end, close } = row;
    const key = `${series} ${end}`;
    const waited = this.waiting.get(key);
    const last = this.decided.get(series);
    if (waited === undefined || (last !== undefined && last.at >= end)) {
      this.breaks(ONCE, `${key} was decided, and the series was decided up to ${last?.at ?? 'nothing'}`);
      return;
    }
    this.waiting.delete(key);
    const since = Math.max(waited.since, last?.commit ?? 0);
    this.decided.set(series, { at: end, close, commit: this.commit, told: waited.since });
    for (const instance of this.instances.values()) {
      if (seriesText(instance) !== series) continue;
      if (goesOn(instance)) this.decide(instance, waited.wake, since, part);
      else this.hasEnded(instance, waited.wake, since, part);
    }
  }

  /** What one was passed by with that has ended since it was looked at. */
  private hasEnded({ id, symbol }: Instance, wake: Wake, since: number, part: CommittedPart): void {
    const decision = part.decisionOf(id);
    if (decision === undefined) return;
    const bot = this.bots.get(id)!;
    const market = this.marketFor(symbol);
    const { candle, place } = market.find(wake.candle.openTime)!;
    for (const { instance, until } of [...this.ends, ...this.edits]) {
      if (instance.id !== id || until <= since || !goesOn(instance)) continue;
      const seen = { ...{ wake: { ...wake, candle }, place, market, instance }, account: this.parts.account };
      for (const halted of [false, true]) {
        if (isOutcome(bot.decide({ ...seen, halted }), undefined, decision)) return;
        for (const outcome of bot.before({ ...seen, halted }, since))
          if (isOutcome(outcome, undefined, decision)) return;
      }
    }
    this.breaks(SAME, `a decision of ${id} was written after its end`);
  }

  /** A wake that nothing has decided may go only where it was told after a later one, and that one is decided. */
  private gone(key: string, wake: Wake): void {
    const waited = this.waiting.get(key);
    if (waited === undefined) return;
    this.waiting.delete(key);
    const last = this.decided.get(seriesText(wake));
    if (last !== undefined && last.at > wake.candleEnd && waited.since > last.told) return;
    this.breaks(ONCE, `${key} is gone and was not decided: ${wake.symbol}`);
  }

  private decide(instance: Instance, wake: Wake, since: number, part: CommittedPart): void {
    const { id, symbol } = instance;
    const { candleEnd } = wake;
    const bot = this.bots.get(id)!;
    if (bot.lastDecided !== null && bot.lastDecided >= candleEnd) return;
    const market = this.marketFor(symbol);
    const found = market.find(wake.candle.openTime)!;
    const close: TwinClose = {
      ...{ wake: { ...wake, candle: found.candle }, place: found.place, market, instance },
      ...{ halted: this.isHalted(instance), account: this.parts.account },
    };
    const row = part.kernelOf(id);
    const decision = part.decisionOf(id);
    const outcome = bot.decide(close);
    const isTaken = row === undefined || row.settingsVersion === settingsOf(bot, outcome);
    if (isTaken && isOutcome(outcome, row, decision)) bot.decided(outcome, candleEnd, this.commit);
    else if (row === undefined && this.isPassedBy(bot, close, since, decision))
      bot.decided({ ...outcome, change: null, after: null }, candleEnd, this.commit);
    else
      this.differs(
        id,
        `the candle that ended at ${candleEnd}`,
        outcome.change?.state ?? bot.state,
        row?.state,
      );
  }

  /** It came to nothing with what was known of it when it was looked at; or it was begun or stopped since, and begins with the next. */
  private isPassedBy(
    bot: TwinBot,
    close: TwinClose,
    since: number,
    decision: DecisionRow | undefined,
  ): boolean {
    if (bot.epochAt > since && decision === undefined) return true;
    const { id } = close.instance;
    const edits = this.edits.filter(({ instance, until }) => instance.id === id && until > since);
    const halted = this.haltsMovedAt > since ? [close.halted, !close.halted] : [close.halted];
    for (const instance of [close.instance, ...edits.map((edit) => edit.instance)])
      for (const one of halted) {
        const then = { ...close, instance, halted: one };
        if (isOutcome(bot.decide(then), undefined, decision)) return true;
        for (const outcome of bot.before(then, since))
          if (isOutcome(outcome, undefined, decision)) return true;
      }
    return false;
  }

  private isHalted({ userId, accountId }: Instance): boolean {
    const { halts } = this.parts.tables;
    return (
      halts.get(haltKey(userId, null)) !== undefined || halts.get(haltKey(userId, accountId)) !== undefined
    );
  }

  private marketFor(symbol: string): TwinMarket {
    const there = this.markets.get(symbol);
    if (there !== undefined) return there;
    const market = new TwinMarket(this.parts.candles(symbol));
    this.markets.set(symbol, market);
    return market;
  }

  private marketOf(id: string): { readonly at: EpochMs; readonly close: string } | undefined {
    const instance = this.instances.get(id);
    return instance === undefined ? undefined : this.decided.get(seriesText(instance));
  }

  private differs(id: string, what: string, twin: object, run: object | undefined): void {
    const name = this.instances.get(id)?.name ?? id;
    this.breaks(
      SAME,
      `${name} after ${what}: ${run === undefined ? 'nothing was stored' : differences(twin, run)}`,
    );
  }

  private breaks(invariant: string, details: string): void {
    this.parts.breaks(invariant, details);
  }
}

/** The members of two states that are not the same; none where it is in what was told. */
function differences(twin: object, run: object): string {
  const [left, right] = [twin, run] as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(left!), ...Object.keys(right!)])];
  const different = names.filter((name) => !sameJson(left![name], right![name]));
  if (different.length === 0) return 'another version, or something else was told';
  return different
    .map((name) => `${name} is ${JSON.stringify(right![name])} and not ${JSON.stringify(left![name])}`)
    .join(', ');
}

/** Version of the settings that a bot goes by after a decision. */
const settingsOf = ({ settingsVersion }: TwinBot, { change }: Outcome): number =>
  change?.pinned?.version ?? settingsVersion;

/** What the run has told of a step; nothing where the step tells nothing. */
const reactionOf = ({ effects }: Stepped, part: CommittedPart, id: string): readonly object[] =>
  effects.told.length === 0 ? [] : (part.reactionOf(id)?.effects ?? []);

const isStepped = (
  { version }: TwinBot,
  { state, effects }: Stepped,
  row: KernelRow | undefined,
  told: readonly object[],
): boolean =>
  row !== undefined &&
  row.version === version + 1 &&
  sameJson(state, row.state) &&
  sameJson(effects.told, told);

function isOutcome(
  { result, change, after, decision }: Outcome,
  row: KernelRow | undefined,
  stored: DecisionRow | undefined,
): boolean {
  if (result === 'failed' || (change === null) !== (row === undefined)) return false;
  if (change !== null && (row!.version !== after!.version || !sameJson(change.state, row!.state)))
    return false;
  if (decision === null || stored === undefined) return decision === null && stored === undefined;
  const { acted, evaluations, effects } = decision;
  return (
    acted === stored.acted &&
    sameJson(JSON.parse(evaluations), stored.evaluations) &&
    sameJson(JSON.parse(effects), stored.effects)
  );
}
