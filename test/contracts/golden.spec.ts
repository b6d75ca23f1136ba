import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { JsonObject } from '../../src/shared/pure/json.js';
import { Message, type MessageClass } from '../../src/shared/pure/messages/message.js';
import { typeErrors } from './golden-check.js';

const MODULES = 'src/modules';
const GOLDEN = join(__dirname, 'golden');

/** A message class as somebody sees it who has read its data from a column. */
interface AnyMessageClass extends Pick<MessageClass, 'type' | 'lane'> {
  new (data: JsonObject): Message & { readonly key?: unknown };
}

interface Contract {
  readonly file: string;
  readonly className: string;
  readonly Class: AnyMessageClass;
}

interface Golden {
  readonly type: string;
  readonly data: JsonObject;
}

const contractFiles = readdirSync(MODULES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/contracts\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => join(MODULES, path))
  .sort();

async function contractsIn(file: string): Promise<Contract[]> {
  const exported = (await import(join(process.cwd(), file))) as Record<string, unknown>;
  return Object.entries(exported)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Message)
    .map(([className, value]) => ({ file, className, Class: value as AnyMessageClass }));
}

const goldens = new Map<string, Golden>(
  readdirSync(GOLDEN)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')) as Golden]),
);

describe('the contracts between modules', () => {
  let contracts: Contract[];

  beforeAll(async () => {
    contracts = (await Promise.all(contractFiles.map(contractsIn))).flat();
  });

  it('have a golden file for every message, named by its wire name, and no other', () => {
    expect([...goldens.keys()].sort()).toEqual(contracts.map(({ Class }) => Class.type).sort());
    expect([...goldens].filter(([name, { type }]) => name !== type)).toEqual([]);
  });

  it('serialise a message made from golden data to the same JSON', () => {
    const changed = contracts
      .filter(({ Class }) => goldens.has(Class.type))
      .map(({ Class }) => ({ Class, data: goldens.get(Class.type)!.data }))
      .filter(({ Class, data }) => JSON.stringify(new Class(data)) !== JSON.stringify(data));
    expect(changed.map(({ Class }) => Class.type)).toEqual([]);
  });

  it('carry a key on every message that is ordered or replaced by key', () => {
    const keyless = contracts
      .filter(({ Class }) => Class.lane !== 'ask' && goldens.has(Class.type))
      .filter(({ Class }) => {
        const { key } = new Class(goldens.get(Class.type)!.data);
        return typeof key !== 'string' || key === '' || key.includes('undefined');
      });
    expect(keyless.map(({ Class }) => Class.type)).toEqual([]);
  });

  it('have exactly the members of their golden data, with their types', () => {
    const cases = contracts
      .filter(({ Class }) => goldens.has(Class.type))
      .map(({ file, className, Class }) => ({
        name: Class.type,
        file,
        className,
        data: goldens.get(Class.type)!.data,
      }));
    const wrong = [...typeErrors(cases)].filter(([, errors]) => errors.length > 0);
    expect(Object.fromEntries(wrong)).toEqual({});
  });
});

describe('the golden check', () => {
  const good = {
    id: 'sample-1',
    at: 1_700_000_000_000,
    side: 'buy',
    price: null,
    note: 'all members are given',
    fills: [{ size: '0.5' }],
    cause: { kind: 'user', by: 'somebody' },
  };
  const without = (member: keyof typeof good): object =>
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== member));
  const variants: readonly (readonly [title: string, data: object, error: RegExp | null])[] = [
    ['is content with what fits', good, null],
    ['misses a member', without('side'), /'side' is missing/],
    ['misses an optional member', without('note'), /'note' is missing/],
    ['sees a surplus member', { ...good, extra: 1 }, /'"?extra"?' does not exist/],
    [
      'sees a surplus member deep inside',
      { ...good, fills: [{ size: '1', fee: '0' }] },
      /'"?fee"?' does not exist/,
    ],
    ['sees a number for a text', { ...good, id: 7 }, /'number' is not assignable to type 'string'/],
    ['sees a text for a number', { ...good, at: '1' }, /'string' is not assignable to type 'number'/],
    ['sees a word that is no choice', { ...good, side: 'hold' }, /"hold"' is not assignable/],
    ['sees a form that is not in the union', { ...good, cause: { kind: 'user' } }, /'by' is missing/],
    ['sees null where a value must be', { ...good, fills: null }, /'null' is not assignable/],
  ];
  const errors = typeErrors(
    variants.map(([name, data]) => ({ name, file: 'test/contracts/sample.ts', className: 'Sample', data })),
  );

  it.each(variants)('%s', (name, _data, error) => {
    const found = errors.get(name)!;
    expect(found).toHaveLength(error === null ? 0 : 1);
    if (error !== null) expect(found[0]).toMatch(error);
  });
});
