/** The rules of the grid, each with the tests that hold it. */
import { by } from '../evidence/evidence.mjs';
import { inFolder, numbered, partly, rule } from './table.mjs';

export const TITLE = 'The rules of the grid';
export const ABOUT =
  'What the strategy does, rule by rule, wherever it runs: live, on paper, in a backtest and in simulation the same files decide.';

const domain = inFolder('src/modules/grid/domain');
const application = inFolder('src/modules/grid/application');
const kernel = inFolder('src/modules/grid/domain/kernel');
const oracles = inFolder('test/oracles');
const matching = inFolder('src/modules/exchange/domain/paper');
const backtest = inFolder('src/backtest');
const strategy = inFolder('test/strategy');

const settings = (...titles) => domain('settings/read-settings', ...titles);
const ladder = (...titles) => domain('ladder/ladder', ...titles);
const checks = (...titles) => domain('ladder/start-checks', ...titles);
const start = (...titles) => kernel('start', ...titles);
const stop = (...titles) => kernel('stop', ...titles);
const fills = (...titles) => kernel('fills', ...titles);
const always = (...titles) => kernel('moving.properties', ...titles);
const still = (...titles) => kernel('kernel.properties', ...titles);
const edits = (...titles) => kernel('generations', ...titles);
const ledger = (...titles) => domain('profit/ledger', ...titles);
const examples = (...titles) => domain('worked-examples', ...titles);
const trend = (...titles) => kernel('trend-filter', ...titles);
const dynamic = (...titles) => kernel('dynamic-grid', ...titles);
const preview = (...titles) => domain('preview', ...titles);

const WRONG = '%s is refused';
const STARTS_ONE = 'makes one purchase for the upper cells and lays the lower ones, from the lowest up';
const BY_TRIGGER = 'by %s %s starts at the first decision close that satisfies it';
const DOCUMENTED = 'the documented defaults with their required members filled in are read as they are';
const TRIGGERS_REST = 'as prices rest at the venue from the start on and end the bot when they act';
const OFFSET = 'cancel cells that cancel out without an order and say at what price';

export const sections = numbered('G', [
  [
    'Settings',
    rule(
      'What is missing takes its default; range and investment have none',
      settings(
        DOCUMENTED,
        'what is missing takes its default',
        'lower, upper and investment are required, also when they are null',
      ),
    ),
    rule(
      'Everything wrong is told at once, with field, value and what is allowed',
      settings('everything wrong is told at once, with its value and what is allowed'),
    ),
    rule('`mode`: spot on spot markets, long, short and neutral on perpetuals', settings(WRONG)),
    rule(
      'A neutral grid starts flat and works both sides',
      start('a neutral grid opens on both sides, and no order of it is reduce-only'),
      settings('a neutral grid starts flat by default'),
    ),
    rule(
      '`timeframe`: that of the candles where none is named, a minute on a venue',
      backtest(
        'setup/prepare',
        'gives a grid the timeframe of its file',
        'takes the timeframe asked for instead of that of the settings',
      ),
      application('grid-strategy', 'a bot that names no timeframe decides by minutes'),
      settings('a named timeframe, trigger, stops and idle time are kept'),
    ),
    rule(
      '`spacing`: arithmetic, geometric or dynamic',
      examples(
        '1: eleven arithmetic lines from 100 to 200 are ten apart',
        '1: three geometric lines from 100 to 200 are 100, 141.42 and 200',
      ),
      settings('%s is read as it is'),
    ),
    rule('`lower` is below `upper`', settings(WRONG)),
    rule(
      '`levels` 2 to 200, and what the open orders of the venue allow',
      settings(
        'everything wrong is told at once, with its value and what is allowed',
        WRONG,
        'a venue cap that suffices refuses nothing',
      ),
      application(
        'grid-strategy',
        'leverage and open orders beyond what venue and limits leave room for are refused, with field, value and range',
      ),
    ),
    rule(
      '`investment` is split evenly over the cells',
      ladder(
        'sizes are amount / upper line, floored to the lot',
        'lines rise strictly, lie on their ticks and keep their ends; sizes stay within the investment',
      ),
    ),
    rule(
      '`amounts` by cell from the lowest, continued by the last difference, floored at what is legal',
      ladder(
        'a list of amounts is taken from the lowest cell up and continued by its last difference',
        'an amount that would fall below the minimum is floored at the least legal size',
      ),
    ),
    rule(
      'More amounts than cells, or a sum above the investment, are refused',
      settings(WRONG),
      ladder('amounts that exceed the investment only when continued are refused'),
    ),
    rule(
      '`leverage` and an isolated `marginMode` need a perpetual; leverage up to what the venue allows',
      settings(WRONG),
    ),
    rule(
      'Settings are versioned; what changes the ladder is a new generation, the rest counts at the next close',
      edits(
        'begins a new generation at the next decision close, with the inventory',
        'of what is read at every close lays nothing anew',
      ),
      strategy('grid', 'new settings by PUT are taken between two closes and lead to the same'),
    ),
    rule(
      '`startTrigger`: now is the first decision close; a price at, above or below',
      start('is told once; every later close is a decision of a running grid', BY_TRIGGER),
    ),
    rule(
      '`startTrigger` by RSI',
      start('by RSI starts when the indicator is there and has arrived'),
      application('grid-strategy', 'an RSI is kept only for a bot whose start waits for one'),
    ),
    rule(
      '`initialPosition: buy` buys for the upper half, a short sells for the lower',
      start(STARTS_ONE, 'a short grid sells for the lower cells and answers with buys that only reduce'),
    ),
    rule(
      '`initialPosition: hold` uses what is there, which is nothing in a backtest',
      kernel('idle-cells', 'with hold, what is there covers the cells nearest to the price'),
      backtest('grid-rules', 'hold is none: nothing is there before the start'),
    ),
    rule(
      '`initialPosition` of a neutral grid is none, anything else is refused',
      settings(WRONG, 'a neutral grid starts flat by default'),
    ),
    rule(
      '`stopLoss` and `takeProfit`: off, a price, a percentage of the investment or an amount',
      settings(
        'a named timeframe, trigger, stops and idle time are kept',
        'the value of a trigger or stop that is off is dropped',
      ),
      stop('%s in %s compares the equity at decision closes', TRIGGERS_REST),
    ),
    rule(
      '`trailingUp`, `trailingDown`: a limit beyond the range each, or none',
      settings(WRONG),
      kernel('trailing', 'follows several levels at once, and never above its limit'),
    ),
    rule(
      'The range follows by whole levels',
      kernel(
        'trailing',
        'stays while a close is less than a whole level beyond its edge',
        'upwards moves its lowest cell to the top, with its buy, and leaves every other order where it is',
        'downwards carries what its highest cell holds to the bottom, for sale one level above the price',
        'of a short grid follows downwards with empty cells',
      ),
    ),
    rule('`onRangeExit: wait` waits', stop('wait notes leaving the range and coming back, once each')),
    rule(
      '`onRangeExit: stop-and-keep`, `stop-and-close` stop at the first close outside',
      stop('%s acts at the first decision close outside the range'),
    ),
    rule(
      '`onRangeExit: recenter` lays the range around the price',
      edits(
        'lays the same range around the close that has left it, and buys what its upper half lacks',
        'that is refused waits and says why once',
      ),
    ),
    rule(
      '`trendFilter: adx`',
      settings('%s is read as it is'),
      trend('at -2 takes the buys away; with stopMode keep what is held goes on being sold'),
    ),
    rule(
      '`idleStopMin`: nothing filled for so long with the price in range',
      stop('idleStopMin stops when nothing has filled for so long with the price in range'),
    ),
    rule(
      '`stopMode` close or keep, asked for at every stop',
      stop(
        'asked for with close cancel everything and sell what is held; the fill ends the bot',
        'asked for with keep only cancel',
        'with stopMode keep only cancel when the equity has reached them',
      ),
    ),
  ],
  [
    'Refused before the start, and the preview',
    rule(
      'A step below both maker fees at its upper line and a tick, with numbers',
      ladder('a step that just pays both fees and a tick passes, one tick less is refused'),
      examples('5: a step of 0.15 % at 0.1 % fees is refused, and says why'),
    ),
    rule(
      'A level that shares a tick with its neighbour',
      ladder('levels that share a tick, and a lowest level of zero, are refused'),
    ),
    rule(
      'A cell below the venue’s minimum in size or in value at its lower line',
      ladder('everything wrong with a ladder is told at once'),
      examples('7: a leg of 4,900 KRW is refused'),
    ),
    rule(
      'An investment above the free balance',
      checks(
        'the investment must not exceed the free balance',
        'the initial order with its fee must be affordable',
      ),
    ),
    rule(
      'A worst case above the risk limit',
      checks('the worst case inside the range must stay within the risk limit'),
    ),
    rule(
      'A liquidation price that is not outside the range with every cell of a side filled, not rounded',
      checks(
        'an isolated long is refused when its liquidation price lies inside the range',
        'a liquidation price on the lowest line itself is refused',
        'a short is measured against the highest line',
        'a neutral grid is measured on both sides, a spot grid on none',
      ),
    ),
    rule(
      'Fees are those of the account',
      strategy(
        'grid',
        'a start that the price, the balance or the limits forbid is refused with numbers, before anything is made',
      ),
      backtest('setup/prepare', 'refuses a ladder with the numbers that are wrong with it'),
    ),
    rule(
      'The preview: levels, amounts and the profit of a step after fees',
      preview('shows levels, amounts and the profit of a step after both fees'),
    ),
    rule(
      'The preview: worst case at each edge',
      preview('shows the worst case at both edges and no liquidation on spot'),
    ),
    rule(
      'The preview: margin and liquidation price by fill depth',
      preview('shows margin and liquidation price by fill depth on both sides of a neutral grid'),
    ),
    rule(
      'The preview: how many of the last 90 days left the range, and the warning of cross margin',
      preview('counts the days that left the range and warns of cross margin'),
    ),
    partly(
      'The preview stands behind the API',
      'a preview in Telegram and on a dashboard: bots are made over the API only',
      strategy('grid', 'a preview shows what a start would be refused for, and refuses what gives no ladder'),
    ),
  ],
  [
    'Levels, cells and the start',
    rule(
      'Arithmetic lines are exact, geometric ones rounded to 12 significant digits between exact ends',
      examples(
        '1: eleven arithmetic lines from 100 to 200 are ten apart',
        '1: three geometric lines from 100 to 200 are 100, 141.42 and 200',
      ),
      ladder('lines rise strictly, lie on their ticks and keep their ends; sizes stay within the investment'),
    ),
    rule(
      'Each is snapped half up to the tick of its price band, which the instrument’s data say',
      examples('7: levels on both sides of a price band take the tick of their own band'),
      by(
        'src/shared/pure/market/scale.spec.ts',
        'the tick is that of the band with the greatest lower bound not above the price',
      ),
    ),
    rule(
      'Lines rise strictly after that',
      ladder(
        'lines rise strictly, lie on their ticks and keep their ends; sizes stay within the investment',
        'levels that share a tick, and a lowest level of zero, are refused',
      ),
    ),
    rule(
      'The line nearest to the price waits, on a tie the lower, outside the range its edge',
      ladder('at a price of %i line %i waits: the nearest, on a tie the lower'),
      start(
        'with the price above the range buys nothing and lays buys only',
        'with the price below the range buys for every cell',
      ),
    ),
    rule(
      'N lines are N - 1 cells with one order each, a buy at the lower or a sell at the upper line',
      still(
        'a cell has at most one live order, and never more than its size',
        'a buy rests below its sell: no two orders of the ladder cross',
      ),
    ),
    rule(
      'Cells below the waiting line start with their buy, the others with their sell',
      start(STARTS_ONE, 'a neutral grid opens on both sides, and no order of it is reduce-only'),
    ),
    rule(
      'Size = amount x leverage / upper line, floored, the same both ways for the cell’s life; profits are not reinvested',
      ladder('sizes are amount / upper line, floored to the lot'),
      always(
        'a cell has at most one live order, orders do not exceed what their cell is for, and no leg is used twice',
      ),
    ),
    rule(
      'The initial order is one market order for all cells that need it; their answers follow its fill',
      start(STARTS_ONE, 'answers the purchase with the sells of its cells'),
      fills('of the initial order in parts lay the same ladder as one'),
    ),
    rule(
      'Refused for lack of funds, at the close or at its fill, it stops the bot and cancels its orders',
      start('ends at gate risk, with the reasons, when something forbids it'),
      kernel('ended-order', 'a refused initial order stops the bot and cancels its orders'),
    ),
    rule('All other orders are placed at that close, from the lowest cell up', start(STARTS_ONE)),
    rule(
      'Its fee is divided over the cells by size',
      ledger('divides the initial fee over its cells in cell order, the last taking the rest'),
    ),
    rule(
      'Gates: `started` once, then `running` at each close until the bot stops',
      start('is told once; every later close is a decision of a running grid'),
      stop('%s in %s compares the equity at decision closes'),
    ),
    rule(
      'Without an initial position cells that need it are idle; an idle cell places its buy at the first close at or above its upper line, a short mirrors; neutral has none',
      kernel(
        'idle-cells',
        'place their buy at the first decision close at or above their upper line',
        'of a short grid place their sell at the first close at or below their lower line',
      ),
      start('a neutral grid opens on both sides, and no order of it is reduce-only'),
    ),
  ],
  [
    'Dynamic lines and the trend filter',
    rule(
      'The centre is a smoothed FAMA, from the 33rd candle on',
      domain(
        'dynamic/dynamic-centre',
        'FAMA is what its formulas give over whole columns',
        'FAMA is there from the 33rd close on, the lines from the 37th candle on',
      ),
      oracles('indicators', 'have the same RSI, ATR, DI, ADX, JMA and FAMA of every length in use: %s'),
    ),
    rule(
      'Each step of MAMA and FAMA',
      oracles(
        'fama',
        'begins at the first close and moves by the fast limit until the phase falls',
        'lags less in a cycle than in a straight move: alpha falls to the slow limit on the way',
      ),
    ),
    rule(
      'The range is the ATR of 14, at least 0.4 % of the centre',
      domain('dynamic/dynamic-centre', 'of a price that never moves is that price, with the least range'),
    ),
    rule(
      'A line is the mean of its percent line and its range line, smoothed over time',
      domain('dynamic/dynamic-lines', 'a line is the mean of its percent line and its range line'),
      oracles(
        'grid',
        'have the same dynamic lines at every 15m candle, to the tick',
        'have the same dynamic lines on markets that turn, to the tick',
      ),
    ),
    rule(
      'Offsets are symmetric; gaps to the neighbour are held within bounds that grow with the offset',
      domain(
        'dynamic/dynamic-lines',
        'offsets are symmetric; only an odd number of lines has one at the centre',
        'gaps are held within 0.4 % and 5 % for each offset, of the neighbour',
        'no gap is larger than half',
        'rise strictly and keep their gaps, whatever they are drawn from',
      ),
    ),
    rule(
      'At every closed 15m candle orders change by difference; what closes a cell is never placed anew',
      dynamic(
        'changes its orders by difference: buys move, sells stay until they have filled',
        'an order whose line has not moved stays',
        'costs nothing while the lines stand',
      ),
    ),
    rule(
      'DI and ADX of 28 on 4h candles',
      oracles('indicators', 'have the same RSI, ATR, DI, ADX, JMA and FAMA of every length in use: %s'),
      domain('trend/adx-trend', 'is unknown until the first ADX, the 56th candle'),
    ),
    rule(
      'The state goes to 1 at a cross of the indicators and to 2 when the ADX has risen twice, with the sign of the move',
      domain(
        'trend/adx-trend',
        'becomes 1 when the indicators cross and 2 when the ADX has risen over two candles, with the sign of the move',
      ),
    ),
    rule(
      'An extreme is over at 90 % of the highest high, or 110 % of the lowest low, of 50 candles',
      domain(
        'trend/adx-trend',
        '+2 is over at 90 % of the highest high, -2 at 110 % of the lowest low',
        'looks at the high of fifty candles, not of all',
      ),
    ),
    rule(
      'Any state ends when the ADX comes below 20, or falls three times above it',
      domain(
        'trend/adx-trend',
        'ends when the ADX has fallen over three candles above its threshold',
        'ends when the ADX comes below its threshold',
      ),
      oracles(
        'grid',
        'have the same trend state at every 4h candle: %s',
        'have the same trend state on markets that turn',
      ),
    ),
    rule(
      '-2 stops new buys and, where asked for, closes a long on a fresh switch; +2 mirrors',
      trend(
        'at -2 takes the buys away; with stopMode keep what is held goes on being sold',
        'with stopMode close also sells what is held, once every order is known to have ended, and runs on',
        'of a neutral grid stops one side and closes only that',
        'gives the buys back when it is over, at once where the price has not passed them',
      ),
    ),
    rule(
      'Nothing starts on an indicator that is not known',
      trend('holds the start back until it is known, and while it stands against a one-sided grid'),
      dynamic('waits until they can be drawn, then starts on them'),
    ),
  ],
  [
    'Fills',
    rule(
      'A slot is one for (bot, generation, level, side): no leg is used twice',
      still('no leg is ever used twice'),
      always(
        'a cell has at most one live order, orders do not exceed what their cell is for, and no leg is used twice',
      ),
      kernel('state', 'name their cell'),
    ),
    rule(
      'A filled buy is answered one level up, a filled sell one level down',
      fills('are answered on the other line, with the next number of the cell'),
      examples('2: a buy at 140 is answered at 150 and the pair earns 9.71 after 0.1 % fees'),
    ),
    rule(
      'The answer has the size that was filled less what a fee in coins took, merged until it is legal',
      fills(
        'whose fee was taken in coins are answered by what arrived',
        'too small to be answered wait for more',
        'too little to fill a cell up is merged with what is held',
      ),
    ),
    rule(
      'Parts, gaps over many levels and repeated reports end in the same ladder',
      still('gives one ladder, however it is split, ordered and repeated'),
      fills(
        'reported again, late, for another generation or for no cell of ours change nothing',
        'that stall in part are answered once the price has gone to the other line',
      ),
      examples(
        '4: a level filled in parts (%s), each reported twice, gives one inventory and one counter-order',
      ),
    ),
    rule(
      'Orders are plain limits with the reasons `initial`, `grid-buy`, `grid-sell`',
      start(STARTS_ONE, 'answers the purchase with the sells of its cells'),
    ),
    rule(
      'What is open and what may be opened never pass the amounts of the cells',
      always('what may be opened and what is held together never pass the amounts of the cells'),
    ),
    rule(
      'The reducing side is always allowed',
      by(
        'test/orders/grid-stop.spec.ts',
        'of %s adds nothing, so a closed gate, the kill switch and every limit let it pass',
      ),
      kernel('ended-order', 'while nothing may be opened only what closes is placed again'),
    ),
    rule(
      'On perpetuals exits are reduce-only; of a neutral grid no order is',
      start(
        'a short grid sells for the lower cells and answers with buys that only reduce',
        'a neutral grid opens on both sides, and no order of it is reduce-only',
      ),
    ),
  ],
  [
    'Stops of the whole bot',
    rule('A price lies outside the lines, on the side of its mode', ladder('%s: a %s at %s gives %j')),
    rule(
      'A price is a trigger at the venue from the start on, flat or not',
      stop(TRIGGERS_REST, 'as prices with stopMode keep, or with nothing held, end the bot without a fill'),
      matching('stops/trigger', 'when flat cancels the orders and fills nothing'),
    ),
    rule(
      'It cancels all orders and closes the position at its value with slippage, gapped at the open with slippage, as a taker',
      matching(
        'stops/trigger',
        'cancels every order and closes the position at its value with slippage, as a taker',
        'gapped closes at the open with slippage',
        'closes a short by buying',
      ),
      backtest(
        'grid-rules',
        'a price stop closes at its value with slippage, gapped at the open, and every open cell is a trade',
      ),
    ),
    rule(
      'Nothing rests any more after it, nor after a liquidation: what fills of the same moment have placed goes too',
      stop('that act at the venue take along what the fills of the same moment have placed'),
      backtest('grid-rules', 'nothing rests any more once a trigger or a liquidation has ended the bot'),
    ),
    rule(
      'Percent and amount compare the equity with that of the start at each decision close; the position is closed at the next open',
      stop('%s in %s compares the equity at decision closes'),
      backtest('grid-rules', 'a stop by amount cancels at its close and closes at the next open'),
    ),
    rule(
      'With stopMode `keep` only the orders go',
      stop(
        'with stopMode keep only cancel when the equity has reached them',
        'as prices with stopMode keep, or with nothing held, end the bot without a fill',
      ),
      matching('stops/trigger', 'with the action cancel keeps the position'),
    ),
    rule(
      'Every open cell is then one trade closed by that fill, the fee divided by size',
      ledger(
        'closes every open cell with the closing fill and divides its fee by size',
        'a closing fill takes with it the cells that cancel out',
      ),
      backtest(
        'grid-rules',
        'a price stop closes at its value with slippage, gapped at the open, and every open cell is a trade',
      ),
    ),
    rule(
      'Cells that cancel out are closed without fill and fee: at the trigger’s value, gapped at the open, else at that close',
      stop(OFFSET),
      ledger('cells that cancel out altogether are closed at the price they were told'),
    ),
    rule(
      'A liquidation stops the bot',
      stop('a liquidation takes everything and ends the bot, however it is told'),
    ),
    rule(
      'A position too small to be closed is kept and noted',
      stop('keep and note what is too small to be closed'),
    ),
  ],
  [
    'Profit and loss',
    rule(
      'total = grid profit + floating + funding - fees not yet in pairs, to the last digit, after every fill',
      still(
        'grid profit + floating + funding - fees not yet in pairs is the cash flow, to the last digit',
        'holds at every prefix of the fills',
      ),
      always('the profit identity holds after every fill, and pairs take in what they give out'),
    ),
    rule(
      'A pair is a fill of a cell and its answer, long when the buy came first',
      examples(
        '2: a buy at 140 is answered at 150 and the pair earns 9.71 after 0.1 % fees',
        '6: a neutral grid that fills equally up and down ends flat, with the sum of its pairs as profit',
      ),
    ),
    rule(
      'Funding is of the net position, divided over the open cells by signed size',
      ledger(
        'funding is divided over the open cells by signed size and stays with their pairs',
        'funding on a flat net stays in the total',
      ),
    ),
    rule(
      'A new generation has the open pairs of the old one, with what they cost',
      domain(
        'profit/carry-over',
        'has the open pairs of the old one in the cells that took them over, with what they cost',
        'finishes what had been answered in part',
        'closes cells of both sides against each other at the price of the change',
      ),
    ),
    rule(
      'Shown beside just holding and the venue’s own figure',
      strategy(
        'grid',
        'its performance stands beside just holding, its pairs and what the venue says',
        'a generation is kept with the change that ends it, or not at all, and once',
      ),
      domain('profit/just-holding', 'is the investment at the price of the start, valued at the mark'),
      backtest(
        'trades/cell-ledger.properties',
        'are those of a backtest with the same fills, after any chain of generations',
        'know the price at which a stop has set cells of both sides off against each other',
        'are unknown where one of its generations was never kept',
      ),
    ),
  ],
  [
    'Life',
    rule(
      'start, waiting for the trigger, running, out of range, stopping, stopped',
      start(BY_TRIGGER),
      stop(
        'wait notes leaving the range and coming back, once each',
        'asked for with close cancel everything and sell what is held; the fill ends the bot',
        'asked for before the start end the bot',
      ),
    ),
    rule(
      'Paused it keeps or cancels its orders, as asked',
      kernel(
        'pause',
        'keeps its orders when it is asked to, counts what fills and answers nothing until it goes on',
        'cancels them when it is asked to, and places the same ladder again',
      ),
      strategy(
        'grid',
        'a pause cancels what rests if asked to, and going on places it again at the next decision close',
      ),
    ),
    rule(
      'After a restart of the process the ladder is compared by order ids, what is missing is placed, and the owner is told in numbers',
      strategy(
        'grid',
        'the owner is told how the ladder and its venue agree',
        'what has ended unheard is placed again at the next decision close, what is on its way is left alone',
        'a position that differs is said, one that is not known is not guessed',
      ),
      application(
        'resume/compare',
        'counts what the venue shows of what is wanted, and names what has ended unheard',
      ),
    ),
    rule(
      'Range, levels, funds and stops change while it runs: the old orders are cancelled and known to have ended first, the inventory is carried',
      strategy(
        'grid',
        'an adjustment cancels first, and lays the next generation when every order is known to have ended',
        'what an adjustment cannot have is refused with every reason, and nothing is touched',
      ),
      edits(
        'begins a new generation at the next decision close, with the inventory',
        'buys what more funds ask for',
        'of a stop replaces the trigger that rests at the venue',
        'counts a fill that has overtaken its cancel before the inventory is carried',
      ),
    ),
    rule(
      'Symbols ranked by a backtest of this kernel on the last 30 days, with liquidity and spread filters, allow and deny lists, the numbers shown',
      backtest(
        'rank/rank-symbols',
        'is tried by the very backtest: the same digest as one with its range written out',
        'knows nothing of its window beforehand: other candles in it leave the range where it is',
        'with fewer candles than the days that are asked for is not judged, and neither is one whose range is older',
        'with too little volume is filtered out',
        'whose spread is unknown is not judged where one is asked for: unknown is not narrow',
        'goes by what was asked for, unknown last, equal ones by name',
      ),
      backtest('rank/daily-volume', 'is the value traded in it, and of several the median'),
      backtest(
        'rank/spread',
        'is from the best bid to the best ask in basis points of their middle, rounded up',
      ),
      by(
        'test/backtest/rank.spec.ts',
        'lists them with their numbers, and why the others have no place',
        'writes them as JSON to stdout, which then holds nothing else, each as its own backtest has it',
        'keeps to the lists of names without reading what they keep out',
        'refuses what it cannot use in one line',
      ),
    ),
  ],
  [
    'Worked examples',
    rule(
      '1: eleven arithmetic and three geometric lines',
      examples(
        '1: eleven arithmetic lines from 100 to 200 are ten apart',
        '1: three geometric lines from 100 to 200 are 100, 141.42 and 200',
      ),
    ),
    rule(
      '2: a pair and what it earns',
      examples('2: a buy at 140 is answered at 150 and the pair earns 9.71 after 0.1 % fees'),
    ),
    rule(
      '3: a gap over three lines',
      examples(
        '3: a gap from 150 to 118 fills three buys at 118 and leaves three counter-sells and an inventory of 3',
      ),
    ),
    rule(
      '4: parts in any order, reported twice',
      examples(
        '4: a level filled in parts (%s), each reported twice, gives one inventory and one counter-order',
      ),
    ),
    rule(
      '5: a step that does not pay its fees',
      examples('5: a step of 0.15 % at 0.1 % fees is refused, and says why'),
    ),
    rule(
      '6: neutral, up and down',
      examples(
        '6: a neutral grid that fills equally up and down ends flat, with the sum of its pairs as profit',
      ),
    ),
    rule(
      '7: price bands and the minimum of KRW',
      examples(
        '7: levels on both sides of a price band take the tick of their own band',
        '7: a leg of 4,900 KRW is refused',
      ),
    ),
    rule(
      '8: killed anywhere, the same ladder',
      examples('8: a restart before every step of 2, 3 and 4 gives the same ladder'),
      still('a restart before every step changes nothing'),
    ),
  ],
]);
