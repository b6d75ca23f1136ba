import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = [process.env.TB_TEST_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this computer; null when there is none. */
const program =
  NAMES.find((name) => name !== undefined && spawnSync(name, ['--version']).status === 0) ?? null;

/** A suite that looks at a page in a real browser; counted as skipped where no Chromium is found, and its title says so. */
export const describeWithChromium = (title: string, suite: () => void): void => {
  if (program === null) describe.skip(`${title} (no Chromium found on this computer)`, suite);
  else describe(title, suite);
};

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

type Listener = (params: any) => void;

/** A headless Chromium, spoken to through the two pipes of its debugging protocol. */
export class Chromium {
  private readonly answers = new Map<number, { resolve: Listener; reject: (error: Error) => void }>();
  private readonly listeners = new Map<string, Listener>();
  private calls = 0;
  private rest = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    const pipe = child.stdio[4] as Readable;
    pipe.setEncoding('utf8').on('data', (piece: string) => this.hear(piece));
    this.child.once('exit', () => this.fail(new Error('Chromium has ended')));
    // A test that fails half way must not keep Jest waiting for a browser.
    process.once('exit', () => this.child.kill('SIGKILL'));
    child.unref();
    for (const stream of [child.stdio[3], pipe]) (stream as unknown as Socket).unref();
  }

  static start(): Chromium {
    if (program === null) throw new Error('no Chromium on this computer');
    const profile = mkdtempSync(join(tmpdir(), 'tradingboost-chromium-'));
    const options = [
      '--headless=new',
      '--remote-debugging-pipe',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
      '--hide-scrollbars',
      `--user-data-dir=${profile}`,
    ];
    const stdio: ('ignore' | 'pipe')[] = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
    return new Chromium(spawn(program, options, { stdio }), profile);
  }

  /** Opens an address in a page of its own and waits until it has loaded. */
  async open(
    url: string,
    { width = 1280, height = 900, dark = false }: PageOptions = {},
  ): Promise<BrowserPage> {
    const { targetId } = await this.call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.call('Target.attachToTarget', { targetId, flatten: true });
    const page = new BrowserPage(
      (method, params) => this.call(method, params, sessionId),
      (method, listener) => this.listeners.set(`${sessionId} ${method}`, listener),
    );
    await page.prepare({ width, height, dark });
    await page.visit(url);
    return page;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null) {
      await this.call('Browser.close').catch(() => this.child.kill('SIGKILL'));
      await ended;
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private call(method: string, params: object = {}, sessionId?: string): Promise<any> {
    this.calls += 1;
    const id = this.calls;
    const text = JSON.stringify({ id, method, params, sessionId });
    return new Promise((resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      (this.child.stdio[3] as Writable).write(`${text}\0`);
    });
  }

  private hear(piece: string): void {
    const parts = (this.rest + piece).split('\0');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id, method, params, result, error, sessionId } = JSON.parse(part);
      if (id === undefined) this.listeners.get(`${sessionId} ${method}`)?.(params);
      else if (error === undefined) this.answers.get(id)?.resolve(result);
      else this.answers.get(id)?.reject(new Error(`${error.message}`));
      this.answers.delete(id);
    }
  }

  private fail(error: Error): void {
    for (const { reject } of this.answers.values()) reject(error);
    this.answers.clear();
  }
}

/** One page: what it asked the network for, what it complained about, and what stands in it. */
export class BrowserPage {
  /** Addresses that were asked for, the page's own first. */
  readonly requests: string[] = [];
  /** Errors and warnings of scripts, of the console and of the browser. */
  readonly complaints: string[] = [];

  constructor(
    private readonly call: (method: string, params?: object) => Promise<any>,
    private readonly on: (method: string, listener: Listener) => void,
  ) {}

  async prepare({ width, height, dark }: Required<PageOptions>): Promise<void> {
    this.on('Network.requestWillBeSent', ({ request }) => this.requests.push(request.url));
    this.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      this.complaints.push(exceptionDetails.exception?.description ?? exceptionDetails.text),
    );
    this.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error' || type === 'warning') this.complaints.push(`${type}: ${args[0]?.value}`);
    });
    this.on('Log.entryAdded', ({ entry }) => {
      if (entry.level !== 'info') this.complaints.push(entry.text);
    });
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await this.call(`${domain}.enable`);
    await this.resize(width, height);
    await this.prefer(dark ? 'dark' : 'light');
  }

  async visit(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.on('Page.loadEventFired', () => resolve()));
    await this.call('Page.navigate', { url });
    await loaded;
  }

  resize(width: number, height: number): Promise<void> {
    const mobile = width < 600;
    return this.call('Emulation.setDeviceMetricsOverride', { width, height, mobile, deviceScaleFactor: 1 });
  }

  prefer(scheme: 'light' | 'dark'): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    return this.call('Emulation.setEmulatedMedia', { features });
  }

  /** What an expression is worth in the page; promises are waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const wish = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', wish);
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  async press(key: string): Promise<void> {
    await this.call('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key,
      text: key.length === 1 ? key : undefined,
    });
    await this.call('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }

  /** Moves the mouse to each place in turn, with its button pressed from the first to the last. */
  async drag(places: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const mouse = (type: string, [x, y]: readonly [number, number]): Promise<void> =>
      this.call('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 });
    await mouse('mousePressed', places[0]!);
    for (const place of places) await mouse('mouseMoved', place);
    await mouse('mouseReleased', places.at(-1)!);
  }

  /** A picture of what is in view, or of the whole page, as PNG. */
  async screenshot({ whole = false } = {}): Promise<Buffer> {
    const wish = { format: 'png', captureBeyondViewport: whole };
    const { data } = await this.call('Page.captureScreenshot', wish);
    return Buffer.from(data, 'base64');
  }

  async pdf(): Promise<Buffer> {
    const { data } = await this.call('Page.printToPDF', { printBackground: false });
    return Buffer.from(data, 'base64');
  }
}
