import { StreamEvent } from '../../pure/messages/message.js';
import { eventually } from '../../../../test/kit/eventually.js';
import { LocalStreams } from './local-streams.js';

class Tick extends StreamEvent<{ readonly symbol: string; readonly price: number }> {
  static readonly type = 'test.tick.v1';
  override get key(): string {
    return this.data.symbol;
  }
}

const tick = (symbol: string, price: number): Tick => new Tick({ symbol, price });

describe('the stream lane', () => {
  test('publishing never waits: nobody is called before the publisher goes on', async () => {
    const streams = new LocalStreams();
    const seen: number[] = [];
    streams.subscribe(Tick, ({ data }) => void seen.push(data.price));
    streams.publish(tick('BTC', 1));
    expect(seen).toEqual([]);
    await eventually(() => seen.length === 1);
  });

  test('a slow reader gets the newest value of each key and none in between', async () => {
    const streams = new LocalStreams();
    const seen: string[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    streams.subscribe(Tick, async ({ data }) => {
      seen.push(`${data.symbol}${data.price}`);
      if (seen.length === 1) await gate;
    });
    streams.publish(tick('BTC', 1));
    await eventually(() => seen.length === 1);
    for (let price = 2; price <= 100; price += 1) streams.publish(tick('BTC', price));
    streams.publish(tick('ETH', 7));
    release();
    await eventually(() => seen.length === 3);
    expect(seen).toEqual(['BTC1', 'BTC100', 'ETH7']);
  });

  test('a reader that throws goes on with the next value and disturbs no other reader', async () => {
    const streams = new LocalStreams();
    const seen: number[] = [];
    streams.subscribe(Tick, ({ data }) => {
      if (data.price === 1) throw new Error('bad tick');
      seen.push(data.price);
    });
    streams.subscribe(Tick, ({ data }) => void seen.push(data.price * 10));
    streams.publish(tick('BTC', 1));
    await eventually(() => seen.length === 1);
    streams.publish(tick('BTC', 2));
    await eventually(() => seen.length === 3);
    expect(seen.sort((a, b) => a - b)).toEqual([2, 10, 20]);
  });

  test('an ended subscription hears nothing more', async () => {
    const streams = new LocalStreams();
    const seen: number[] = [];
    const end = streams.subscribe(Tick, ({ data }) => void seen.push(data.price));
    end();
    streams.publish(tick('BTC', 1));
    await Promise.resolve();
    expect(seen).toEqual([]);
  });
});
