import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderReport } from '../../src/backtest/report/render-report.js';
import { sampleResult } from '../../src/backtest/report/testing/sample-result.js';
import { type BrowserPage, Chromium, describeWithChromium, type PageOptions } from '../kit/chromium.js';
import { eventually } from '../kit/eventually.js';
import { FAINT, inkOf } from './looks.js';

const CHARTS = ['equity-chart', 'drawdown-chart', 'price-chart'];

/** What the charts show of time, and a fingerprint of every canvas. */
const PICTURES = `[...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())`;

describeWithChromium('the report in a browser', () => {
  const sample = sampleResult({ candles: 6_000, trades: 130 });
  const { result } = sample;
  let folder: string;
  let chromium: Chromium;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tradingboost-report-'));
    chromium = Chromium.start();
  });
  afterAll(async () => {
    await chromium.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: PageOptions = {}, one = sample): Promise<BrowserPage> {
    const file = join(folder, 'report.html');
    writeFileSync(file, renderReport(one.result, one.extras));
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

  test('asks the network for nothing but itself and complains about nothing', async () => {
    const page = await open();
    expect(page.requests).toEqual([expect.stringMatching(/^file:.*report\.html$/)]);
    expect(page.complaints).toEqual([]);
  });

  test('its content policy stops what was not in it', async () => {
    const page = await open();
    await page.evaluate(
      `document.body.append(Object.assign(new Image(), { src: 'https://example.com/x.png' }))`,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))`,
    );
    expect(await page.evaluate('window.ran')).toBeUndefined();
    await eventually(() => page.complaints.length >= 2, { what: 'both refusals' });
    expect(page.complaints.join()).toContain('Content Security Policy');
  });

  test('every chart is drawn', async () => {
    const page = await open();
    for (const chart of CHARTS) {
      const ink = await page.evaluate<{ share: number; colours: number }>(inkOf(chart));
      expect(ink.share).toBeGreaterThan(0.01);
      expect(ink.colours).toBeGreaterThan(5);
    }
  });

  test('the figures in the page are those of the result', async () => {
    const page = await open();
    const shown = await page.evaluate<Record<string, string>>(
      `Object.fromEntries([...document.querySelectorAll('#summary [data-field]')].map((card) => [card.dataset.field, card.querySelector('data').value]))`,
    );
    const expected = Object.fromEntries(
      Object.entries(result.summary).map(([field, value]) => [field, String(value)]),
    );
    expect(shown).toEqual(expected);
    expect(await texts(page, '#digest')).toEqual([result.digest]);
    const gates = await page.evaluate(
      `Object.fromEntries([...document.querySelectorAll('[data-gate]')].map((row) => [row.dataset.gate, Number(row.querySelector('data').value)]))`,
    );
    expect(gates).toEqual(result.decisions.byGate);
  });

  test('the trade list has every trade, and its amounts sum to the summary', async () => {
    const page = await open();
    const nets: string[] = [];
    for (;;) {
      nets.push(
        ...(await page.evaluate<string[]>(
          `[...document.querySelectorAll('#trade-table tr.trade')].map((row) => row.cells[10].querySelector('data').value)`,
        )),
      );
      const more = `(() => { const next = document.querySelectorAll('#trade-pages button')[2]; const can = !next.disabled; next.click(); return can; })()`;
      if (!(await page.evaluate<boolean>(more))) break;
    }
    expect(nets).toEqual(result.trades.map(({ netPnl }) => netPnl));
  });

  test('a heading sorts, filters leave what was asked for, and an opened trade shows its fills', async () => {
    const page = await open();
    await page.evaluate(`document.querySelector('[data-column="netPnl"] button').click()`);
    const lowest = [...result.trades].sort((a, b) => Number(a.netPnl) - Number(b.netPnl))[0]!;
    expect((await texts(page, '#trade-table tr.trade:first-child td:first-child'))[0]).toBe(
      String(lowest.id),
    );
    expect(await page.evaluate(`document.querySelector('[data-column="netPnl"]').ariaSort`)).toBe(
      'ascending',
    );
    await page.evaluate(`document.querySelector('[name="side"][value="S"]').click()`);
    const shorts = result.trades.filter(({ side }) => side === 'short').length;
    expect((await texts(page, '#trade-count'))[0]).toBe(`1–50 of ${shorts} found in ${result.trades.length}`);
    await page.evaluate(`document.querySelector('#trade-table .open').click()`);
    const [, entry] = await texts(page, '.fills table tr');
    expect(entry).toMatch(/^Entry/);
  });

  test('a trade that is opened is looked at by all charts', async () => {
    const page = await open();
    const before = await page.evaluate<string[]>(PICTURES);
    await page.evaluate(`document.querySelector('#trade-table .open').click()`);
    const after = await eventually(async () => {
      const now = await page.evaluate<string[]>(PICTURES);
      return now.every((picture, index) => picture !== before[index]) ? now : null;
    });
    expect(after).toHaveLength(CHARTS.length);
  });

  test('keys and the mouse zoom, and zero shows everything again', async () => {
    const page = await open();
    const pressed = (): Promise<string> =>
      page.evaluate(`document.querySelector('#ranges [aria-pressed="true"]')?.dataset.range ?? 'part'`);
    expect(await pressed()).toBe('all');
    await page.evaluate(`document.getElementById('equity-chart').focus()`);
    await page.press('+');
    expect(await pressed()).toBe('part');
    await page.press('0');
    expect(await pressed()).toBe('all');
    const box = await page.evaluate<{ x: number; y: number; width: number }>(
      `document.querySelector('#equity-chart .u-over').getBoundingClientRect().toJSON()`,
    );
    await page.drag([
      [box.x + box.width * 0.3, box.y + 60],
      [box.x + box.width * 0.5, box.y + 60],
      [box.x + box.width * 0.6, box.y + 60],
    ]);
    expect(await eventually(async () => (await pressed()) === 'part')).toBe(true);
  });

  test('the language is switched without loading anything, red rising in Korean', async () => {
    const page = await open();
    const gain = `getComputedStyle(document.querySelector('.gain')).color`;
    const english = await page.evaluate(gain);
    await page.evaluate(`document.querySelector('[data-language="ko"]').click()`);
    expect((await texts(page, '#equity-title'))[0]).toBe('자산 곡선');
    expect((await texts(page, 'body'))[0]).not.toContain('Max drawdown');
    expect(await page.evaluate(gain)).not.toBe(english);
    expect(page.requests).toHaveLength(1);
  });

  test.each([
    ['a phone in the light', 390, false],
    ['a phone in the dark', 390, true],
    ['a desk in the dark', 1280, true],
  ])('fits %s', async (_where, width, dark) => {
    const page = await open({ width, dark });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(page.complaints).toEqual([]);
    for (const chart of CHARTS) {
      expect((await page.evaluate<{ colours: number }>(inkOf(chart))).colours).toBeGreaterThan(5);
    }
  });

  test('every text has the contrast that WCAG asks for', async () => {
    for (const dark of [false, true]) {
      const page = await open({ dark });
      for (const language of ['en', 'ko']) {
        await page.evaluate(`document.querySelector('[data-language="${language}"]').click()`);
        expect(await page.evaluate(FAINT)).toEqual([]);
      }
    }
  });

  test('headings form an outline, and every control has a name', async () => {
    const page = await open();
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1,h2,h3')].map(({ tagName }) => Number(tagName[1]))`,
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => index === 0 || level - levels[index - 1]! <= 1)).toBe(true);
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button,input,select,a,[role="img"],[tabindex="0"]')].filter((control) =>
        !(control.innerText?.trim() || control.getAttribute('aria-label') || control.closest('label')?.innerText.trim())).length`,
    );
    expect(nameless).toBe(0);
  });

  test('goes on paper', async () => {
    const page = await open({ dark: true });
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    expect(page.complaints).toEqual([]);
  });

  test('a hundred thousand trades open, sort and filter without freezing', async () => {
    const page = await open({}, sampleResult({ candles: 100_000, trades: 100_000 }));
    const slowest = await page.evaluate<number>(`(() => {
      let slowest = 0;
      const timed = (act) => { const begin = performance.now(); act(); slowest = Math.max(slowest, performance.now() - begin); };
      timed(() => document.querySelector('[data-column="netPnl"] button').click());
      timed(() => document.querySelector('[name="outcome"][value="loss"]').click());
      timed(() => document.querySelector('[data-column="held"] button').click());
      return slowest;
    })()`);
    expect(slowest).toBeLessThan(3_000);
    expect((await texts(page, '#trade-count'))[0]).toMatch(/^1–50 of [\d,]+ found in 100,000$/);
  }, 60_000);
});
