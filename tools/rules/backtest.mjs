/** The rules of matching and of backtests, each with the tests that hold it. */
import { by } from '../evidence/evidence.mjs';
import { inFolder, numbered, rule } from './table.mjs';

export const TITLE = 'The rules of matching and of backtests';
export const ABOUT =
  'What happens to an order inside a candle, in a backtest, on the paper venue and in simulation, and what a result says.';

const matching = inFolder('src/modules/exchange/domain/paper');
const backtest = inFolder('src/backtest');
const pure = inFolder('src/shared/pure');
const oracles = inFolder('test/oracles');

const rules = (...titles) => backtest('rules', ...titles);
const atOpen = (...titles) => matching('open', ...titles);
const path = (...titles) => matching('path', ...titles);
const prices = (...titles) => matching('prices', ...titles);
const liquidation = (...titles) => matching('liquidation', ...titles);
const margin = (...titles) => matching('margin', ...titles);
const funding = (...titles) => matching('funding', ...titles);
const trailing = (...titles) => matching('stops/trailing', ...titles);
const naive = (...titles) => matching('matching.property', ...titles);
const accept = (...titles) => matching('orders/accept', ...titles);
const sums = (...titles) => backtest('properties', ...titles);
const marks = (...titles) => backtest('statistics/equity-marks', ...titles);
const prepare = (...titles) => backtest('setup/prepare', ...titles);
const buckets = (...titles) => backtest('fold/closed-candles', ...titles);
const cells = (...titles) => by('src/modules/grid/domain/profit/ledger.spec.ts', ...titles);
const cycles = (...titles) => backtest('trades/cycle-ledger', ...titles);
const command = (...titles) => by('test/backtest/command.spec.ts', ...titles);

const SAME = 'gives the same fills, fees and cash as the rules written down naively';
const SUMS = 'has sums that agree to the last digit: cash, trades, fees, funding, position, equity';
const STEPS =
  'go stops before limits, buys before sells, buys high to low, sells low to high, then older first';
const AT_CLOSE =
  'a market order decided at a close fills at the next open, with slippage and tick against the trader, as a taker';
const OWN_PRICE = 'fills at its own price at its first open, as a maker, however far the open is beyond';
const LEFT = 'is an open position marked at the last close, and no trade';
const BANDS = 'knows BTC/KRW by the name that Upbit has for it, with its price bands';

export const sections = numbered('B', [
  [
    'Numbers',
    rule(
      'Prices, sizes, fees, cash and P&L are exact decimals, read from texts',
      backtest(
        'candles/candle-rows',
        'keeps prices as exact integers in units as fine as the finest price, trailing zeros apart',
      ),
      by(
        'src/modules/exchange/domain/paper/fees.spec.ts',
        'is exact for numbers whose product is no safe integer',
      ),
      sums(SUMS),
    ),
    rule(
      'Indicators and statistics are doubles, of the very double of a price’s text',
      backtest(
        'candles/candle-rows',
        'gives the very double of a price text when units are divided by their power of ten',
      ),
      oracles('indicators', 'have the same RSI, ATR, DI, ADX, JMA and FAMA of every length in use: %s'),
    ),
    rule(
      'The average entry has 12 decimals, rounded half up',
      matching('position', 'is weighted by size and kept at 12 decimals, rounded half up'),
    ),
    rule('Every fill is whole: volume limits nothing', naive(SAME)),
    rule(
      'A second implementation of matching, written naively from the rules, gives the same fills, fees and cash',
      naive(SAME),
    ),
  ],
  [
    'Clock',
    rule(
      'The timeframe of a file is the smallest distance of two rows',
      backtest('candles/timeline', 'has the smallest distance between two rows as its timeframe'),
    ),
    rule(
      'What lies before `--from` warms indicators, decides nothing and gives no point',
      rules('begins at --from: what lies before warms indicators, decides nothing and gives no point'),
    ),
    rule(
      'What opens at `--to` or later is not there',
      sums('ends before --to: what opens then or later is not there'),
    ),
    rule(
      'Decision candles are aligned to the UTC epoch; a first one that does not begin at its start is dropped',
      buckets('leave out a first bucket that does not begin at its start'),
      pure('market/roll-up', 'days and eight hours too begin with the epoch'),
    ),
    rule('One with candles missing inside is used', buckets('use a bucket with candles missing inside')),
    rule(
      'One whose last candles are missing closes at its nominal end, before the next candle is looked at',
      buckets('close at their nominal end, before the next candle, when their last candles are missing'),
      rules(
        'a decision whose last candles are missing is made at its nominal end and fills at the next open',
      ),
    ),
    rule(
      'An empty one gives no candle and no decision, an unfinished last one none',
      buckets('are none where there is no finer candle at all', 'leave an unfinished last bucket alone'),
    ),
    rule(
      'A fill at the open has the open time, one on the path the end less 1 ms',
      rules(
        AT_CLOSE,
        'a resting limit fills on the path at its own price, as a maker, one millisecond before the end of the candle',
      ),
    ),
    rule(
      'A decision and a point of equity have the nominal end',
      rules(
        'a decision whose last candles are missing is made at its nominal end and fills at the next open',
      ),
    ),
    rule(
      'No order decided at a close fills in its candle',
      rules('no order decided at a close fills at a price of its candle'),
      atOpen('cannot fill at a price of the candle whose close decided them'),
    ),
    rule(
      'Coarse candles of a backtest are those of live trading',
      buckets('are those of the columns that live trading rolls up, however many candles are read at once'),
    ),
  ],
  [
    'Funding',
    rule(
      'What fell due from the end of the candle before to the end of this one is charged at this open, on the position before it',
      funding(
        'at a constant rate falls at 00:00, 08:00 and 16:00 UTC, on the position before the open and at the open',
        'of the candle that ends at the funding time is not due yet',
        'that fell due in a gap is charged at the next candle, each time for itself',
      ),
      rules('of a gap is charged at the open of the candle after it'),
    ),
    rule(
      'size x open x rate; longs pay a positive rate; a charge is rounded up, a receipt down',
      funding(
        'rounds a charge up and a receipt down to the quote scale',
        'is paid by shorts when the rate is negative and received by them when it is positive',
      ),
    ),
    rule(
      'A constant rate falls at 00:00, 08:00 and 16:00 UTC; a list at its own times',
      rules('falls due at 00:00, 08:00 and 16:00 and is charged at the open, rounded up to the quote scale'),
      funding('of a list comes at its own times and rates'),
    ),
    rule(
      'It moves cash and not an isolated margin',
      liquidation('ignores cash that funding has moved'),
      rules('moves cash: equity and the identity know it'),
    ),
    rule('Spot has none', funding('does not exist on spot')),
  ],
  [
    'At the open',
    rule(
      'Each fill is handled before the next is looked for',
      atOpen('caused by a fill at the open fill at the same open'),
      by(
        'test/paper-venue/steps.spec.ts',
        'settles every happening of an open, then the path, then the close, each as a step of its own',
      ),
    ),
    rule(
      'A position whose liquidation price the open has reached is liquidated, after every fill too',
      liquidation(
        'after a fill at the open is looked for before the next order',
        'at an open can follow from the funding charged there',
      ),
    ),
    rule(
      'Resting orders that are reached fill at the open, stops before limits, buys before sells, by price, then older first',
      atOpen(STEPS, 'an open exactly at the price of an order reaches it'),
    ),
    rule(
      'A gapped limit gets the better price, a gapped stop the worse',
      atOpen(
        'a gapped limit gets the open rounded against the trader, as a maker',
        'a gapped stop gets the open with slippage, not its price',
      ),
      rules('a limit that the open has passed gets the open, a stop too: the one better, the other worse'),
    ),
    rule(
      'Then market orders in the order they were made',
      atOpen(
        'fill in the order they were made',
        'wait for all market orders before they are looked at once more',
      ),
    ),
    rule(
      'Those of a cycle that has just ended are dropped',
      atOpen(
        'of a cycle that a gapped stop has just ended are dropped',
        'of another cycle or owner stay when a position closes',
      ),
    ),
    rule(
      'Then resting orders once more; what a fill at the open created is active at once and for the rest of the candle',
      atOpen(
        'created by a market fill at the open are active there, as takers when the open is beyond them',
        'created by a market fill at the open rest for the path of the same candle, as makers',
      ),
      rules('orders created by a fill at the open are active at once'),
    ),
  ],
  [
    'On the path',
    rule(
      'Long: low before high; short: high before low; flat: by open and close',
      path(
        'is to the low first with a long position, whatever the close',
        'is to the high first with a short position, whatever the close',
        'is to the low first when flat and the close is not below the open',
        'is to the high first when flat and the close is below the open',
      ),
    ),
    rule(
      'By the position after the open; it does not change inside the candle',
      path(
        'follows the position after the open, not the one before it',
        'does not change inside the candle when a fill turns the position',
      ),
    ),
    rule(
      'Each leg fills what lies between its ends, end included, nearest first',
      path(
        'fills nearest first and includes its end',
        'reaches orders between the high and the close on its last leg',
        'fills each leg of a candle: a buy, then on a later leg what else rests',
      ),
    ),
    rule(
      'At one price stops, then the liquidation, then limits, then older first',
      path('fills at one price stops before limits, and older orders first'),
      liquidation('comes after a stop and before a limit at the same price'),
    ),
    rule(
      'A rising leg touches sell limits and buy stops, a falling one buy limits and sell stops',
      path('leaves a short its buy stop on the way up and its take-profit on the way down'),
    ),
    rule(
      'What a fill on the path creates or moves is active from the next candle; what it replaces stays until then',
      atOpen('does not fill on the same path although its price is touched'),
      rules(
        'orders created by a fill on the path are active from the next candle, and fill there at their own price',
      ),
      accept('twice on one path still shows the order that was active on it'),
    ),
    rule(
      'At its first open such a limit fills at its own price',
      atOpen(OWN_PRICE, 'gets the better price at a later open'),
    ),
    rule(
      'Trailing extremes move at each path point after its fills; their stops at once, for later legs',
      trailing(
        'moves at each path point and acts on the legs after it',
        'does not act on the leg that moves it',
        'moves at the open after what fills there',
        'counts the close of a candle for the next one',
      ),
    ),
    rule(
      'A trailing armed at the open moves at once, one armed on the path follows from its fill on and acts from the next candle',
      trailing(
        'at the open moves at once and counts for later legs',
        'on the path starts from the best price after that fill and acts from the next candle',
        'on the path ignores what the price did before that fill',
      ),
    ),
    rule(
      'At the close equity is marked, then the strategy sees the closed candle',
      backtest('fold/equity-steps', 'is cash and position as they are at the close of each candle'),
      matching('open', 'can only be taken in their order'),
    ),
  ],
  [
    'Prices and fees',
    rule(
      'A market order fills at the open with slippage, rounded to the tick against the trader',
      prices(
        'is against the trader twice: slippage, then the tick',
        'that comes out even is not rounded any further',
        'takes fractions of a basis point',
      ),
      rules(AT_CLOSE),
    ),
    rule(
      'A limit fills at its price when touched, gapped at the open, never worse than its price',
      prices('gets a better open, rounded against the trader, and never a worse price than its own'),
      atOpen('a gapped limit is never worse than its price'),
      path('fills a stop at its price with slippage against the trader and a limit at its price'),
    ),
    rule(
      'With `--fill through` it must be passed by one tick of its own price, for gaps too',
      matching(
        'path',
        'asks for one tick beyond a limit on the path and fills at its price',
        'asks for one tick beyond a limit at the open too, and then gives the open',
        'does not concern stops',
        'takes the tick of the price band that the order lies in',
      ),
      rules('with "through" a limit fills when the price passes it by one tick'),
    ),
    rule(
      'A stop fills at its price with slippage, gapped at the open with slippage',
      path('fills a stop at its price with slippage against the trader and a limit at its price'),
      atOpen('a gapped stop gets the open with slippage, not its price'),
    ),
    rule(
      'Slippage is 2 basis points and limits fill when touched, where nobody says otherwise',
      sums('has slippage of 2 basis points, limits that fill when they are touched, and 10,000 of cash'),
    ),
    rule(
      'Candle prices off the tick are used as they are',
      path('uses candle prices off the tick as they are'),
    ),
    rule(
      'The tick is that of the band of the unrounded price',
      path('round a fill to the tick of the band that the unrounded price lies in'),
      pure('market/scale', 'snapping follows the band of the unrounded price'),
    ),
    rule(
      'Maker: a limit that was active before, or was created on the path; taker: all else',
      atOpen(
        'a limit that finds the open already beyond it pays the taker fee',
        'created by a market fill at the open rest for the path of the same candle, as makers',
        OWN_PRICE,
      ),
    ),
    rule(
      'fee = price x size x rate in quote, rounded up to the quote scale',
      matching('fees', 'is price x size x rate, rounded up to the quote scale'),
    ),
    rule(
      'A post-only limit that would cross is refused',
      rules(
        'a post-only limit that would take is refused, when it is placed or by its first open, and else a maker',
      ),
      atOpen(
        'are refused at once where the last price has reached them',
        'are refused by the open that finds them crossing when they first become active',
        'are makers from then on, also where a later open is beyond them',
      ),
      naive('lets a post-only order never take, and one that takes at once or never neither rest nor make'),
    ),
  ],
  [
    'Sizes and money',
    rule(
      'Legal is at least the minimum size and value; what is not legal is not placed and noted',
      pure(
        'market/scale',
        'legal means at least the minimum size and the minimum notional',
        'a size is floored to the lot',
      ),
      by(
        'src/modules/hyper-rsi/domain/decision/entry.spec.ts',
        'a size below the minimum is noted with what it was for',
      ),
    ),
    rule(
      'Reduce-only orders fill at most the position',
      atOpen('fill at most the position', 'end when the position is gone'),
      path('cuts reduce-only orders to what the fills before them have left'),
      naive('never enlarges or turns a position by a reduce-only order'),
    ),
    rule(
      'Cash flow is the one source of money: equity is cash and position at the mark',
      naive('has a position that is the sum of its fills, and cash that is the sum of all its flows'),
      sums(SUMS),
    ),
    rule(
      'An order that adds is checked at its decision and again at its fill, there refused as a whole',
      margin(
        'on a perpetual needs its margin and its taker fee',
        'counts the margin of the position at its average, and the equity at the price asked',
      ),
      atOpen('are refused as a whole when the fill price makes them too dear, not when the close did not'),
      rules('lists an entry that was refused at its fill'),
    ),
    rule(
      'On spot price and fee come from cash, and nothing is sold that is not held',
      margin('on spot needs its cost and its taker fee in cash', 'cannot sell what it does not hold'),
      naive('never holds less than nothing on spot'),
    ),
    rule(
      'A grid’s limits are checked once, at its start',
      margin('as a limit is not checked, unless its owner wants it to be'),
      by(
        'src/modules/grid/domain/ladder/start-checks.spec.ts',
        'the investment must not exceed the free balance',
      ),
    ),
    rule(
      'The average: weighted on an add, unchanged by a reduction, the fill price when turned over',
      matching(
        'position',
        'is weighted by size and kept at 12 decimals, rounded half up',
        'is unchanged by a reduction and 0 when flat',
        'is the price of the fill that turns the position over',
      ),
    ),
  ],
  [
    'Margin and liquidation',
    rule(
      'Isolated: by average, leverage and maintenance rate, a long’s price rounded down, a short’s up',
      liquidation(
        'liquidates a long at a (1 - 1/L) / (1 - m), down to the tick, and takes what is left of the margin as fee',
        'liquidates a short at a (1 + 1/L) / (1 + m), up to the tick',
      ),
    ),
    rule(
      'Cross: by the equity of the whole account; none where a long can always be carried',
      liquidation(
        'liquidates a long where the whole equity is down to the maintenance margin',
        'liquidates a short likewise',
        'has no price for a long that the account can always carry',
        'moves with fees and funding, because they are equity',
      ),
    ),
    rule(
      'It acts like a stop at that price, on the path and at the open, fills there without slippage, and cancels all own orders',
      liquidation(
        'fills at its price without slippage also when the open is beyond it, and cancels all orders',
      ),
      backtest('grid-rules', 'nothing rests any more once a trigger or a liquidation has ended the bot'),
    ),
    rule(
      'Its fee is what is left of margin or equity, rounded down, at least 0: no more than the margin is lost',
      rules(
        'on isolated margin takes the whole margin and no more',
        'on cross margin takes the equity of the account, at its price also when the open is beyond it',
      ),
    ),
    rule(
      'It is a trade exit with its own reason',
      rules('on isolated margin takes the whole margin and no more'),
    ),
    rule(
      'The maintenance rate is that of the instrument, 0.5 % where it says none, or that of its tiers',
      prepare(
        'reads instrument records, with bands as pairs or objects',
        'reads tiers of an instrument, whose first rate is that of the record',
      ),
      by('src/modules/exchange/domain/instruments.spec.ts', 'have the rules that are written down for them'),
      pure(
        'market/maintenance',
        'without tiers is one rate for every position',
        'is that of the tier in which a cost lies, its floor included',
        'is refused: %s',
      ),
      liquidation(
        'isolated have the rate of what it cost, less the amount of the tier',
        'take what is left of the margin as fee, and no more',
        'cross count the amount as equity',
        'change with the position, from their floor on and back',
        'do not wait for less than nothing: where the amount is above what the rate keeps back, the margin is all there is',
        'in hedge mode are those of each position, and cross all of them are kept back together',
      ),
      margin('may not bring a position into a tier that allows less leverage than it has, and says both'),
      matching('rules', 'with tiers have a leverage that the first one allows, and tiers that rise'),
      naive(SAME),
      by(
        'test/strategy/maintenance-tiers.spec.ts',
        'give the venue, the preview of HyperRSI and the checks of the grid the same liquidation price',
        'are told by a preview of HyperRSI for the entry that would need less leverage',
        'refuse a grid whose cells together come into a tier with less leverage than it has',
      ),
    ),
  ],
  [
    'What a result says',
    rule(
      'A position that is open at the end is no trade, is marked at the last close and shown with its parts',
      rules(LEFT),
    ),
    rule(
      'Cells that cancel out are a flat open position with its trades',
      backtest('grid-rules', 'cells that cancel out are an open position that is flat'),
    ),
    rule(
      'Open orders are listed, a stop or trigger with the size held and the side that closes',
      rules('are the open orders by price, a stop with the size that is held'),
      backtest('grid-rules', 'a trigger is listed with what is held, and with the side that closes'),
    ),
    rule(
      'A limit created on the last path is among them, a stop created or moved there is not, the old one is',
      accept('shows limits created on the path of the newest candle, and stops not before the next'),
      trailing('on the path is not listed as open before the next candle, the order it replaces is'),
    ),
    rule(
      'What was not placed, or refused at its fill, is noted with its time',
      rules('lists an entry that was refused at its fill'),
      by(
        'src/modules/hyper-rsi/domain/decision/entry.spec.ts',
        'a size below the minimum is noted with what it was for',
      ),
    ),
    rule(
      'A trade is a cycle from flat to flat, or a pair of a cell; ids count from 1 in order of closing',
      cycles('reach from flat to flat, with gross = sells - buys'),
      rules('number trades from 1 in the order in which they closed'),
      by(
        'src/modules/grid/domain/worked-examples.spec.ts',
        '6: a neutral grid that fills equally up and down ends flat, with the sum of its pairs as profit',
      ),
    ),
    rule(
      'A charge that several trades share is divided by size, truncated, the last taking the rest',
      cells('truncates each share to the quote scale and gives the last the rest'),
      cycles(
        'share a fill that turns the position over: the fee by size, truncated, the one that opens takes the rest',
      ),
    ),
    rule('gross = sells - buys; net = gross - fees - funding', sums(SUMS)),
    rule(
      'maxAdverse and maxFavourable are the extremes of the gross at the path points of the trade and its exit',
      cycles('know the worst and the best of their gross P&L, realised and floating, since they opened'),
      sums('has the worst and the best of each trade around what it came to'),
      backtest('trades/price-range', 'is for everyone who asks what a list of all prices since then says'),
    ),
    rule(
      'cash + net profit + open net = final equity, and the position is the sum of fills, to the last digit',
      sums(SUMS),
      by('test/backtest/recorded.spec.ts', '%s: sums agree, digests do not depend on how the file is cut'),
    ),
    rule(
      'The digest: fills, open orders and the end, line by line',
      rules(
        'is all in the digest: fills, open orders, final state, each line ended',
        'has a short position as a negative one in the digest',
      ),
    ),
    rule(
      'Decimals are plain: no exponent, no trailing zero, 0 for zero',
      by(
        'src/shared/pure/numbers/decimal.spec.ts',
        'text has no exponent, no trailing zeros and no negative zero',
      ),
    ),
  ],
  [
    'Statistics',
    rule(
      'Money is text, the rest numbers, null where undefined',
      rules('are null where they are not defined'),
      backtest('report/render-report', 'what is not defined is a dash, not a zero'),
    ),
    rule(
      'They are of closed trades, but for equity, return, drawdown, Sharpe, Sortino and exposure',
      rules('cover the closed trades', LEFT),
    ),
    rule(
      'Gross profit and loss by the gross, wins and losses by the net',
      rules('tell wins and losses by the net, profit and loss by the gross', 'cover the closed trades'),
    ),
    rule(
      'Expectancy is rounded half up to the quote scale',
      backtest('result/write-summary', 'rounds the expectancy half up to the quote scale, once'),
    ),
    rule(
      'Drawdown from the running peak, which starts at the cash, at closes of the finest candles',
      marks('falls from its running peak, which starts at the cash'),
    ),
    rule(
      'Longest under water: from the close of a peak to the first close at it again, or to the end',
      marks(
        'is under water from the close of a peak to the first close at it or above it again',
        'is under water to the end when it does not come back',
      ),
    ),
    rule(
      'Daily returns: UTC days with candles, the first against the cash, partial days too, none that begins with nothing',
      marks(
        'has a return for each UTC day with candles, the first against the cash, partial days too',
        'skips days that begin with no equity',
      ),
    ),
    rule(
      'Sharpe: sample deviation, annualised with sqrt(365)',
      backtest('statistics/ratios', 'divide the mean by the sample deviation, annualised with sqrt(365)'),
    ),
    rule(
      'Sortino: what lies below zero, over n - 1',
      backtest('statistics/ratios', 'count for Sortino only what lies below zero, over n - 1'),
    ),
    rule(
      'Both null below 10 days or without deviation',
      backtest(
        'statistics/ratios',
        'are not defined below ten days',
        'are not defined without any deviation',
      ),
    ),
    rule(
      'Profit factor: null without losses',
      rules('tell wins and losses by the net, profit and loss by the gross'),
    ),
    rule(
      'Exposure: candles with a position at their close',
      rules('count the candles with a position at their close'),
    ),
    rule(
      'Buy and hold: the first open with all cash, taker fee once',
      rules('compare with buying at the first open with all cash, taker fee once'),
    ),
    rule(
      'One point of equity for each decision close',
      rules(
        'a decision whose last candles are missing is made at its nominal end and fills at the next open',
      ),
      sums('ends before --to: what opens then or later is not there'),
    ),
    rule(
      'Candles are those in range; gaps those of all rows before the end, warm-up included',
      rules(
        'begins at --from: what lies before warms indicators, decides nothing and gives no point',
        'tells gaps of warm-up too',
      ),
      backtest(
        'candles/timeline',
        'has a gap from the end of the candle before to the open of the one after',
      ),
    ),
    rule('Liquidations count events', rules('on isolated margin takes the whole margin and no more')),
    rule(
      'Every evaluation counts once, under the gate that ended it',
      sums('count every evaluation once, under the gate that ended it'),
      backtest('grid-rules', 'gates are started once, then running, at each close until it stops'),
    ),
  ],
  [
    'Proofs',
    rule(
      'The report prints every assumption',
      backtest(
        'report/render-report',
        'prints every setting, every rule of the instrument and every assumption',
      ),
    ),
    rule(
      'The page is one file with its charts, and opens without a network',
      backtest(
        'report/render-report',
        'names no address: there is nothing that could be loaded',
        'forbids itself to load or run anything but its own',
      ),
      by(
        'test/browser/report.spec.ts',
        'asks the network for nothing but itself and complains about nothing',
      ),
    ),
    rule(
      'On fewer candles a run does what the whole run does there, checked by `--check-lookahead`',
      sums(
        'does on its first candles what the whole run does there',
        'finds a run that knows the end of the file',
      ),
      command('checks for look-ahead and tells the warm-up'),
    ),
    rule(
      '`--check-warmup` tells from which candle on history does not matter',
      backtest(
        'checks/check-warm-up',
        'says how many candles it takes until Wilder has forgotten where history began',
        'tells of every indicator that is in use',
      ),
    ),
    rule(
      'One digest for a file and for its parts, in the order given; a row out of order stops the run',
      command(
        'gives one digest for one file and for its parts, compressed or not',
        'gives the same digest for a file, for its parts in files of their own, and again',
      ),
      backtest('candles/read-candles', 'stops at a file that begins before the one before it has ended'),
      sums('gives the same result when its candles come in many files'),
    ),
    rule(
      'One digest on a second run, and where it is computed',
      sums('gives the same result a second time'),
      by(
        'test/backtests/jobs.spec.ts',
        'a run comes to what the engine comes to, and tells its progress and summary',
      ),
    ),
    rule(
      'The whole program on the paper venue gives the same fills and digest',
      by(
        'test/replay/replay.spec.ts',
        'does what the backtest of a HyperRSI does: the same fills, open orders and digest, over missing candles too',
        'closes a decision candle whose end is missing before the next candle opens: a grid starts by it',
      ),
    ),
  ],
  [
    'Settings and instruments',
    rule(
      'A missing field takes its default, nested objects are completed, arrays taken as given',
      prepare('completes settings: nested objects field by field, numbers as their shortest text'),
      by(
        'src/modules/hyper-rsi/domain/settings/read-settings.spec.ts',
        'nested objects are completed, array elements too, fewer elements are fewer levels',
      ),
    ),
    rule('An unknown field is refused', prepare('refuses unknown fields with the fields there are')),
    rule(
      'A number means its shortest decimal text',
      pure('settings/reader', 'numbers mean their shortest decimal text, without an exponent'),
    ),
    rule(
      '`--timeframe` goes before that of the settings; a grid has that of its file',
      prepare(
        'takes the timeframe asked for instead of that of the settings',
        'gives a grid the timeframe of its file',
      ),
    ),
    rule(
      'A decision timeframe that is no multiple of the file’s is refused',
      prepare('refuses a decision timeframe that is no multiple of the candles'),
    ),
    rule(
      'The instrument: a file, a test instrument by name, what the settings name, else the usual one',
      prepare(
        'takes the instrument of the settings, else the usual one of the strategy',
        'reads instrument records, with bands as pairs or objects',
      ),
    ),
    rule(
      'The test instruments have the rules written down for them',
      by(
        'src/modules/exchange/domain/instruments.spec.ts',
        'have the rules that are written down for them',
        'Bitcoin in won has two names',
      ),
      prepare(BANDS),
    ),
  ],
]);
