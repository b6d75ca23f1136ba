import { inflateRawSync } from 'node:zlib';
import { money } from '../../shared/pure/numbers/money.js';
import { renderPortfolio } from './render-portfolio.js';
import { samplePortfolio } from './testing/sample-portfolio.js';
import type { View } from './view.js';

const { result, extras } = samplePortfolio();

const dataOf = (page: string): View => {
  const packed = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(page)![1]!;
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
};

/** The numbers that whole steps lead to, as the page walks them. */
function walked({ steps, decimals }: View['equity']['at']): readonly number[] {
  let units = 0;
  return steps.map((step) => (units += step) / 10 ** decimals);
}

describe('the report of several symbols with one account', () => {
  const page = renderPortfolio(result, extras);

  test('has every figure of the summary, exactly as the result has it', () => {
    expect(Object.values(result.summary)).not.toContain(null);
    for (const [field, value] of Object.entries(result.summary)) {
      const shown = new RegExp(`data-field="${field}"[\\s\\S]*?<data value="([^"]*)"`).exec(page);
      expect([field, shown?.[1]]).toEqual([field, String(value)]);
    }
  });

  test('has a row for each symbol, and the rows sum to the final equity', () => {
    const profits = result.symbols.map(({ symbol }) => {
      const row = new RegExp(`<tr data-symbol="${symbol}">[\\s\\S]*?</tr>`).exec(page)![0];
      return [...row.matchAll(/<data value="([^"]*)"/g)].map(([, value]) => value!).at(-2)!;
    });
    const sum = profits.reduce<bigint>((total, profit) => total + money(profit), money('10000'));
    expect(sum).toBe(money(result.summary.finalEquity));
  });

  test('draws a line for each symbol, which sum to the equity less the cash', () => {
    const { equity, symbols, price, cash } = dataOf(page);
    expect(price).toBeNull();
    expect(symbols!.map(({ symbol }) => symbol)).toEqual(result.symbols.map(({ symbol }) => symbol));
    const lines = symbols!.map(({ profit }) => walked(profit));
    walked(equity.equity).forEach((value, point) => {
      const sum = lines.reduce((total, line) => total + line[point]!, cash);
      expect(Math.abs(sum - value)).toBeLessThan(0.01);
    });
  });

  test('compares with the cash held in equal parts, to the last point', () => {
    const { equity, cash } = dataOf(page);
    const last = walked(equity.hold!).at(-1)!;
    expect((last / cash - 1) * 100).toBeCloseTo(result.summary.buyAndHoldPct, 1);
  });

  test('prints what each symbol has of its own, and names it in every trade', () => {
    for (const { symbol } of result.symbols) expect(page).toMatch(new RegExp(`<summary>\\s*${symbol}`));
    expect(page.match(/data-setting="maxNotional"/g)).toHaveLength(result.symbols.length);
    expect(page).toContain('share one account');
    const { symbol, texts } = dataOf(page).trades;
    expect(symbol!.map((place) => texts[place])).toEqual(result.trades.map((trade) => trade.symbol));
  });

  test('is safe, complete and the same every time', () => {
    expect(page).not.toMatch(/\b(?:https?|wss?|ftp|file):|@import|\burl\(/i);
    expect(page).toContain('최대 낙폭');
    expect(renderPortfolio(result, extras)).toBe(page);
    expect(renderPortfolio(result, { ...extras, language: 'ko' })).toContain('<html lang="ko">');
  });
});
