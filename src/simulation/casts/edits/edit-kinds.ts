import type { JsonObject } from '../../../shared/pure/json.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import type { StrategyKind } from '../../../shared/pure/strategy/instance.js';
import type { Instance } from '../../../shared/platform/strategy/instance.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { adjustGrid } from '../../../modules/grid/application/adjust.js';
import { askGrid } from '../../../modules/grid/application/pause.js';
import { startGrid } from '../../../modules/grid/application/start-checks.js';
import type { Draws } from '../../kernel/draws.js';
import { USER } from '../../world/cast.js';

/** A bot as a person has looked at it, who then thinks. */
export interface SeenBot {
  readonly instance: Instance;
  /** The settings it was made with; an edit names what it changes of them. */
  readonly settings: JsonObject;
}

/** What a person has made up their mind to do. */
export interface Edit {
  /** Version of the settings that it goes by (If-Match); null where the person does not care. */
  readonly ifVersion: number | null;
  readonly command: (shell: StrategyShell) => Promise<Result<unknown, Refusal>>;
}

/** One way in which a running bot can be edited, by its name. */
export interface EditKind {
  readonly name: string;
  readonly of: (seen: SeenBot, draws: Draws) => Edit;
}

/** Settings that a person may think of; some are refused, always or while the bot runs. */
const HYPER_RSI_CHANGES: readonly JsonObject[] = [
  { margin: '60' },
  { margin: '140' },
  { direction: 'long' },
  { direction: 'short' },
  { stopLoss: { enabled: true, unit: 'percent', value: '0.8' } },
  { stopLoss: { enabled: false, unit: 'percent', value: '0.8' } },
  { pyramidingLimit: 1 },
  { rsiLength: 5 },
  { oversold: '40', overbought: '60' },
  { takeProfits: [{ enabled: true, unit: 'percent', value: '0.4', share: '100' }] },
  { cooldownSec: 120 },
  { leverage: 3 },
  { margin: 'much' },
];

const GRID_CHANGES: readonly JsonObject[] = [
  { lower: '95' },
  { upper: '106' },
  { lower: '98.5', upper: '101.5' },
  { levels: 5 },
  { levels: 12 },
  { investment: '300' },
  { investment: '700' },
  { stopLoss: { unit: 'percent', value: '20' } },
  { takeProfit: { unit: 'amount', value: '40' } },
  { trailingUp: '110' },
  { mode: 'long' },
  { lower: '200' },
];

const settings = (changes: readonly JsonObject[]): EditKind => ({
  name: 'settings',
  of: ({ instance: { id, settingsVersion }, settings: made }, draws) => {
    const ifVersion = draws.chance('if the version matches', 0.6) ? settingsVersion : null;
    const document = { ...made, ...draws.pick('new settings', changes) };
    return { ifVersion, command: (shell) => shell.change(USER, id, document, ifVersion) };
  },
});

const remove: EditKind = {
  name: 'delete',
  of: ({ instance: { id } }) => ({ ifVersion: null, command: (shell) => shell.delete(USER, id) }),
};

const close: EditKind = {
  name: 'close',
  of: ({ instance: { id } }, draws) => {
    const side = draws.pick('side that is closed', [null, null, 'long', 'short'] as const);
    const percent = draws.pick('how much is closed', ['100', '50', '12.5']);
    const asked = { userId: USER, instanceId: id, side, percent };
    return { ifVersion: null, command: (shell) => shell.closePosition(asked) };
  },
};

const adjust: EditKind = {
  name: 'adjust',
  of: ({ instance: { id } }, draws) => {
    const data = { userId: USER, instanceId: id, settings: draws.pick('adjusted settings', GRID_CHANGES) };
    return { ifVersion: null, command: (shell) => adjustGrid(shell, data) };
  },
};

const pause: EditKind = {
  name: 'pause',
  of: ({ instance: { id } }, draws) => {
    const orders = draws.chance('orders of a paused grid', 0.5) ? 'keep' : 'cancel';
    const asked = { userId: USER, instanceId: id, asked: { kind: 'pause-asked', orders } } as const;
    return { ifVersion: null, command: (shell) => askGrid(shell, asked) };
  },
};

const goOn: EditKind = {
  name: 'continue',
  of: ({ instance: { id } }) => {
    const asked = { userId: USER, instanceId: id, asked: { kind: 'continue-asked' } } as const;
    return { ifVersion: null, command: (shell) => askGrid(shell, asked) };
  },
};

const start: EditKind = {
  name: 'start',
  of: ({ instance: { id } }) => ({ ifVersion: null, command: (shell) => startGrid(shell, USER, id) }),
};

/** What a bot that is gone has kept there: nobody else can be asked to close it. */
const closeKept: EditKind = {
  name: 'close-kept',
  of: ({ instance: { id, accountId, symbol } }, draws) => {
    const requestKey = `kept ${draws.whole('request of a person', 1, 1_000_000_000)}`;
    const lane = { userId: USER, accountId, symbol };
    const all = { position: null, size: null } as const;
    return {
      ifVersion: null,
      command: async ({ parts: { bus, world } }) => {
        const kept = await bus.ask(new world.kept({ userId: USER, lane: { accountId, symbol } }));
        const other = kept.find(({ instanceId, closing }) => instanceId !== id && !closing);
        return other === undefined
          ? err(refusal('position-closed', 'nothing is kept there'))
          : bus.ask(new world.closeKept({ ...lane, ...all, instanceId: other.instanceId, requestKey }));
      },
    };
  },
};

/** What the routes of each strategy let a person do to a bot, besides starting and stopping it; often what happens often. */
export const EDIT_KINDS: Readonly<Record<StrategyKind, readonly EditKind[]>> = {
  'hyper-rsi': [settings(HYPER_RSI_CHANGES), settings(HYPER_RSI_CHANGES), close, close, closeKept, remove],
  grid: [settings(GRID_CHANGES), adjust, adjust, pause, goOn, goOn, start, closeKept, remove],
};
