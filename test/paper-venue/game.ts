import { tellPhase } from '../../src/modules/exchange/application/paper/tell-phase.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { lineOf, type Seat } from './direct-fold.js';
import { gamble, type Occasion } from './gambler.js';
import { START, type Stage, type ToldRecord } from './stage.js';

/** Opens accounts and books; again changes nothing. */
export async function seat(stage: Stage, seats: readonly Seat[], cash: string): Promise<void> {
  for (const { accountId, symbol, leverage, marginMode } of seats) {
    await stage.openAccount(accountId, cash);
    const prepared = await stage.prepare(accountId, symbol, leverage, marginMode);
    expect(prepared.ok).toBe(true);
  }
}

/** Plays to the end of the feed through store and desk; `answered` is called before each account's orders go out. */
export async function play(
  stage: Stage,
  seed: number,
  seats: readonly Seat[],
  answered: () => void = () => undefined,
): Promise<void> {
  // What the last step caused may not have been answered when the process died.
  let { step } = await stage.venue.prepare();
  for (;;) {
    for (const occasion of occasionsOf(await stage.told(step - 1, step), seats)) {
      answered();
      const { accountId, symbol } = occasion;
      const operations = gamble(seed, occasion);
      if (operations.length === 0) continue;
      await stage.desk.submit({ accountId, symbol, operations, deadline: epochMs(8e15) });
    }
    const told = await stage.venue.take(tellPhase);
    if (told === null) return;
    step = stage.venue.position!.step;
  }
}

function occasionsOf(told: readonly ToldRecord[], seats: readonly Seat[]): readonly Occasion[] {
  return told.flatMap(({ type, data }): readonly Occasion[] => {
    if (type === 'candles') {
      const { candle } = data.candles[0]!;
      const name = `close ${(candle.openTime - START) / 60_000}`;
      return [...seats]
        .sort((a, b) => (a.accountId + a.symbol < b.accountId + b.symbol ? -1 : 1))
        .map(({ accountId, symbol }) => ({ accountId, symbol, name, price: candle.close, tradeId: null }));
    }
    if (type === 'passed') return [];
    const { accountId, symbol } = data;
    return data.executions.flatMap((execution) => {
      if (execution.kind !== 'filled') return [];
      const { tradeId, price } = execution;
      return [{ accountId, symbol, name: `trade ${tradeId.split('/').at(-1)!}`, price, tradeId }];
    });
  });
}

/** Every fill ever told, in order. */
export async function fillsOf(stage: Stage): Promise<readonly string[]> {
  return (await stage.told(-1)).flatMap(({ type, data }) =>
    type !== 'executions'
      ? []
      : data.executions.flatMap((execution) =>
          execution.kind === 'filled'
            ? [
                lineOf(
                  data.accountId,
                  data.symbol,
                  execution,
                  execution.clientOrderId,
                  execution.price,
                  execution.size,
                ),
              ]
            : [],
        ),
  );
}
