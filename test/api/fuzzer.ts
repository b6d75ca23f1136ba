import fc from 'fast-check';
import type { Operation } from './document.js';

/** One request made by luck. */
export interface FuzzedRequest {
  readonly operation: Operation;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the tokens it is sent with; null for none. */
  readonly as: number | null;
}

/** Texts that have broken programs before. */
const NASTY = [
  ...['', ' ', '0', '-1', '1e999', 'NaN', 'null', 'undefined', '[]', '{}', 'true', '-0', '0x10', '٣'],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE users."user"; --',
    '%',
    '_',
    '\\',
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
  ],
  ...[
    '<script>alert(1)</script>',
    '=cmd|x',
    '\u0000',
    '\ud800',
    '\u202e',
    '\u{1F4A5}',
    '한글',
    'ﬀ',
    '\r\nx: y',
  ],
  ...[
    'a'.repeat(5_000),
    '9'.repeat(400),
    '1.'.repeat(200),
    '1970-01-01T00:00:00Z',
    '+275760-09-13T00:00:01Z',
  ],
  ...[
    '9999-12-31T23:59:59.999Z',
    '2025-02-30',
    '99999999999999999999',
    '0.000000000000000000001',
    '__proto__',
  ],
];

const anything = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(null, true, false, [], {}, [[]], { $ne: null }, [null]),
  fc.jsonValue({ maxDepth: 3 }),
);

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }));

/**
 * Requests to the routes of a document: right ones with some of their members changed, left out or added, to things that
 * exist, belong to somebody else or are nothing; by people of several roles, the last of whom is an admin, and by strangers.
 * @param idsAt what is found at the address of a route; most requests with an id name one of these
 */
export const requests = (
  operations: readonly Operation[],
  ids: readonly string[],
  people: number,
  idsAt: (path: string) => readonly string[],
): fc.Arbitrary<FuzzedRequest> =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      url: urlOf(operation, ids, idsAt(operation.path)),
      body: bodyOf(operation, ids),
      headers: headersOf(operation),
      as: fc.option(senderOf(operation, people), { freq: 12 }),
    }),
  );

/** Of what is for admins, half comes from one: else nearly all of it would be refused at the door. */
const senderOf = ({ access }: Operation, people: number): fc.Arbitrary<number> => {
  const anybody = fc.nat({ max: people - 1 });
  return access === 'admin' ? fc.oneof(fc.constant(people - 1), anybody) : anybody;
};

function urlOf(
  { path, parameters }: Operation,
  ids: readonly string[],
  there: readonly string[],
): fc.Arbitrary<string> {
  const right = there.length > 0 ? there : ids;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const values = fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...(name === 'venue' ? ['paper'] : right)) },
          { weight: 2, arbitrary: fc.constantFrom(...(name === 'venue' ? ['paper'] : ids)) },
          { weight: 1, arbitrary: text },
        ),
      ]),
    ),
  );
  const members = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, example, schema, required }) => ({
      name,
      value: fc.option(
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(usualOf(example ?? schema.example ?? schema.default)) },
          { weight: 1, arbitrary: fc.constantFrom(...ids) },
          { weight: 1, arbitrary: text },
        ),
        { freq: required ? 12 : 2 },
      ),
    }));
  const query = fc.tuple(...members.map(({ value }) => value));
  const stray = fc.option(fc.tuple(text, text), { freq: 1 }).filter((one) => one === null || one[0] !== '');
  return fc
    .tuple(values, query, fc.tuple(fc.nat({ max: 20 }), stray))
    .map(([filled, given, [luck, extra]]) => {
      const known = members.flatMap(({ name }, index) =>
        (given[index] ?? null) === null ? [] : [[name, given[index]]],
      );
      const all = luck === 0 && extra !== null ? [...known, extra] : known;
      const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => encoded(filled[name]!));
      const search = all.map(([name, value]) => `${encoded(name!)}=${encoded(value!)}`).join('&');
      return search === '' ? address : `${address}?${search}`;
    });
}

function bodyOf({ body }: Operation, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (body === undefined)
    return fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anything });
  const value = (name: string, usual: unknown): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(/Id$/.test(name) ? ids[0] : usual) },
      { weight: 1, arbitrary: fc.constantFrom(...ids) },
      { weight: 2, arbitrary: anything },
    );
  const members = Object.entries(body).map(([name, usual]) => [
    name,
    fc.option(value(name, usual), { freq: 9 }),
  ]);
  const changed = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>);
  const more = fc.option(fc.tuple(fc.constantFrom('userId', 'role', 'constructor', 'x'), anything), {
    freq: 1,
  });
  const whole = fc.tuple(changed, fc.nat({ max: 12 }), more).map(([made, luck, extra]) => {
    const kept = Object.fromEntries(Object.entries(made).filter(([, one]) => one !== null || luck === 1));
    return luck === 0 && extra !== null ? { ...kept, [extra[0]]: extra[1] } : kept;
  });
  return fc.oneof({ weight: 10, arbitrary: whole }, { weight: 1, arbitrary: anything });
}

function headersOf({ method, parameters }: Operation): fc.Arbitrary<Record<string, string>> {
  const edits = parameters.some(({ name }) => name === 'If-Match');
  const visible = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
  const sometimes = (likely: boolean, ...usual: readonly string[]) =>
    fc.oneof(
      { weight: likely ? 9 : 1, arbitrary: fc.constantFrom(...usual) },
      { weight: 1, arbitrary: visible },
      { weight: likely ? 1 : 10, arbitrary: fc.constant(null) },
    );
  return fc
    .record({
      'if-match': sometimes(edits, '*', '"0"', '"1"', 'W/"2"'),
      'idempotency-key': sometimes(method !== 'GET', 'a', 'b', 'c'),
      'accept-language': sometimes(false, 'ko', 'en'),
    })
    .map((made) =>
      Object.fromEntries(
        Object.entries(made).filter((entry): entry is [string, string] => entry[1] !== null),
      ),
    );
}

const usualOf = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example ?? 1);

/** Half characters cannot be part of an address; no client could send them. */
const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());
