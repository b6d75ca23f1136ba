import { openAccount } from '../../modules/exchange/domain/index.js';
import type { Instrument } from '../../shared/pure/market/instrument.js';
import type { PaperConditions } from '../../shared/pure/market/paper-conditions.js';
import { priceOf, type MarketScale } from '../../shared/pure/market/scale.js';
import { money } from '../../shared/pure/numbers/money.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { OwnerAct, RunStart } from '../../shared/pure/strategy/journal.js';
import type { Fill, Side } from '../../shared/pure/strategy/order.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../shared/pure/time/timeframe.js';
import { firstAt, type CandleColumns } from '../candles/columns.js';
import { priceText, sizeText } from '../decimal-text.js';
import { AccountWatch } from '../fold/account-watch.js';
import { MarketRun } from '../fold/market-run.js';
import { PIECE } from '../fold/piece.js';
import { tell } from '../pipeline.js';
import { runCandles } from '../run-backtest.js';
import { openBookFor, prepareMarket } from '../setup/prepare.js';
import { instrumentRecord } from '../setup/read-instrument.js';
import type { FundingRequest, TradingRequest } from '../setup/request.js';
import type { Bot } from '../strategies/bot.js';
import { FollowedBot, sameNeeds, type Wanted } from './followed-bot.js';

/** One run of a bot of the program, from a start to the next one. */
export interface BotRun {
  readonly strategy: StrategyKind;
  /** In which the bot decides. */
  readonly timeframe: Timeframe;
  readonly instrument: Instrument;
  readonly candleDecimals: number;
  readonly conditions: PaperConditions;
  readonly start: RunStart;
  readonly cash: string;
  /** What its owner asked of it since, oldest first. */
  readonly acts: readonly OwnerAct[];
}

/** A fill of the backtest with the names of its order. Decimals as text. */
export interface AgainFill {
  readonly at: EpochMs;
  readonly side: Side;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly reason: string;
  readonly cycle: number;
  readonly leg: string;
  /** What its order came of; null for what the venue ordered (a liquidation). */
  readonly wanted: Wanted | null;
}

/** An edit changed what indicators are made of, so the backtest cannot follow it. */
export class CannotFollow extends Error {
  override readonly name = 'CannotFollow';

  constructor(readonly at: EpochMs) {
    super(`settings that indicators depend on were edited at ${new Date(at).toISOString()}`);
  }
}

/**
 * Goes through a run again as a backtest, doing what its owner did. Candles before the start warm indicators; those after it
 * are gone through up to `to`. @throws BadInput, CannotFollow
 */
export function runAgain(given: BotRun, file: CandleColumns, to: EpochMs): readonly AgainFill[] {
  const request = requestOf(given, to);
  const prepare = (settings: JsonObject) =>
    prepareMarket(
      request,
      { settings, instrument: { ...instrumentRecord(given.instrument) }, decimals: given.candleDecimals },
      file,
    );
  const market = prepare(given.start.settings);
  const edited = (act: Extract<OwnerAct, { readonly settings: JsonObject }>): Bot => {
    const { bot } = prepare(act.settings);
    if (!sameNeeds(bot, market.bot)) throw new CannotFollow(act.at);
    return bot;
  };
  const { scale, candles, candleMs, first } = market;
  const followed = new FollowedBot(market.bot, {
    ...{ strategy: given.strategy, scale, fees: given.conditions.fees, state: given.start.state },
    firstDecided: firstDecidedOf(given.start, market.bot),
    edits: given.acts.flatMap((act) =>
      act.kind === 'settings-changed' ? [{ at: act.at, bot: edited(act) }] : [],
    ),
  });
  const account = openAccount(money(given.cash));
  const book = openBookFor(request, market, account);
  const watch = new AccountWatch(account, book, 'totals');
  const { bot } = followed;
  // A candle that was forming at the start is decided when it ends.
  const from = given.start.at - bot.decisionMs + 1;
  const fills: Fill[] = [];
  const run = new MarketRun(book, bot, watch, {
    ...{ from, keeping: 'totals' },
    onFill: (fill) => void fills.push(fill),
  });
  const columns = { ...candles, candleMs };
  for (let at = 0; at < first; at += PIECE) run.decisions.read(columns, at, Math.min(at + PIECE, first));
  let next = first;
  const goTo = (index: number): void => {
    runCandles({ run, watch }, columns, next, index);
    next = index;
  };
  for (const act of given.acts) {
    if (!isActedOn(act)) continue;
    goTo(Math.max(next, firstAt(candles, act.at)));
    if (act.kind === 'adjust-asked') followed.adjust(edited(act));
    tell(run, inputOf(scale, act), act.at);
  }
  goTo(candles.length);
  return fills.map(({ at, side, price, size, fee, reason, cycle, leg }) => ({
    ...{ at, side, reason, cycle, leg, fee },
    price: priceText(scale, price),
    size: sizeText(scale, size),
    wanted: followed.wantedBy(cycle, leg),
  }));
}

const ACTED_ON = ['stop-asked', 'close-asked', 'pause-asked', 'continue-asked', 'adjust-asked'] as const;

type ActedOn = Extract<OwnerAct, { readonly kind: (typeof ACTED_ON)[number] }>;

const isActedOn = (act: OwnerAct): act is ActedOn => (ACTED_ON as readonly string[]).includes(act.kind);

/** An act as the kernel hears it. */
function inputOf(scale: MarketScale, act: ActedOn): StrategyInput {
  switch (act.kind) {
    case 'stop-asked':
      return { kind: 'stop-asked', mode: act.mode };
    case 'close-asked':
      return { kind: 'close-asked', side: act.side, percent: act.percent };
    case 'pause-asked':
      return { kind: 'pause-asked', orders: act.orders };
    case 'continue-asked':
      return { kind: 'continue-asked' };
    case 'adjust-asked':
      return { kind: 'price-moved', price: priceOf(scale, act.price) };
  }
}

const firstDecidedOf = ({ firstDecided }: RunStart, { decisionMs }: Bot): EpochMs | null =>
  firstDecided === null ? null : epochMs(firstDecided + decisionMs);

function requestOf({ strategy, timeframe, start, cash, conditions }: BotRun, to: EpochMs): TradingRequest {
  const { fees, slippageBps, fillRule, funding } = conditions;
  return {
    ...{ strategy, timeframe, cash, slippageBps },
    ...{ maker: fees.maker, taker: fees.taker, fill: fillRule, venue: null },
    funding: fundingOf(funding),
    from: start.at,
    to,
  };
}

function fundingOf(funding: PaperConditions['funding']): FundingRequest {
  if (funding === null) return { kind: 'none' };
  if (typeof funding === 'string') return { kind: 'constant', rate: funding };
  return { kind: 'list', file: 'the venue', charges: funding };
}
