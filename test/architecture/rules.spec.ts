import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Offence {
  readonly rule: string;
  readonly file: string;
  readonly line?: number;
  readonly detail: string;
}

interface Offender {
  readonly name: string;
  /** Lines of its files that are marked with the word `offends`, as `file:line`. */
  readonly marks: readonly string[];
  /** What the checks say of its files. */
  readonly caught: readonly Offence[];
  /** What they say when the rules of all offenders of its tree are taken away. */
  readonly unseen: readonly Offence[];
  /** What they say of files that no offender of its tree touched. */
  readonly strays: readonly Offence[];
}

interface Answer {
  readonly rules: readonly { readonly name: string; readonly reason: string }[];
  readonly project: readonly Offence[];
  readonly minimal: readonly Offence[];
  readonly offenders: readonly Offender[];
  readonly pairs: readonly {
    readonly one: string;
    readonly other: string;
    readonly query: boolean;
    readonly event: boolean;
  }[];
}

const OFFENDERS = readdirSync(join(__dirname, 'offenders'));

/** The table of the design, written down a second time: a change of the map must be meant twice. */
const ASKS: Readonly<Record<string, string>> = {
  users: '',
  exchange: '',
  'market-data': 'exchange',
  orders: 'exchange',
  positions: 'exchange orders',
  'hyper-rsi': 'exchange market-data orders positions',
  grid: 'exchange market-data orders positions',
  notifications: 'exchange grid hyper-rsi market-data orders positions users',
};
const HEARS: Readonly<Record<string, string>> = {
  users: '',
  exchange: 'users',
  'market-data': 'exchange',
  orders: 'exchange positions users',
  positions: 'exchange market-data orders',
  'hyper-rsi': 'market-data orders positions users',
  grid: 'market-data orders positions users',
  notifications: 'exchange grid hyper-rsi market-data orders positions users',
};

describe('the rules of the architecture', () => {
  let answer: Answer;

  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(__dirname, 'plant.mjs')], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    answer = JSON.parse(output) as Answer;
  }, 120_000);

  const offender = (name: string): Offender => answer.offenders.find((each) => each.name === name)!;

  it('hold in this program', () => {
    expect(answer.project).toEqual([]);
  });

  it('pass a project that uses every open door', () => {
    expect(answer.minimal).toEqual([]);
  });

  it('have each a reason and an offender, and every offender a rule', () => {
    expect(answer.rules.map(({ name }) => name).sort()).toEqual([...OFFENDERS].sort());
    expect(answer.rules.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it('report nothing but what was planted', () => {
    expect(answer.offenders.flatMap(({ strays }) => strays)).toEqual([]);
  });

  describe.each(OFFENDERS)('%s', (name) => {
    it('catches its offender, on the marked lines and with no other rule', () => {
      const { caught, marks } = offender(name);
      expect(caught).not.toEqual([]);
      expect(caught.filter(({ rule }) => rule !== name)).toEqual([]);
      const lines = caught
        .filter(({ line }) => line !== undefined)
        .map(({ file, line }) => `${file}:${line}`);
      if (marks.length > 0) expect([...new Set(lines)].sort()).toEqual([...marks].sort());
    });

    it('is the only one that does: without it the offender passes unseen', () => {
      expect(offender(name).unseen).toEqual([]);
    });
  });

  it('name every offence of an offender that no line can show', () => {
    const details = (name: string): string[] =>
      offender(name).caught.map(({ file, detail }) => `${file} ${detail}`);
    expect(details('the-map-is-sound').sort()).toEqual([
      'tools/architecture/map.mjs asks in a circle: orders -> positions -> orders',
      'tools/architecture/map.mjs the schema of grid has another owner',
      'tools/architecture/map.mjs users hears "weather", which is no other module',
    ]);
    expect(details('every-module-has-its-rooms').sort()).toEqual([
      'src/modules/grid/outbound/ is missing or empty',
      'src/modules/orders/helpers/ is none of the rooms',
    ]);
    expect(details('modules-stand-on-the-map')).toEqual(['src/modules/weather is not on the map']);
    expect(details('module-pages-are-fresh')).toHaveLength(2);
    expect(details('file-roles-match-their-message')).toContain(
      'src/modules/orders/contracts/queries/list-nothing.query.ts holds no query',
    );
  });

  describe.each(Object.keys(ASKS))('%s', (one) => {
    const open = (door: 'query' | 'event'): string =>
      answer.pairs
        .filter((pair) => pair.one === one && pair[door])
        .map(({ other }) => other)
        .sort()
        .join(' ');

    it('may ask exactly those it asks', () => {
      expect(open('query')).toBe(ASKS[one]);
    });

    it('may know the events of exactly those it hears or asks', () => {
      const known = new Set(
        [...ASKS[one]!.split(' '), ...HEARS[one]!.split(' ')].filter((name) => name !== ''),
      );
      expect(open('event')).toBe([...known].sort().join(' '));
    });
  });
});
