import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderPortfolio } from '../../src/backtest/report/render-portfolio.js';
import { samplePortfolio } from '../../src/backtest/report/testing/sample-portfolio.js';
import { type BrowserPage, Chromium, describeWithChromium, type PageOptions } from '../kit/chromium.js';
import { eventually } from '../kit/eventually.js';
import { FAINT, inkOf } from './looks.js';

const CHARTS = ['equity-chart', 'drawdown-chart', 'symbols-chart'];

describeWithChromium('the report of several symbols in a browser', () => {
  const { result, extras } = samplePortfolio();
  let folder: string;
  let chromium: Chromium;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tradingboost-portfolio-'));
    chromium = Chromium.start();
  });
  afterAll(async () => {
    await chromium.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: PageOptions = {}): Promise<BrowserPage> {
    const file = join(folder, 'report.html');
    writeFileSync(file, renderPortfolio(result, extras));
    const page = await chromium.open(pathToFileURL(file).href, options);
    await eventually(() => page.evaluate<string>('document.documentElement.dataset.ready'), {
      what: `a drawn page (${page.complaints.join('; ')})`,
    });
    return page;
  }

  const texts = (page: BrowserPage, selector: string): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((found) => found.innerText)`,
    );

  test('asks the network for nothing, complains about nothing, and draws account, drawdown and symbols', async () => {
    const page = await open();
    expect(page.requests).toEqual([expect.stringMatching(/^file:.*report\.html$/)]);
    expect(page.complaints).toEqual([]);
    for (const chart of CHARTS) {
      const ink = await page.evaluate<{ share: number; colours: number }>(inkOf(chart));
      expect(ink.share).toBeGreaterThan(0.01);
      expect(ink.colours).toBeGreaterThan(5);
    }
  });

  test('tells each symbol by a colour of its own, in the chart and in the table', async () => {
    const page = await open();
    const names = result.symbols.map(({ symbol }) => symbol);
    const keys = await texts(page, '#symbols-chart-legend .key');
    expect(keys.map((text) => text.split(' ')[0])).toEqual(names);
    expect(await texts(page, '#symbols tbody th')).toEqual(names);
    const colours = await page.evaluate<string[]>(
      `[...document.querySelectorAll('#symbols .key')].map((key) => getComputedStyle(key, '::before').backgroundColor)`,
    );
    expect(new Set(colours).size).toBe(names.length);
    expect(colours.slice(0, names.length)).toEqual(colours.slice(names.length));
  });

  test('finds the trades of one symbol, and an opened one moves all charts', async () => {
    const page = await open();
    await page.evaluate(
      `(() => { const find = document.querySelector('[name="text"]'); find.value = 'SOL/'; find.dispatchEvent(new Event('input', { bubbles: true })); })()`,
    );
    const own = result.trades.filter(({ symbol }) => symbol === 'SOL/USDT:USDT').length;
    expect((await texts(page, '#trade-count'))[0]).toMatch(
      new RegExp(`of ${own} found in ${result.trades.length}$`),
    );
    const pictures = `[...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())`;
    const before = await page.evaluate<string[]>(pictures);
    await page.evaluate(`document.querySelector('#trade-table .open').click()`);
    const after = await eventually(async () => {
      const now = await page.evaluate<string[]>(pictures);
      return now.every((picture, index) => picture !== before[index]) ? now : null;
    });
    expect(after).toHaveLength(CHARTS.length);
    expect(await page.evaluate(`document.querySelector('.fills a').getAttribute('href')`)).toBe('#equity');
  });

  test.each([
    ['a phone in the light', 390, false],
    ['a desk in the dark', 1280, true],
  ])('fits %s, in Korean too, with the contrast that WCAG asks for', async (_where, width, dark) => {
    const page = await open({ width, dark });
    for (const language of ['en', 'ko']) {
      await page.evaluate(`document.querySelector('[data-language="${language}"]').click()`);
      await page.evaluate(`document.querySelectorAll('details').forEach((one) => (one.open = true))`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.evaluate(FAINT)).toEqual([]);
    }
    expect((await texts(page, '#symbols-title'))[0]).toBe('종목별 손익');
    expect(page.complaints).toEqual([]);
  });
});
