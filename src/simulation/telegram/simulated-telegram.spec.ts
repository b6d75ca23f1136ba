import type { Sent } from '../../modules/notifications/application/ports/messenger.port.js';
import { bodyOf } from '../../modules/notifications/domain/index.js';
import { Draws } from '../kernel/draws.js';
import { Kernel } from '../kernel/kernel.js';
import { Trace } from '../kernel/trace.js';
import { FAULT_KINDS, type FaultKind } from '../process/fault-kinds.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';
import { SimulatedTelegram } from './simulated-telegram.js';

const LIFE = { name: 'p.1', alive: true } as Incarnation;

/** A bot that sends to one chat every so often, in a world in which only this may happen. */
async function written(
  { everyMs, shutAtMs = Infinity }: { readonly everyMs: number; readonly shutAtMs?: number },
  ...kinds: readonly FaultKind[]
) {
  const without = new Set(FAULT_KINDS.filter((kind) => !kinds.includes(kind)));
  const strengthIn = (seed: number): number =>
    Math.max(0, ...kinds.map((kind) => new Faults(new Draws(seed), { ...ALL_FAULTS, without }).of(kind)));
  const strongest = [...Array(100).keys()].sort((left, right) => strengthIn(right) - strengthIn(left))[0]!;
  const draws = new Draws(strongest);
  const faults = new Faults(draws, { ...ALL_FAULTS, without });
  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const kernel = new Kernel({ draws, breath, trace: new Trace(0), check: () => undefined }, 0);
  const got: string[] = [];
  const outcomes: Sent[] = [];
  const pressed: number[] = [];
  const shut = new Set<string>();
  const telegram = new SimulatedTelegram({
    ...{ kernel, draws, faults, say: () => undefined, isOver: () => kernel.nowMs > 120_000 },
    got: ({ text }) => void got.push(text),
    isShut: (address) => shut.has(address),
    answered: (_text, _life, sent) => void outcomes.push(sent),
    pressed: (_address, _life, earlyMs) => void pressed.push(earlyMs),
  });
  telegram.begin();
  for (let at = 0; at < 120_000; at += everyMs)
    kernel.after(at, 'somebody writes', () => {
      if (at >= shutAtMs) shut.add('a chat');
      void telegram.send({ address: 'a chat', body: bodyOf([{ text: `#${at} news` }]), leftAtMs: at }, LIFE);
    });
  await kernel.run(150_000);
  const of = (kind: Sent['kind']): number => outcomes.filter((one) => one.kind === kind).length;
  return { got, of, pressed, sent: outcomes.length };
}

describe('the Telegram of a world', () => {
  it('delivers everything, and says so', async () => {
    const { got, of, sent } = await written({ everyMs: 1_000 });
    expect([of('sent'), got.length]).toEqual([sent, sent]);
  });

  it('is down for a while, and takes some of what it does not answer', async () => {
    const { got, of, sent } = await written({ everyMs: 500 }, 'telegram-down');
    expect(of('unreachable')).toBeGreaterThan(0);
    expect(of('sent')).toBeGreaterThan(0);
    // Lost answers: more has arrived than anybody knows, and less than was sent.
    expect(got.length).toBeGreaterThan(of('sent'));
    expect(got.length).toBeLessThan(sent);
  });

  it('tells who has blocked the bot, and delivers nothing to them', async () => {
    const { got, of, sent } = await written({ everyMs: 1_000, shutAtMs: 60_000 });
    expect([of('sent'), of('blocked')]).toEqual([got.length, sent - got.length]);
    expect(of('blocked')).toBeGreaterThan(0);
  });

  it('asks to wait, delivers nothing until then, and sees who does not', async () => {
    const { got, of, pressed, sent } = await written({ everyMs: 1_000 }, 'telegram-429');
    expect(of('throttled')).toBeGreaterThan(0);
    expect([of('sent') + of('throttled'), of('sent')]).toEqual([sent, got.length]);
    expect(pressed.length).toBeGreaterThan(0);
    expect(Math.min(...pressed)).toBeGreaterThan(0);
  });
});
