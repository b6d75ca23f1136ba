import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What differs from run to run, as somebody would write it, and the rule that must speak. */
const OFFENDERS: readonly (readonly [code: string, rule: string])[] = [
  ['export const at = Date.now();', 'no-restricted-properties'],
  ['export const at = new Date();', 'no-restricted-syntax'],
  ['export const at = Date();', 'no-restricted-syntax'],
  ['export const luck = Math.random();', 'no-restricted-properties'],
  ['export const id = crypto.randomUUID();', 'no-restricted-globals'],
  ['export const ms = performance.now();', 'no-restricted-globals'],
  ['export const ms = process.hrtime();', 'no-restricted-globals'],
  ['export const later = (run: () => void) => setTimeout(run, 1);', 'no-restricted-globals'],
  ['export const often = (run: () => void) => setInterval(run, 1);', 'no-restricted-globals'],
  ['export const soon = (run: () => void) => setImmediate(run);', 'no-restricted-globals'],
  ['export const later = (run: () => void) => globalThis.setTimeout(run, 1);', 'no-restricted-syntax'],
  ['export const end = AbortSignal.timeout(5);', 'no-restricted-properties'],
  ["export const answer = fetch('https://venue');", 'no-restricted-globals'],
];

/** Ways in that only adapters have; strategies' shells and leases keep their adapters in the same folder. */
const IMPORTS: readonly (readonly [code: string, rule: string])[] = [
  ["import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();", 'no-restricted-imports'],
  [
    "import { setTimeout as wait } from 'node:timers/promises';\nexport const slept = wait(1);",
    'no-restricted-imports',
  ],
  ["import { Pool } from 'pg';\nexport const pool = new Pool();", 'no-restricted-imports'],
  ["import { v4 } from 'uuid';\nexport const id: unknown = v4();", 'no-restricted-imports'],
];

const MODULE_FILES = [
  'src/modules/orders/application/order-sender.ts',
  'src/modules/orders/domain/order-life.ts',
  'src/modules/hyper-rsi/application/hyper-rsi-strategy.ts',
];
const SHELL_FILES = ['src/shared/platform/strategy/decider.ts', 'src/shared/platform/bus/record/loop.ts'];
const ADAPTER = 'src/modules/orders/outbound/pg-client-ids.ts';

function speakingRules(cases: readonly { file: string; code: string }[]): readonly (readonly string[])[] {
  const answer = execFileSync('node', [join(__dirname, 'lint-planted.mjs')], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  return JSON.parse(answer) as string[][];
}

const plant = (files: readonly string[], offenders: typeof OFFENDERS) =>
  files.flatMap((file) => offenders.map(([code, rule]) => ({ file: join(process.cwd(), file), code, rule })));

describe('raw clocks, luck, ids and timers', () => {
  const planted = [
    ...plant(MODULE_FILES, [...OFFENDERS, ...IMPORTS]),
    ...plant(SHELL_FILES, OFFENDERS),
  ] as const;
  const spared = plant([ADAPTER], [...OFFENDERS, ...IMPORTS]);
  let said: readonly (readonly string[])[];
  beforeAll(() => (said = speakingRules([...planted, ...spared])), 60_000);

  it('are refused wherever decisions are made', () => {
    const unseen = planted.filter(({ rule }, index) => !said[index]!.includes(rule));
    expect(unseen).toEqual([]);
  });

  it('are let through in adapters, so that the rule and not the parser has spoken', () => {
    const banned = said
      .slice(planted.length)
      .flat()
      .filter((rule) => rule.startsWith('no-restricted-'));
    expect(banned).toEqual([]);
  });
});
