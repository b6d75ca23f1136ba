import { Script } from 'node:vm';
import { inflateRawSync } from 'node:zlib';
import type { BacktestResult } from '../result/backtest-result.js';
import { assets } from './assets.js';
import { renderReport } from './render-report.js';
import { sampleResult } from './testing/sample-result.js';
import type { View } from './view.js';

const sample = sampleResult({ candles: 2_000, trades: 40 });

const render = (change: Partial<BacktestResult> = {}): string =>
  renderReport({ ...sample.result, ...change }, sample.extras);

const dataOf = (page: string): View => {
  const packed = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(page)![1]!;
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
};

describe('the report of a backtest', () => {
  test('names no address: there is nothing that could be loaded', () => {
    const page = render();
    expect(page).not.toMatch(/\b(?:https?|wss?|ftp|file):|@import|\burl\(/i);
    // The icon is empty data; everything else that can load has no source at all.
    const sources = [...page.matchAll(/<[a-z]+\s[^>]*?\b(?:src|srcset|href)="([^"]*)"/g)].map(([, to]) => to);
    expect(sources.filter((to) => !to!.startsWith('#'))).toEqual(['data:,']);
  });

  test('forbids itself to load or run anything but its own', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(render())![1];
    expect(policy).toContain('default-src &#39;none&#39;');
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy!.match(/sha256-/g)).toHaveLength(3);
  });

  test('has every figure of the summary, exactly as the result has it', () => {
    const page = render();
    for (const [field, value] of Object.entries(sample.result.summary)) {
      const shown = new RegExp(`data-field="${field}"[\\s\\S]*?<data value="([^"]*)"`).exec(page);
      expect([field, shown?.[1]]).toEqual([field, String(value)]);
    }
  });

  test('what is not defined is a dash, not a zero', () => {
    const { summary } = sample.result;
    const page = render({ summary: { ...summary, sharpe: null } });
    expect(page).toMatch(/data-field="sharpe"[^<]*<dt>[\s\S]*?<dd><span class="none">–<\/span>/);
  });

  test('prints every setting, every rule of the instrument and every assumption', () => {
    const page = render();
    expect(page).toContain('takeProfits[1].share');
    for (const name of ['maxNotional', 'stopLoss.unit', 'priceBands', 'minNotional'])
      expect(page).toContain(`data-setting="${name}"`);
    for (const text of ['0.02%', '0.05%', '2 bps', '0.01% at 00:00, 08:00 and 16:00 UTC', '0.5%', '5x'])
      expect(page).toContain(text);
  });

  test.each([
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<!--',
    "'; alert(1); '",
  ])('the name %s stays a name wherever it is shown', (evil) => {
    const page = render({
      settings: { [evil]: evil },
      instrument: { ...sample.result.instrument, symbol: evil, quote: evil },
      notes: [[0, 'size', evil]],
      openOrders: [{ side: 'buy', kind: 'limit', price: '1', size: '1', reason: evil }],
      decisions: { evaluated: 1, byGate: { [evil]: 1 } },
      trades: sample.result.trades.map((trade) => ({
        ...trade,
        exits: trade.exits.map((fill) => ({ ...fill, reason: evil })),
      })),
    });
    expect(page).not.toContain(evil);
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(dataOf(page).trades.texts).toContain(evil);
  });

  test('the licence of the chart library stands beside it', () => {
    expect(render()).toContain('Permission is hereby granted, free of charge');
    expect(render()).toContain('Copyright (c) 2022 Leon Sorokin');
  });

  test('is written in both languages and begins in the one asked for', () => {
    const korean = renderReport(sample.result, { ...sample.extras, language: 'ko' });
    expect(korean).toContain('<html lang="ko">');
    expect(render()).toContain('<html lang="en">');
    for (const page of [korean, render()]) {
      expect(page).toContain('최대 낙폭');
      expect(page).toContain('Max drawdown');
    }
  });

  test('the same result gives the same text', () => {
    expect(render()).toBe(render());
  });

  test('a run without a trade, an equity point or a price is a report too', () => {
    const page = renderReport(
      { ...sampleResult({ candles: 3, trades: 0 }).result, equity: [], openPosition: null, notes: [] },
      { ...sample.extras, prices: [] },
    );
    expect(page).toContain('No prices were given to this report.');
    expect(page).toContain('None: the run ended flat.');
    expect(dataOf(page)).toMatchObject({ price: null, equity: { total: 0, hold: null } });
  });

  test('a hundred thousand trades and candles stay below five megabytes, and it says what it leaves out', () => {
    const { result, extras } = sampleResult({ candles: 100_000, trades: 100_000 });
    const page = renderReport(result, extras);
    expect(page.length).toBeLessThan(5_000_000);
    expect(page).toContain('100,000 points, one for each 15m close;');
    expect(page).toContain('without their single fills and extremes');
    expect(dataOf(page).trades.id.steps).toHaveLength(100_000);
  });

  test('more trades than are listed are counted, and the last ones are listed', () => {
    const trade = sample.result.trades[0]!;
    const trades = Array.from({ length: 100_005 }, (_, index) => ({ ...trade, id: index + 1 }));
    const page = render({ trades });
    expect(page).toContain('The last 100,000 of 100,005 trades are listed');
    expect(dataOf(page).trades.id.steps[0]).toBe(6);
  });
});

describe('the script of the report', () => {
  test('is one script that a browser can read', () => {
    expect(() => new Script(assets().viewer)).not.toThrow();
    expect(assets().viewer).not.toMatch(/^\s*(?:import|export)\b/m);
  });
});
