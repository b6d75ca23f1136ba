/** The rules of HyperRSI, each with the tests that hold it. */
import { by } from '../evidence/evidence.mjs';
import { inFolder, numbered, open, partly, rule } from './table.mjs';

export const TITLE = 'The rules of HyperRSI';
export const ABOUT =
  'What the strategy does, rule by rule, wherever it runs: live, on paper, in a backtest and in simulation the same files decide.';

const domain = inFolder('src/modules/hyper-rsi/domain');
const application = inFolder('src/modules/hyper-rsi/application');
const indicators = inFolder('src/shared/pure/indicators');
const oracles = inFolder('test/oracles');
const matching = inFolder('src/modules/exchange/domain/paper');
const platform = inFolder('src/shared/platform/strategy');
const strategy = inFolder('test/strategy');
const backtest = inFolder('src/backtest');
const orders = inFolder('test/orders');

const settings = (...titles) => domain('settings/read-settings', ...titles);
const entry = (...titles) => domain('decision/entry', ...titles);
const add = (...titles) => domain('decision/add', ...titles);
const exits = (...titles) => domain('kernel/exits', ...titles);
const mishaps = (...titles) => domain('kernel/mishaps', ...titles);
const hedge = (...titles) => domain('kernel/hedge/hedge', ...titles);
const always = (...titles) => domain('kernel/properties', ...titles);
const examples = (...titles) => domain('worked-examples', ...titles);
const preview = (...titles) => domain('preview/preview', ...titles);

const RANGE = '%s = %p is refused with the allowed range';
const DEFAULTS = 'an empty document is the document of defaults, its cap is starting equity x leverage';
const UNITS = 'units may be mixed: they are sorted by distance, shares stay with their number';
const BELOW = 'a level joins the next one that is placed, at that price';
const MERGED = 'a merged order marks all its levels done, arms the trailing, and breaks even like its lowest';

export const sections = numbered('H', [
  [
    'Settings',
    rule('Every setting has its default; an empty document is the document of defaults', settings(DEFAULTS)),
    rule(
      'Choices are kebab-case words, members camelCase; a word that is none of the choices is refused with the choices',
      settings(RANGE, 'nested members are refused by their path'),
    ),
    rule(
      'A refusal names field, value and allowed range, and everything wrong is said at once',
      settings(RANGE, 'an unknown field is refused, and everything wrong is said at once'),
    ),
    rule(
      'Settings are versioned; a cycle keeps the version it began with, and newer ones wait until it is over',
      strategy('shell', 'new settings wait until the bot is flat, and are then pinned'),
      application(
        'hyper-rsi-strategy',
        'newer settings may be taken while no cycle is under way, nor an entry that may open one again',
      ),
      backtest('again/run-again', 'takes edited settings between two cycles, and not before'),
    ),
    rule(
      'Every order of a bot tells the version of the settings that wanted it',
      strategy(
        'shell',
        'a candle is decided by a bot that runs: state, decision, order and signal stand together',
      ),
      orders('booking', 'the history of an order is complete and can only be added to'),
    ),
    rule('`symbol`: an instrument that its venue lists', [
      ...settings(RANGE),
      ...strategy('shell', 'wrong settings, accounts and instruments are refused by name'),
    ]),
    rule('`timeframe`: nine charts from a minute to a day; RSI, ATR and decisions are of its candles', [
      ...settings(RANGE),
      ...backtest('fold/decisions', 'have the indicator values of whole columns, read %s candles at once'),
    ]),
    rule('`signalTiming: close`: one decision for each confirmed candle', [
      ...entry('is taken once per candle: one that closed with or before it is ignored'),
      ...strategy('shell', 'a close told again, and woken again, is decided once'),
    ]),
    rule(
      '`signalTiming: intrabar`: decisions at every close of the finest candles, the forming candle against the last confirmed one',
      backtest(
        'fold/decisions',
        'are asked at every close of the finest candles with intrabar',
        'see a forming candle as if it closed now, read %s candles at once',
        'compares a forming candle with the last one that closed',
      ),
      strategy(
        'inside-candles',
        'hears every close of the finest candles with the candle as it is forming, wherever the process is another one',
      ),
      by(
        'test/replay/replay.spec.ts',
        'decides inside its candles as the backtest does, with the candle as it is forming',
      ),
    ),
    rule(
      '`intrabar`: one entry or add in a decision candle at most',
      entry(
        'with intrabar is one entry or add per candle, whenever the candle is looked at',
        'with intrabar, an exit in the candle of an entry does not make room for another',
      ),
    ),
    rule(
      '`margin` > 0 in quote: the first entry is worth margin x leverage',
      settings(RANGE),
      entry('a signal is a market order for margin x leverage at the close, floored to the lot'),
    ),
    rule(
      '`marginUnit: percent`: of the equity at the decision of the first entry, kept for the cycle',
      entry(
        '%j at 100 with an equity of 10,000 is %d lots',
        'percent keeps the equity of the first entry for the cycle',
      ),
    ),
    rule(
      '`marginUnit: base`: size = margin x multiplier^k, leverage left out',
      entry('%j at 100 with an equity of 10,000 is %d lots'),
      add('with a margin in base units are multiplied sizes, whatever the leverage and the price'),
    ),
    rule(
      '`leverage`: from 1 to what the venue allows, whole',
      settings(RANGE),
      application(
        'hyper-rsi-strategy',
        'what account, venue and risk limits do not leave room for is refused, with field, value and range',
      ),
    ),
    rule(
      'Leverage and margin mode are set and read back before the first entry, and refused while a position is open',
      by(
        'test/paper-venue/orders.spec.ts',
        'prepare instruments: terms are set while flat and refused with an open position',
      ),
      matching('orders/accept', 'are set while flat and refused with a position'),
    ),
    rule(
      '`marginMode` is one setting for everything: the book, the liquidation and the preview',
      settings(RANGE),
      backtest(
        'rules',
        'on isolated margin takes the whole margin and no more',
        'on cross margin takes the equity of the account, at its price also when the open is beyond it',
      ),
    ),
    rule(
      'Leverage, margin mode and timeframe of a running bot do not change',
      strategy(
        'shell',
        'a running bot keeps its timeframe and cannot be deleted; a stopped one goes with its decisions',
      ),
      application('hyper-rsi-strategy', 'when it decides stays as it was while it runs'),
    ),
    rule('`direction` names the sides that may open', entry('gate %s: %j with %j gives %j')),
    rule(
      'One position for a symbol: while one is open an opposite signal does nothing',
      add('of the other side there are none: an opposite signal does nothing while a position is open'),
      strategy('shell', 'one account’s symbol holds one bot that is not stopped'),
    ),
    rule(
      '`entryMultiplier` 0.1 to 5: add k is worth margin x multiplier^k',
      settings(RANGE),
      examples(
        '2: margin 20, leverage 10, multiplier 1.5, limit 4 are entries worth 200, 300, 450, 675',
        '2: the orders of the adds have those sizes',
      ),
    ),
    rule(
      '`pyramidingLimit` 1 to 10 entries in a cycle, the first included',
      settings(RANGE),
      add('filled and unresolved entries count against the limit'),
      always('entries never exceed the limit, and every leg is used once'),
    ),
    rule(
      '`pyramidingSpacing` in percent, amount or ATR',
      add('need the next level and a fresh signal', 'the spacing may be %s'),
    ),
    rule(
      '`pyramidingReference`: the average or the price of the last entry',
      add('the next level is measured from the average or from the last entry'),
    ),
    rule(
      '`pyramidingNeedsPrice`, `pyramidingNeedsSignal`: what an add needs; with a limit above 1 one of them at least',
      add('need the next level and a fresh signal'),
      settings('adds need at least one condition, no adds need none'),
    ),
    rule(
      '`rsiLength` 2 to 100 is the length that is computed',
      settings(RANGE),
      domain('required-indicators', 'the RSI has the length of the settings'),
      application(
        'hyper-rsi-strategy',
        'it asks for the RSI of its length, and for an ATR where a distance is measured in it',
      ),
    ),
    rule(
      '`oversold` and `overbought` within 0 and 100, the first below the second',
      settings(RANGE, 'oversold must be below overbought'),
    ),
    rule('`entryRule`: one of four', settings(RANGE), domain('signal', '%s from %d to %d: long is %p')),
    rule(
      '`useTrend` filters entries and adds; off, nothing of the trend acts, the trend close neither',
      entry('gate %s: %j with %j gives %j'),
      add('without the trend filter do not ask for the trend'),
      exits('closes nothing while the trend is unknown or not extreme, and where it is not asked for'),
    ),
    rule(
      '`trendTimeframe`: automatic, or a timeframe above that of the chart',
      settings('the trend timeframe lies above that of the chart'),
    ),
    rule(
      '`useTrendClose` closes on the extreme opposite trend, off it does not',
      examples('+2 while long closes nothing, -2 closes once at the next open'),
      add('are refused against the trend, while halted, and while the position is being closed'),
    ),
    rule(
      '`cooldownSec` up to a day: no entry before that much after the exit',
      settings(RANGE),
      entry('counts from the exit by seconds'),
    ),
    rule(
      '`cooldownCandles` up to 100: none at that many decision closes from the exit’s candle on, its own the first, by the clock',
      settings(RANGE),
      entry(
        'counts decision closes from the candle of the exit, by the clock',
        'none at all lets the candle of the exit enter again',
        'counts a candle that is missing, and an exit on the way as one of its candle',
      ),
    ),
    rule(
      'A cooldown is of the side that was left, whatever the exit was',
      entry('concerns the side that was left only', 'follows every exit: %s'),
    ),
    rule(
      '`addsAfterTakeProfit`: whether adds go on once a take-profit of the cycle has filled, in part too',
      add('end with the first take-profit of the cycle, unless allowed after it'),
    ),
    rule(
      '`takeProfits`: up to three levels in percent, amount or ATR, each may be off',
      settings(RANGE, 'a level that is off may hold zeros, one that is on may not'),
      exits(UNITS, 'a level that is off takes no share'),
    ),
    rule(
      'Shares of the enabled levels are brought to 100 together',
      exits('shares are normalised and floored to the lot'),
    ),
    rule(
      '`stopLoss` in percent, amount or ATR: reduce-only, on the venue, for the full size',
      exits('rests at the venue for the size held, rounded away from the market'),
    ),
    rule(
      'Without a stop the preview shows the liquidation price',
      preview('without a stop shows the liquidation price, and what a liquidation takes'),
    ),
    rule(
      '`stopOnlyAfterLastEntry`: no stop before the last allowed entry; break-even and trailing do not wait',
      exits('waits for the last entry when asked to, break-even and trailing do not'),
    ),
    rule(
      '`breakEven`: after a level the stop goes to the enabled level below it, else to the average; each level by itself',
      exits('goes to the average, then to the level below that is enabled', 'can be off for each level'),
    ),
    rule(
      '`trailing` is armed by an enabled level after which another one is left to trail',
      settings('trailing is armed by an enabled level that is not the last'),
    ),
    rule(
      'The offset of a trailing: a percentage of the extreme, or the gap between TP2 and TP3 as they were rounded when it was armed',
      settings('tp-gap needs TP2 and TP3, and its value may be left null'),
      exits('leaves the trailing gap of TP2 and TP3 where the offset says so, one tick at least'),
    ),
    rule(
      'A trailing stop only ever tightens',
      matching('stops/trailing', 'never loosens'),
      always('there is one stop at most, for no less than the position, and only an add makes it looser'),
    ),
    rule(
      '`maxNotional` caps the cycle: size held x average + new size x close; left open it is starting equity x leverage',
      settings(DEFAULTS),
      application(
        'hyper-rsi-strategy',
        'the cap that is left open is filled in at the start, from the equity of then',
      ),
      add('are within the cap of the cycle: size held x average + new size x close'),
      entry('a cap that is not known refuses'),
    ),
    rule(
      'The worst case is shown before the start',
      preview(
        'shows every entry at its level, with size, average, notional and margin so far',
        'goes up for a short, and the larger of both sides is the worst case',
      ),
      strategy(
        'hyper-rsi-http',
        'a preview shows the worst case at the present price, and refuses with numbers',
      ),
    ),
    rule(
      'A hedge needs an account in hedge position mode, and is refused elsewhere with the reason',
      settings('a hedge needs hedge position mode; a mode that is not known is not that one'),
      strategy(
        'hedge',
        'is refused on an account in one-way mode, and taken once its owner has chosen hedge mode',
      ),
    ),
    rule(
      'A take-profit that is given in part is completed; fewer of them are fewer levels',
      settings('nested objects are completed, array elements too, fewer elements are fewer levels'),
    ),
    rule(
      'All entries together stay within `maxNotional`, and that within the risk limit of the account; a margin in base units is left to the risk gate',
      settings('the cap holds all adds and stays within the limit of the account'),
      domain(
        'settings/worst-case',
        'sums all entries the limit allows',
        'percent is taken of the equity and unknown without it',
        'base units have no worth before there is a price',
      ),
    ),
    rule(
      'margin x leverage reaches the smallest order of the venue',
      settings('margin x leverage reaches the smallest order of the venue'),
    ),
    rule(
      'On spot: long only, leverage 1, cross margin, no hedge; what needs a perpetual is refused with that reason',
      settings(
        'spot is long only, without leverage and hedge; what the document leaves open is read so',
        'an isolated margin needs a perpetual',
      ),
      application('hyper-rsi-strategy', 'spot says why it has no leverage, not what its most is'),
    ),
    rule(
      'Presets are named, complete and versioned',
      application(
        'presets/save-preset',
        'keep settings complete, and answer the same one to the same question',
        'are not changed over a change of somebody else',
      ),
      strategy(
        'hyper-rsi-http',
        'a preset is stored complete, changed into a further version, read as it was, and deleted',
      ),
    ),
    rule(
      'What a person reads is there in Korean and English, and what is stored is not',
      domain(
        'describe',
        '%s are there in Korean and English, with the same details',
        'every gate has a text',
      ),
    ),
  ],
  [
    'Signal, RSI and ATR',
    rule(
      'Breakout: the RSI falls to the threshold or below it; a short mirrors',
      domain('signal', '%s from %d to %d: long is %p', 'a short is the mirror image of a long'),
    ),
    rule(
      'Inflection: beyond the threshold before or now, and turning back',
      domain('signal', '%s from %d to %d: long is %p'),
    ),
    rule('Inflection breakout: back over the threshold', domain('signal', '%s from %d to %d: long is %p')),
    rule('Beyond: past the threshold', domain('signal', '%s from %d to %d: long is %p')),
    rule(
      'RSI: Wilder, seeded by plain means of the first changes, in doubles, not rounded',
      indicators(
        'rsi',
        'begins with the means of the first changes, then smooths',
        'equals the textbook formula to 1e-11 over thousands of candles',
      ),
      oracles('indicators', 'have the same RSI, ATR, DI, ADX, JMA and FAMA of every length in use: %s'),
    ),
    rule(
      'RSI without losses 100, without either 50',
      indicators('rsi', 'is 100 without losses, 0 without gains, 50 without either'),
    ),
    rule(
      'The first RSI comes with candle n + 1, the first signal one candle later',
      by(
        'test/indicators/properties.spec.ts',
        'has its first value exactly when its warm-up says, and one at every candle from then on',
      ),
      entry('gate %s: %j with %j gives %j'),
    ),
    rule(
      'ATR: Wilder 14 on the decision candles, the first true range at the second candle, the first value a mean',
      indicators(
        'ranges',
        'begins with the mean of the first true ranges, which start at the second candle, then smooths',
      ),
      by(
        'test/oracles/wilder.spec.ts',
        'count the gap from the close before into the true range, and begin at the second candle',
      ),
      domain('required-indicators', 'an ATR of 14 is needed where a distance in use is given in it'),
    ),
    rule(
      'As a distance the ATR is rounded half up to 8 decimals, is at least 0.1 % of the reference, then multiplied',
      domain(
        'distance',
        'an ATR is multiplied, and is at least 0.1 % of the reference',
        'an ATR is rounded half up to 8 decimals before it is multiplied',
      ),
      oracles('indicators', 'make the same distance of an ATR, to the last digit'),
    ),
    rule(
      'The ATR of the last decision close counts',
      add('the spacing may be %s', 'measure the exits in the ATR of the close that has decided them'),
    ),
    rule(
      'No signal before RSI, and the ATR where a setting in use is measured in it, are warm',
      entry('gate %s: %j with %j gives %j'),
      domain('required-indicators', 'an ATR of 14 is needed where a distance in use is given in it'),
    ),
  ],
  [
    'Trend',
    rule(
      'Only closed candles count, aligned to the UTC epoch, each from its nominal end on, at that very instant too',
      domain(
        'trend/fold-trend',
        'it is known from the close at which the 120th trend candle counts, which ends at that very instant',
      ),
      oracles('candles', 'count from the very instant of their end'),
      by('src/shared/pure/market/roll-up.spec.ts', 'days and eight hours too begin with the epoch'),
    ),
    rule(
      'An unknown trend refuses entries and adds at its gate and closes nothing',
      domain('trend/trend-close', 'before the trend is known nothing enters'),
      add('are refused against the trend, while halted, and while the position is being closed'),
      entry('gate %s: %j with %j gives %j'),
      exits('closes nothing while the trend is unknown or not extreme, and where it is not asked for'),
    ),
    rule(
      'Live, a candle that was due and is missing makes the trend unknown',
      application(
        'trend-need',
        'while a candle that was due is missing it is unknown, and goes on as soon as the next one has come',
        'five minutes without a trade are a missing candle, until the next one has closed',
      ),
    ),
    rule(
      'The timeframes of both parts by chart; a chosen one replaces that of the averages alone',
      domain(
        'required-indicators',
        'the trend of a %s chart comes from %s and %s',
        'an explicit trend timeframe replaces that of the cycle only; without the filter there is none',
      ),
      oracles('trend', 'are those of the oracle for every chart, chosen or not'),
    ),
    rule(
      'A backtest whose candles cannot make the trend is refused, also where only a multiple is missing',
      backtest('setup/prepare', 'refuses a trend that the candles cannot make'),
    ),
    rule(
      'A moving average: four recursions from zeros',
      domain('trend/jma', 'its first value is what the four formulas give from zeros'),
      oracles('jma', 'follows the recursion by hand on the second close'),
    ),
    rule(
      'Each is smoothed over seven values by weights that fall slowly, from the 7th candle on',
      by(
        'test/oracles/trend/ma-cycle.spec.ts',
        'weighs the value of l candles ago by 30 / sqrt(900 + l^2)',
        'exists from the 7th value',
      ),
      domain('trend/ma-cycle', 'before the seventh candle there is no order'),
      oracles('trend', 'is the same at every close: %s, %s candles, chart %s, trend %s'),
    ),
    rule(
      'Bull and bear are orders of the three averages',
      domain(
        'trend/ma-cycle',
        'bull is fast over mid over slow, or mid over fast over slow; bear is slow over mid over fast',
      ),
    ),
    rule(
      'The averages are warm from the 120th candle',
      domain('trend/ma-cycle', 'it is warm from the 120th candle'),
      domain('trend/jma', 'what a JMA of %p began with weighs less than 1e-9 of the price after 120 closes'),
    ),
    rule(
      'Bands: 1.5 population deviations around the mean of 15 closes, no width where all are equal',
      domain(
        'trend/band-width',
        'they lie one and a half population deviations from the mean',
        'of equal closes they have no width, although the mean is rounded',
        'without all closes there are none',
      ),
    ),
    rule(
      'Widths over 15 and 60 closes, the place of the close within the bands, and the mean of 100 widths',
      by(
        'test/oracles/trend/bands.spec.ts',
        'coincide exactly for equal closes, whatever the mean rounds to; there is no BBR then',
        'hold 30 sqrt(k (15 - k)) / (10 + k) of BBW when k of 15 closes stand at 250 and the others at 100',
      ),
      oracles('trend', 'is the same at every close: %s, %s candles, chart %s, trend %s'),
    ),
    rule(
      'A pivot of the width is above 0 and strictly beyond its 20 (or 30) older and 10 newer neighbours, all of which exist',
      domain(
        'trend/pivots',
        'is strictly above each of the twenty before it and the ten after it',
        'or strictly below',
        'all thirty must be there',
        'and it is above 0',
      ),
      by('test/oracles/trend/pivots.spec.ts', 'are none beside an equal neighbour'),
    ),
    rule(
      'Which pivots are kept is decided by the candle that confirms them; 50 of each kind',
      by(
        'test/oracles/trend/band-states.spec.ts',
        'keeps the highest BBW of a jump ten candles later, when the mean BBW of that candle exists',
        'keeps the lowest BBW ten candles later, and that of BBW2 where BBW2 stands below 1',
        'does not keep a lowest BBW2 where BBW2 stands above 1',
      ),
      domain(
        'trend/band',
        'fifty pivots of each kind are kept at most, and mean what is wide and what is narrow',
      ),
    ),
    rule(
      'What is wide and what is narrow are means of the kept pivots, with stand-ins while there are none',
      oracles(
        'trend',
        'is the same at every close: %s, %s candles, chart %s, trend %s',
        'is the same with calm and wild stretches, drifts, prices that stand still and candles that are missing',
      ),
      domain('trend/pivots', 'are the last fifty, and their mean is that of these'),
    ),
    rule(
      'The latch follows the long width against its squeeze, and stays where there is none',
      domain(
        'trend/band-rules',
        'is on below the long squeeze, off above it, and stays at it or while there is no long width',
      ),
    ),
    rule(
      'A width that rises over the buzz breaks out to the side of the close',
      domain(
        'trend/band-rules',
        'a width that rises above the buzz breaks out to the side of the close',
        'it was not above the buzz of the candle before',
      ),
    ),
    rule(
      'A width below the squeeze is squeezed while the latch is on',
      domain(
        'trend/band-rules',
        'a width below the squeeze is squeezed, whatever was before, while the latch is on',
        'a break-out that is squeezed at the same candle is squeezed',
      ),
    ),
    rule(
      'A break-out turns over when the close falls or rises through',
      domain('trend/band-rules', 'up turns down when the close falls through, and down turns up'),
    ),
    rule(
      'It is over below each of the three widths before',
      domain('trend/band-rules', 'it is over when the width is below each of the three before'),
    ),
    rule(
      'A squeeze is over when the width grows above the low',
      domain(
        'trend/band-rules',
        'a squeeze is over when the width rises above the low',
        'a squeeze that has just begun may be over at the same candle',
      ),
    ),
    rule(
      'The bands are warm from the 114th candle',
      domain('trend/band', 'it is warm from the 114th candle'),
    ),
    rule(
      'Once 50 pivots of each kind are kept, runs from different beginnings agree',
      domain(
        'trend/band',
        'what was kept first is forgotten: two histories agree once fifty newer ones of each kind are kept',
      ),
    ),
    rule(
      'Live, up to 7,000 band candles of history are loaded before the first decision, and how many there were is told',
      application(
        'trend-need',
        'history comes in pages, and how much there was is told once',
        'no more than seven thousand band candles are asked for',
      ),
    ),
    rule(
      'The state is unknown until both parts are warm, then 0, and changes at decision closes only',
      domain(
        'trend/trend',
        'it is unknown before both parts are warm, and 0 at the first decision then',
        'it changes at decisions only',
      ),
      domain('trend/fold-trend', 'and where the band is the slower one, at the 114th band candle'),
    ),
    rule(
      'It turns up where bull and an upward break-out meet and holds while it is bull; down mirrors; both can happen at one close',
      domain(
        'trend/trend',
        'it turns up when bull meets a break-out upwards, and stays while it is bull',
        'it turns down when bear meets a break-out downwards, and stays while it is bear',
        'up can become down at one close, and down up',
      ),
    ),
    rule(
      'Decision closes before the beginning of a run count too',
      by(
        'test/replay/replay.spec.ts',
        'begins where it is told to, with indicators and trend warmed by what came before',
      ),
      domain(
        'trend/fold-trend',
        'is what a bot sees that lives through the same minutes, gaps or not, restarted anywhere or not',
      ),
    ),
    rule(
      'An extreme trend refuses the other side, entries and adds; 0 allows both',
      entry('gate %s: %j with %j gives %j'),
      add('are refused against the trend, while halted, and while the position is being closed'),
    ),
    rule(
      'The trend close is a market order for the size held at the next open, reason `trend`; resting orders stay until it has filled, and nothing else is evaluated at that close',
      examples('+2 while long closes nothing, -2 closes once at the next open'),
      domain('trend/trend-close', 'up closes nothing, down closes the long once (restarted: %p)'),
    ),
    rule(
      'What is computed live over restarts and gaps is what a backtest computes',
      application(
        'trend-need',
        'wherever it starts, and however often it is away, it is that of a backtest over the same candles',
        'on $chart with $cycle and $band too',
      ),
    ),
  ],
  [
    'Entries and adds',
    rule(
      'Flat, the long side is evaluated first, and a side that passes ends it',
      entry('both sides signal: long is first, and one that passes ends the evaluation'),
    ),
    rule(
      'The gates of an entry are asked in their order, each told with value, threshold and verdict',
      entry(
        'every gate of an entry is told in order, with what it saw and wanted',
        'it ends at the gate that refuses, and agrees with the step',
      ),
      always('why agrees with what was decided'),
    ),
    rule('The gates of an add are asked in their order', entry('every gate of an add is told in order')),
    rule(
      'Size = notional / decision close, floored to the lot',
      entry('a signal is a market order for margin x leverage at the close, floored to the lot'),
    ),
    rule(
      'A size below the legal minimum is not ordered and noted',
      entry('a size below the minimum is noted with what it was for'),
      add('below the minimum are noted'),
    ),
    rule(
      'The risk gate asks for cap and margin (on spot for cash), with the taker fee, to the last digit',
      entry(
        'margin is needed for notional / leverage plus the taker fee, to the last digit',
        'on spot the order and its fee are paid from cash',
        'gate %s: %j with %j gives %j',
      ),
      add('need margin for what is held, what is in flight and what is new'),
    ),
    rule(
      'Protection follows from the confirmed fill, whose price and size it has',
      exits('rest as reduce-only limits at average +/- value, the last takes the remainder'),
      mishaps(
        'keep, with an entry in flight, waits for what becomes of it and protects nothing',
        'an add that fills after its cycle has ended is protected',
      ),
      orders('protecting', 'is owed protection from the transaction of its fill on'),
    ),
    rule(
      'The next level is the reference stepped against the position, not rounded',
      add('a level that is off the tick is not rounded', 'mirror for a short'),
    ),
    rule(
      'Entries that are filled or unresolved count against the limit',
      add('filled and unresolved entries count against the limit'),
      mishaps('cancelled after a part keeps that part, as one entry'),
    ),
    rule(
      'An entry that never filled gives its place back',
      add('a rejected add is noted and its place is free again'),
      mishaps('%s: its cycle never was, no cooldown, the next one has a new number'),
    ),
    rule(
      'While an order is unresolved nothing is entered',
      entry('while the first entry is unresolved nothing is entered'),
      mishaps(
        'an add in flight when the cycle ends is cancelled, and nothing is entered until it is known to be gone',
      ),
    ),
    rule(
      'Halted trading refuses entries and adds',
      add('are refused against the trend, while halted, and while the position is being closed'),
      strategy('shell', 'halted trading reaches the kernel of that user alone, until it is resumed'),
    ),
    rule('A cooldown does not concern adds', add('do not wait for a cooldown')),
    rule(
      'The average is that of the fills, to 12 decimals, however an entry was split',
      domain('kernel/properties', 'has the size and the average of one filled whole'),
      examples('3: 1.0 at 100 and 1.5 at 97 average 98.2, targets at 100.164, 101.146 and 102.128'),
    ),
    rule(
      'After an add stop and take-profits are brought to the new size by difference, the new stop before the old one goes',
      exits('is replaced after an add, the new one first, and placed before the take-profits'),
      mishaps('refused in favour of the one it was to replace, that one is still there'),
    ),
    rule(
      'An order whose price and size stay right is left alone',
      exits('an order whose price and size stay right is left alone'),
    ),
  ],
  [
    'Exits',
    rule(
      'Take-profits are reduce-only limits at average +/- value on the tick; the last takes the remainder',
      exits('rest as reduce-only limits at average +/- value, the last takes the remainder'),
    ),
    rule('They are sorted by distance; prices change places, shares stay with their number', exits(UNITS)),
    rule(
      'With trailing armed by a level, those up to it are placed and the rest trails',
      exits('with trailing only the levels up to the arming one rest, the others trail'),
      always('what the take-profits leave of the position is what trails, or was too small to place'),
    ),
    rule(
      'There is one stop order: the tightest of stop, break-even and trailing; on a tie the first gives the reason',
      exits('on a tie with the stop the reason is the stop'),
      matching('stops/trailing', 'gives way to a tighter fixed price, which also has the reason on a tie'),
      always('there is one stop at most, for no less than the position, and only an add makes it looser'),
    ),
    rule(
      'A break-even is fixed when its level fills; an add does not move it',
      exits('stays where it was when an add moves the average'),
    ),
    rule(
      'A price already beyond the new break-even closes at market',
      exits('beyond the price already, it closes at market and the old stop stays meanwhile'),
    ),
    rule(
      'The trailing starts from the fill that armed it and follows on the venue, a tick at a time',
      examples(
        '4: after TP1 70 % stays with the stop at 98.2, after TP2 40 % trails at 100.640, 103 makes it 102.485',
      ),
      matching(
        'stops/trailing',
        'moves at each path point and acts on the legs after it',
        'on the path starts from the best price after that fill and acts from the next candle',
        'goes flat at 102.4, 0.5 % below 103',
      ),
      exits('a replaced stop goes on from the best price seen'),
    ),
    open(
      'The trailing of a real venue is its own where it has one',
      'comes with the connections to real venues; on paper the venue trails',
    ),
    rule(
      'Exit prices round away from the market',
      exits(
        'round away from the market: up for a long, down for a short',
        'rests at the venue for the size held, rounded away from the market',
        'mirrors for a short, the average rounded up',
      ),
      matching('stops/trailing', 'of a short follows the low and rounds up'),
    ),
    rule(
      'A price that is not above zero is not placed',
      exits(
        'a price that is not above zero is not placed, and said',
        'can be switched off, and is not placed at or below zero',
      ),
    ),
    rule(
      'Sizes: of the size held, floored by share over the shares of all levels not done',
      exits(
        'shares are normalised and floored to the lot',
        'done levels stay done and keep their price, what is left is derived anew after an add',
      ),
    ),
    rule(
      'Done levels stay done, keep their price and are sorted no more',
      exits('done levels stay done and keep their price, what is left is derived anew after an add'),
    ),
    rule('A level below the minimum joins the next one that is placed, at that price', exits(BELOW)),
    rule(
      'The last joins the one before it; alone it is not placed and noted',
      exits(
        'the last joins the order before it, at that price, and names it',
        'alone it is not placed and noted',
      ),
    ),
    rule(
      'A merged order marks all its levels done, arms the trailing if one of them does, is named by its highest and breaks even like its lowest',
      exits(MERGED, BELOW),
    ),
    rule(
      'Every exit says its reason',
      examples(
        '4: after TP1 70 % stays with the stop at 98.2, after TP2 40 % trails at 100.640, 103 makes it 102.485',
        '+2 while long closes nothing, -2 closes once at the next open',
      ),
      domain('describe', '%s are there in Korean and English, with the same details'),
    ),
    rule(
      'At one close the trend close comes before adds',
      domain('trend/trend-close', 'up closes nothing, down closes the long once (restarted: %p)'),
    ),
    rule(
      'A trend close cancels what rests once it has filled',
      examples('+2 while long closes nothing, -2 closes once at the next open'),
    ),
    rule(
      'Dust is shown, closed when possible or merged into the next cycle, and never loops',
      mishaps(
        'is said, and its exits stay',
        'that the venue refuses to close is carried into the next cycle of its side',
      ),
    ),
    partly(
      'A person closes all or a percentage, on one symbol and side, by API and Telegram',
      'closing from a dashboard, which is not there yet',
      domain(
        'kernel/on-close-asked',
        'in part: a reduce-only market order on its own side, floored to the lot; then exits fit what is left',
        'in whole: the cycle ends, its orders are gone, its side rests, and the bot goes on',
        'never turns it over: what a take-profit was quicker to close is cut off',
      ),
      strategy('hedge', 'closes a part of one of them when its owner asks for it, and nothing of the other'),
      by('test/telegram/conversation.spec.ts', 'and has done what it says'),
    ),
    rule(
      'Flat: every order of the cycle is cancelled, which is verified, and the side cools down',
      exits('ends the cycle: what rests is cancelled and the side cools down'),
      always('both positions are the sums of their fills, and flat means no orders'),
      orders(
        'resolving',
        'a cancel of which nobody has heard is asked for again while the order is there, and settled when it is gone',
      ),
    ),
    rule(
      'A cycle is a trade with fees and funding, in the statistics',
      backtest(
        'trades/cycle-ledger',
        'reach from flat to flat, with gross = sells - buys',
        'pay the funding that falls due while they are open',
      ),
      by(
        'test/positions/folding.spec.ts',
        'divides funding over the holders of the symbol by signed size, once for each bill',
      ),
    ),
    rule(
      'Terminal exits end flat; a take-profit never closes the rest',
      mishaps(
        'a stop done with something left is followed by a market close of the rest',
        'a market close that an add has outgrown is followed by one for the rest',
      ),
      exits('with trailing only the levels up to the arming one rest, the others trail'),
    ),
    rule(
      'An exit that goes missing is placed again at the next decision close',
      mishaps(
        'is placed again at the next decision close, before anything is evaluated',
        'a market close that was refused is tried again at the next close, and nothing else',
      ),
    ),
    rule(
      'What exits is reduce-only and never turns a position over',
      always('a long position is never short and a short one never long; what exits is reduce-only'),
    ),
  ],
  [
    'Hedge',
    rule(
      '`enabled`, `trigger`, `limit` and the other members have their defaults and ranges',
      settings(DEFAULTS, 'the members of a hedge are read and checked, on or off'),
    ),
    rule(
      'Evaluated after each confirmed add, from `trigger` entries of the main side on',
      hedge(
        'after the confirmed add that reaches the trigger, opposite to the main side, for a percentage of it',
        'not with the first entry, for that is no add: a trigger of 1 waits for the first add',
        'once the whole add has filled, so its parts change nothing',
      ),
    ),
    rule(
      '`size`: percent of the main position, or fixed in base units',
      hedge(
        'after the confirmed add that reaches the trigger, opposite to the main side, for a percentage of it',
        'to a fixed size in base units',
      ),
    ),
    rule(
      'An order is the target less the hedge there is, at least what the venue takes',
      hedge(
        'with at least what the venue takes',
        'with each add to its target, until its entries are used; then only its exits are refreshed',
        'by nothing while the target is there already',
        'counts what may still fill, and gives an entry that was refused back',
      ),
    ),
    rule(
      '`limit` reached: only its exits are refreshed',
      hedge('with each add to its target, until its entries are used; then only its exits are refreshed'),
      always('hedge entries never exceed their limit, and the hedge is always opposite to the main side'),
    ),
    rule(
      '`takeProfit: last-add` closes when the last allowed add has filled',
      hedge('last-add: at market when the last allowed add has filled'),
    ),
    rule(
      '`takeProfit: main-stop` follows the effective stop of the main side, and closes when that or the trailing has acted',
      hedge(
        'main-stop: by a limit where the stop of the main side stands, moving along with it',
        'main-stop: at market when the stop or trailing of the main side has acted',
      ),
    ),
    rule(
      '`takeProfit: percent` is from the hedge’s own entry',
      hedge('percent: by a limit from its own entry, rounded away from the market'),
    ),
    rule('`takeProfit: none` takes none', hedge('none: not at all')),
    rule(
      '`closeMainOnTakeProfit` takes the main side along',
      hedge('and takes the main side along where that is asked for, but not when its stop acts'),
    ),
    rule(
      '`stopLoss`: percent from its own entry, or a take-profit of the main side that is enabled',
      hedge(
        'percent: from its own entry, for its full size, beside the stop of the main side',
        'main-tp: at the price of a take-profit of the main side, following it',
      ),
      settings('a hedge stop at a take-profit of the main side needs that level'),
    ),
    rule('`closeOnTrendClose`', hedge('a trend close leaves the hedge, or takes it along')),
    rule(
      'Closing is by symbol and side',
      hedge('long beside a short', 'close: closes both sides and ends when both are flat'),
      matching(
        'hedge',
        'closes by side: a reduce-only sell makes the long smaller and never touches the short',
      ),
    ),
    rule(
      'The whole program does what a hedged backtest does',
      by(
        'test/replay/replay.spec.ts',
        'does what a hedged backtest does, where one of its two positions is liquidated and the other goes on',
      ),
    ),
  ],
  [
    'What is kept',
    rule(
      'Cycle, settings version, entries, average, size, levels, exits, hedge, done levels, cooldowns are JSON with a version',
      always('a restart at any step changes nothing'),
      strategy('shell', 'a stop and start between any two steps leads to the same states and orders'),
    ),
    rule(
      'Of each bot the candle it decided last is known, and no other’s',
      strategy(
        'shell',
        'the candle decided last is that of the bot, not of a neighbour who decides inside its candles',
      ),
    ),
    rule(
      'The newest 200 decisions stay with their gates',
      strategy('shell', 'the newest 200 decisions of a bot are kept, however old they are'),
    ),
    rule(
      'Indicators are kept with the shard, not with the bot',
      platform(
        'indicator-memory',
        'cut anywhere and read back from JSON it goes on as if it had not been: $name',
      ),
      strategy(
        'shell',
        'the indicator of every close is that of a fold without a break, warmed from history',
      ),
    ),
    rule(
      'One decision for (bot, timeframe, closed candle), enforced by the store',
      strategy(
        'shell',
        'two workers at once decide each candle of each bot once',
        'a close told again, and woken again, is decided once',
      ),
    ),
  ],
  [
    'Worked examples',
    rule(
      '1: which RSI steps are signals',
      examples('1: RSI 34 to 29 is a long breakout, 29 to 28 is not, 29 to 31 is an inflection-breakout'),
    ),
    rule(
      '2: entries that grow by 1.5',
      examples(
        '2: margin 20, leverage 10, multiplier 1.5, limit 4 are entries worth 200, 300, 450, 675',
        '2: the orders of the adds have those sizes',
      ),
    ),
    rule(
      '3: average and ladder of two fills',
      examples('3: 1.0 at 100 and 1.5 at 97 average 98.2, targets at 100.164, 101.146 and 102.128'),
    ),
    rule(
      '4: break-even against trailing, to the end',
      examples(
        '4: after TP1 70 % stays with the stop at 98.2, after TP2 40 % trails at 100.640, 103 makes it 102.485',
      ),
    ),
    rule(
      '5: trend close and cooldown on two charts',
      examples(
        '+2 while long closes nothing, -2 closes once at the next open',
        'the signal at the end of the candle of the exit is refused by cooldown, the one after it is not',
      ),
      domain(
        'trend/trend-close',
        'the signal at the end of the candle of the exit is refused by cooldown, the one after it by the trend',
      ),
    ),
    rule(
      '6: a restart anywhere changes nothing',
      examples('6: restarted after every step, the examples put out the same'),
      always('a restart at any step changes nothing'),
    ),
  ],
]);
