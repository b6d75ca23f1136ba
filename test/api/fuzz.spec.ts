import fc from 'fast-check';
import { operationsOf, type Operation } from './document.js';
import { requests, type FuzzedRequest } from './fuzzer.js';
import { furnish, idsAt } from './things.js';
import { MASTER_KEY, SECRET, WholeProgram, type Answer } from './whole.js';

/** `FUZZ_REQUESTS=20000 FUZZ_SEED=7` for the long check; a seed that failed is printed and fails again. */
const COUNT = Number(process.env.FUZZ_REQUESTS ?? '200');
const SEED = Number(process.env.FUZZ_SEED ?? '20260101');
const LONGEST_MS = 5_000;

jest.setTimeout(120_000 + COUNT * 60);

/** Everything of the session goes with these: who is signed out cannot ask any more. */
const ENDING = new Set(['Auth_logout', 'Sessions_endAll']);

describe('requests made by luck', () => {
  let program: WholeProgram;
  beforeAll(async () => {
    program = await WholeProgram.boot({ TB_REQUESTS_PER_MINUTE: '1000000', TB_FEED_SPEED: '5' });
  });
  afterAll(() => program.close());

  it(`are answered as the document says, quickly, and without a secret: ${COUNT} of seed ${SEED}`, async () => {
    const anna = await program.person('anna');
    const ben = await program.person('ben');
    const tokens = [
      ...[anna.token, ben.token],
      ...[(await program.person('vera', 'viewer')).token, (await program.person('admin', 'admin')).token],
    ];
    const things = await furnish(program, anna);
    const ids = [anna.accountId, ...Object.values(things), ben.accountId, ben.userId, 'nothing'];
    const operations = operationsOf(program.document).filter(({ id }) => !ENDING.has(id));
    const secrets = [...tokens, SECRET, MASTER_KEY, ...keysIn(operations)];
    const statuses = new Map<number, number>();
    const started = process.memoryUsage().rss;

    const send = async ({ operation, url, body, headers, as }: FuzzedRequest): Promise<void> => {
      const began = performance.now();
      const answer = await program.ask(operation.method, url, {
        ...{ body, headers, as: as === null ? undefined : tokens[as] },
      });
      const where = { route: `${operation.method} ${operation.path}`, status: answer.status };
      expect({ ...where, fast: performance.now() - began < LONGEST_MS }).toEqual({ ...where, fast: true });
      // A sign-in may find its queue full; nothing else is ever busy with one request at a time.
      const failed =
        answer.status < 500 ? [] : program.lines.filter((line) => line.includes('request failed'));
      expect({ ...where, failed }).toEqual({ ...where, failed: [] });
      expect(answer.status).toBeLessThan(500);
      expect({ ...where, documented: isDocumented(operation.responses, answer) }).toEqual({
        ...{ ...where, documented: true },
      });
      expect({ ...where, leaks: leaksIn(answer, secrets) }).toEqual({ ...where, leaks: [] });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    };
    await fc.assert(
      fc.asyncProperty(
        requests(operations, ids, tokens.length, (path) => idsAt(things, path)),
        send,
      ),
      {
        ...{ numRuns: COUNT, seed: SEED, endOnFailure: true },
      },
    );

    // Luck that is refused at the door says nothing of the rooms behind it.
    const good = [...statuses].reduce((sum, [status, count]) => sum + (status < 300 ? count : 0), 0);
    expect(good / COUNT).toBeGreaterThan(0.1);
    expect(process.memoryUsage().rss - started).toBeLessThan(600 * 1024 * 1024);
    expect(program.lines.filter((line) => line.includes('request failed'))).toEqual([]);
    expect(leaksInText(program.lines.join(''), secrets)).toEqual([]);
    const ready = await program.ask('GET', '/ready');
    expect(ready.status).toBe(200);
  });
});

/** What the examples of bodies have for keys of an exchange. */
const keysIn = (operations: readonly Operation[]): readonly string[] =>
  operations.flatMap(({ body = {} }) =>
    ['apiKey', 'apiSecret', 'passphrase'].flatMap((name) => (name in body ? [String(body[name])] : [])),
  );

/** Statuses that the router and the parser answer before any route is known. */
const BEFORE_ROUTES = [400, 404, 405, 414, 415, 431];

function isDocumented(responses: Record<string, unknown>, { status, body }: Answer): boolean {
  if (String(status) in responses) return true;
  return BEFORE_ROUTES.includes(status) && typeof body?.code === 'string';
}

const PRIVATE = [
  [/\$argon2/, 'a hash of a password'],
  [/\bat [\w.<>]+ \(?(?:file:|node:|\/)/, 'a stack'],
  [
    /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.{0,80}\b(?:users|orders|platform|positions)\./,
    'a statement',
  ],
  [/node_modules|\.ts:\d+/, 'a path of the program'],
] as const;

const leaksIn = ({ text, headers }: Answer, secrets: readonly string[]): readonly string[] =>
  leaksInText(`${text}\n${JSON.stringify(headers)}`, secrets);

const leaksInText = (text: string, secrets: readonly string[]): readonly string[] => [
  ...PRIVATE.flatMap(([shape, what]) => (shape.test(text) ? [what] : [])),
  ...secrets.flatMap((secret, index) => (text.includes(secret) ? [`secret ${index}`] : [])),
];
