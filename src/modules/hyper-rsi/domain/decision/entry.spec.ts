import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import { Bot, LONG_SIGNAL, PERPETUAL, QUIET, SHORT_SIGNAL, SPOT, type CloseFacts } from '../testing/bot.js';

const LONG = { close: '100', ...LONG_SIGNAL };
const SHORT = { close: '100', ...SHORT_SIGNAL };

describe('entry', () => {
  it('a signal is a market order for margin x leverage at the close, floored to the lot', () => {
    const bot = new Bot().close({ ...LONG, close: '99.999' });
    expect(bot.placed()).toEqual([
      {
        kind: 'place',
        replaces: null,
        order: {
          type: 'market',
          leg: 'entry-1',
          cycle: 1,
          side: 'buy',
          reason: 'entry',
          reduceOnly: false,
          size: 200,
        },
      },
    ]);
    expect(new Bot().close({ ...LONG, close: '100.001' }).placed()[0]!.order).toMatchObject({ size: 199 });
    expect(new Bot().close(SHORT).placed()[0]!.order).toMatchObject({ side: 'sell', size: 200 });
  });

  it.each([
    [{ margin: 3, marginUnit: 'percent', leverage: 5 }, 1500],
    [{ margin: '0.257', marginUnit: 'base', leverage: 5, maxNotional: 1000 }, 25],
    [{ margin: 20, marginUnit: 'quote', leverage: 5 }, 100],
  ] as const)('%j at 100 with an equity of 10,000 is %d lots', (settings, size) => {
    expect(new Bot(settings).close(LONG).placed()[0]?.order).toMatchObject({ size });
  });

  it('percent keeps the equity of the first entry for the cycle', () => {
    const bot = new Bot({ marginUnit: 'percent', margin: 1, leverage: 1, pyramidingNeedsPrice: false });
    bot.close(LONG).fill('entry', '100');
    bot.close({ ...LONG, equity: '20000' });
    expect(bot.placed()[0]!.order).toMatchObject({ reason: 'add', size: 100 });
    expect(bot.state.open?.basis).toBe('10000');
  });

  it.each<[string, object, CloseFacts, string[]]>([
    ['warm-up', {}, { ...LONG, c: null }, ['entry-long warm-up', 'entry-short warm-up']],
    ['warm-up', {}, { ...LONG, p: null }, ['entry-long warm-up', 'entry-short warm-up']],
    ['warm-up', {}, { ...LONG, c: NaN }, ['entry-long warm-up', 'entry-short warm-up']],
    [
      'warm-up',
      { direction: 'long', stopLoss: { unit: 'atr' } },
      { ...LONG, atr: null },
      ['entry-long warm-up'],
    ],
    ['trading', { direction: 'long' }, { ...LONG, trading: false }, ['entry-long trading']],
    ['signal', {}, { close: '100', ...QUIET }, ['entry-long signal', 'entry-short signal']],
    ['signal', { direction: 'short' }, LONG, ['entry-short signal']],
    ['trend', { direction: 'long' }, { ...LONG, trend: -2 }, ['entry-long trend']],
    ['trend', { direction: 'long' }, { ...LONG, trend: null }, ['entry-long trend']],
    ['trend', { direction: 'short' }, { ...SHORT, trend: 2 }, ['entry-short trend']],
    ['size', { direction: 'long' }, { ...LONG, close: '900000' }, ['entry-long size']],
    ['size', { marginUnit: 'percent' }, { ...LONG, equity: null }, ['entry-long size', 'entry-short signal']],
    ['risk', { direction: 'long' }, { ...LONG, equity: '20' }, ['entry-long risk']],
    ['risk', { direction: 'long' }, { ...LONG, equity: null }, ['entry-long risk']],
    ['passed', {}, { ...LONG, trend: 2 }, ['entry-long passed']],
    ['passed', { useTrend: false }, { ...LONG, trend: null }, ['entry-long passed']],
    ['passed', {}, SHORT, ['entry-long signal', 'entry-short passed']],
  ])('gate %s: %j with %j gives %j', (_, settings, facts, outcomes) => {
    expect(new Bot(settings).close(facts).outcomes()).toEqual(outcomes);
  });

  it('both sides signal: long is first, and one that passes ends the evaluation', () => {
    const both = { entryRule: 'inflection', oversold: 60, overbought: 61 };
    expect(new Bot(both).close({ close: '100', p: 50, c: 70 }).outcomes()).toEqual(['entry-long passed']);
  });

  it('margin is needed for notional / leverage plus the taker fee, to the last digit', () => {
    const outcome = (equity: string) =>
      new Bot({ direction: 'long' }).close({ ...LONG, equity }).outcomes()[0];
    expect(outcome('20.1')).toBe('entry-long passed');
    expect(outcome('20.09999999')).toBe('entry-long risk');
  });

  it('on spot the order and its fee are paid from cash', () => {
    const outcome = (cash: string) =>
      new Bot({ margin: 200 }, { instrument: SPOT }).close({ ...LONG, cash, equity: '0' }).outcomes()[0];
    expect(outcome('200.1')).toBe('entry-long passed');
    expect(outcome('200.09999999')).toBe('entry-long risk');
  });

  it('a cap that is not known refuses', () => {
    const bot = new Bot();
    const settings = { ...bot.settings, maxNotional: null };
    const input = bot.candleInput(LONG);
    const stamp = { at: bot.now as never, seq: 0 };
    expect(bot.kernel.step(bot.state, input, stamp, settings).outputs[0]).toMatchObject({ outcome: 'risk' });
    const [why] = bot.kernel.explain(bot.state, input, stamp, settings);
    expect(why?.gates.at(-1)).toMatchObject({ gate: 'risk', verdict: 'refused' });
    expect(why?.gates.at(-1)?.threshold).toContain('notional <= unknown');
  });

  it('a size below the minimum is noted with what it was for', () => {
    const bot = new Bot().close({ ...SHORT, close: '900000' });
    expect(bot.outcomes()).toEqual(['entry-long signal', 'entry-short size']);
    expect(bot.last.at(-1)).toMatchObject({ kind: 'note', code: 'size', details: { which: 'entry' } });
  });

  it('a size that is not known is not noted as too small', () => {
    expect(new Bot({ marginUnit: 'percent' }).close({ ...LONG, equity: null }).notes()).toEqual([]);
  });

  it('while the first entry is unresolved nothing is entered', () => {
    const bot = new Bot({ direction: 'long' }).close(LONG).close(LONG);
    expect(bot.outcomes()).toEqual(['entry-long unresolved']);
  });

  it('a lot count beyond exact integers is refused, not rounded', () => {
    const bot = new Bot(
      { marginUnit: 'base', margin: '900000000000000', maxNotional: '1', direction: 'long' },
      { instrument: PERPETUAL },
    );
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long size']);
  });
});

describe('cooldown', () => {
  const stoppedOut = (settings: object): Bot => {
    const bot = new Bot({ direction: 'long', pyramidingLimit: 1, ...settings });
    return bot.close(LONG).fill('entry', '100').fill('stop', '95');
  };

  it('counts from the exit by seconds', () => {
    const bot = stoppedOut({ timeframe: '3m', cooldownCandles: 0 });
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long cooldown']);
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long passed']);
  });

  it('counts decision closes from the candle of the exit, by the clock', () => {
    const bot = stoppedOut({ cooldownSec: 0, cooldownCandles: 2 });
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long cooldown']);
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long cooldown']);
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long passed']);
  });

  it('none at all lets the candle of the exit enter again', () => {
    const bot = stoppedOut({ cooldownSec: 0, cooldownCandles: 0 });
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long passed']);
  });

  it('counts a candle that is missing, and an exit on the way as one of its candle', () => {
    const bot = new Bot({ direction: 'long', pyramidingLimit: 1, cooldownSec: 0, cooldownCandles: 2 });
    const length = 15 * 60_000;
    bot.close(LONG).fill('entry', '100');
    const exit = bot.fillOf(bot.resting('stop')!.order, '95', 200);
    bot.step({ kind: 'order-filled', fill: { ...exit, at: (bot.now + length - 1) as typeof exit.at } });
    expect(bot.state.open).toBeNull();
    const later = (candles: number) => {
      const input = bot.candleInput(LONG);
      const open = (input.open + candles * length) as typeof input.open;
      const before = bot.state;
      const outcomes = bot.step({ ...input, open }, open + length).outcomes();
      bot.state = before;
      return outcomes;
    };
    expect(later(0)).toEqual(['entry-long cooldown']);
    expect(later(1)).toEqual(['entry-long cooldown']);
    // The candle after that of the exit was never there: this is the third close by the clock.
    expect(later(2)).toEqual(['entry-long passed']);
  });

  it.each<[string, object, (bot: Bot) => Bot]>([
    ['stop', {}, (bot) => bot.fill('stop', '95')],
    ['the last take-profit', { takeProfits: [{}] }, (bot) => bot.fill('tp1', '102')],
    [
      'break-even',
      { takeProfits: [{ share: 50 }, { share: 50 }] },
      (bot) => bot.fill('tp1', '102').fill('break-even', '100'),
    ],
    ['trend', {}, (bot) => bot.close({ close: '100', ...QUIET, trend: -2 }).fill('trend', '99')],
    [
      'manual',
      {},
      (bot) => bot.step({ kind: 'close-asked', side: 'long', percent: '100' }).fill('manual', '99'),
    ],
    [
      'liquidation',
      {},
      (bot) =>
        bot.step({
          ...{ kind: 'position-changed', size: 0 as never, cause: 'liquidation' },
          ...{ price: bot.price('91'), at: bot.now as never },
        }),
    ],
  ])('follows every exit: %s', (_, settings, leave) => {
    const bot = leave(
      new Bot({ direction: 'long', pyramidingLimit: 1, trailing: { enabled: false }, ...settings })
        .close(LONG)
        .fill('entry', '100'),
    );
    expect(bot.state.open).toBeNull();
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long cooldown']);
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long passed']);
  });

  it('concerns the side that was left only', () => {
    const bot = stoppedOut({ direction: 'both', cooldownCandles: 5 });
    expect(bot.close(SHORT).outcomes()).toEqual(['entry-long cooldown', 'entry-short passed']);
  });
});

describe('a decision', () => {
  it('that is refused gives back the state and one shared list for the same verdicts', () => {
    const bot = new Bot();
    const before = bot.state;
    const first = bot.close({ close: '100', ...QUIET }).last;
    expect(bot.state).toBe(before);
    expect(bot.close({ close: '101', ...QUIET }).last).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
    expect(first.every((output) => output.kind === 'gates' && output.gates.length === 0)).toBe(true);
  });

  it('is taken once per candle: one that closed with or before it is ignored', () => {
    const bot = new Bot();
    const early = bot.candleInput(LONG);
    bot.close({ close: '100', ...QUIET });
    const same = bot.candleInput(LONG);
    bot.close(LONG);
    const { state } = bot;
    for (const input of [same, early]) {
      bot.step(input);
      expect(bot.last).toBe(NO_OUTPUTS);
      expect(bot.state).toBe(state);
    }
  });

  it('with intrabar is one entry or add per candle, whenever the candle is looked at', () => {
    const bot = new Bot({ signalTiming: 'intrabar', pyramidingNeedsPrice: false });
    const input = bot.candleInput(LONG);
    const minute = (n: number) => bot.now + n * 60_000;
    bot.step({ ...input, values: { ...input.values, rsi: 31 } }, minute(1));
    expect(bot.outcomes()).toEqual(['entry-long signal', 'entry-short signal']);
    bot.step(input, minute(2));
    expect(bot.outcomes()).toEqual(['entry-long passed']);
    bot.fill('entry', '100');
    bot.step(input, minute(3));
    expect(bot.last).toBe(NO_OUTPUTS);
    bot.step({ ...input, values: { ...input.values, trend: -2 } }, minute(4));
    expect(bot.placed()[0]?.order.reason).toBe('trend');
    expect(bot.explain(LONG)).toEqual([]);
  });

  it('with intrabar, an exit in the candle of an entry does not make room for another', () => {
    const bot = new Bot({ signalTiming: 'intrabar', cooldownSec: 0, cooldownCandles: 0 });
    const input = bot.candleInput(LONG);
    bot
      .step(input, bot.now + 60_000)
      .fill('entry', '100')
      .fill('stop', '95');
    bot.step(input, bot.now + 120_000);
    expect(bot.last).toBe(NO_OUTPUTS);
  });
});

describe('why', () => {
  it('every gate of an entry is told in order, with what it saw and wanted', () => {
    const [long] = new Bot({ marginUnit: 'quote' }).explain(LONG);
    expect(long?.gates).toEqual([
      { gate: 'warm-up', value: 'rsi.previous 34, rsi 29', threshold: 'known', verdict: 'passed' },
      { gate: 'trading', value: 'allowed', threshold: 'allowed', verdict: 'passed' },
      { gate: 'cooldown', value: '90900000', threshold: '>= 0', verdict: 'passed' },
      { gate: 'unresolved', value: '0', threshold: '0', verdict: 'passed' },
      { gate: 'signal', value: '34 -> 29', threshold: 'breakout 30', verdict: 'passed' },
      { gate: 'trend', value: '0', threshold: 'known, not -2', verdict: 'passed' },
      { gate: 'size', value: '2 at 100', threshold: '>= 0.01, worth >= 5', verdict: 'passed' },
      {
        gate: 'risk',
        value: 'notional 200, margin 20.1',
        threshold: 'notional <= 100000, margin <= 10000',
        verdict: 'passed',
      },
      { gate: 'passed', value: 'all gates', threshold: 'all gates', verdict: 'passed' },
    ]);
  });

  it('every gate of an add is told in order', () => {
    const bot = new Bot({ stopLoss: { unit: 'atr' } }).close(LONG).fill('entry', '100');
    const [add] = bot.explain({ ...LONG, close: '97' });
    expect(add).toMatchObject({ kind: 'gates', subject: 'add', outcome: 'passed' });
    expect(add?.gates.map(({ gate }) => gate)).toEqual([
      'warm-up',
      'trading',
      'unresolved',
      'limit',
      'tp-done',
      'price',
      'signal',
      'trend',
      'size',
      'risk',
      'passed',
    ]);
    expect(add?.gates[5]).toMatchObject({ value: '97', threshold: '<= 97' });
  });

  it('what is not required is told as such', () => {
    const free = { useTrend: false, pyramidingNeedsPrice: false, addsAfterTakeProfit: true };
    const bot = new Bot(free).close(LONG).fill('entry', '100').fill('tp1', '102');
    const thresholds = bot.explain(LONG)[0]!.gates.map(({ gate, threshold }) => `${gate} ${threshold}`);
    expect(thresholds).toEqual(
      expect.arrayContaining(['tp-done not required', 'price not required', 'trend not required']),
    );
    const signalFree = new Bot({ pyramidingNeedsSignal: false }).close(SHORT).fill('entry', '100');
    const add = signalFree.explain({ close: '103', ...QUIET })[0]!;
    expect(add.gates.find(({ gate }) => gate === 'signal')?.threshold).toBe('not required');
    expect(add.gates.find(({ gate }) => gate === 'price')?.threshold).toBe('>= 103');
  });

  it('it ends at the gate that refuses, and agrees with the step', () => {
    const bot = new Bot();
    const facts = { ...SHORT, trend: 2, trading: true };
    const explained = bot.explain(facts);
    expect(explained.map(({ subject, outcome }) => `${subject} ${outcome}`)).toEqual(
      bot.close(facts).outcomes(),
    );
    expect(explained[1]?.gates.at(-1)).toMatchObject({ gate: 'trend', value: '2', verdict: 'refused' });
  });
});
