import { Logger } from '@nestjs/common';
import { RewrapCredentials } from '../../src/modules/exchange/contracts/commands/rewrap-credentials.command.js';
import { KeyAccountStore } from '../../src/modules/exchange/application/ports/key-account-store.port.js';
import { secretForms } from '../../src/shared/platform/telemetry/secret-forms.js';
import { KeyRing } from '../../src/shared/platform/vault/key-ring.js';
import { createTestDatabase, Program, type TestDatabase } from '../kit/in-process-program.js';
import { signedIn } from '../kit/signed-in.js';

const OLD_KEY = 'the-master-key-that-was-there-first';
const NEW_KEY = 'the-master-key-that-comes-after-it';
const ACCOUNTS = '/exchange-accounts';
/** Nothing else in the program looks like these. */
const CANARIES = {
  apiKey: 'CANARYkeyQx7Zp2Vt9Lm4',
  apiSecret: 'CANARYsecretWy8+Kd/3Rn=6',
  passphrase: 'CANARY pass Hb5&Jc',
};
const okx = (more: object = {}) => ({ venue: 'okx', label: 'Main', ...CANARIES, ...more });
const start = (place: TestDatabase, env: Record<string, string>) =>
  Program.start(place, { TB_DEMO: 'off', ...env });

/** How often a secret shows in a text, in any form, or by its first eight characters. */
const shows = (text: string): readonly string[] =>
  Object.values(CANARIES).flatMap((secret) =>
    [
      ...secretForms(secret, 8),
      secret.slice(0, 8),
      Buffer.from(secret).toString('base64').slice(0, 10),
    ].filter((form) => text.includes(form)),
  );

describe('keys of exchange accounts', () => {
  let place: TestDatabase;
  let program: Program;

  beforeAll(async () => {
    place = await createTestDatabase();
    program = await start(place, { TB_MASTER_KEY: OLD_KEY });
  }, 60_000);
  afterAll(async () => {
    await program.stop();
    await place.drop();
  });
  afterEach(() => program.rows('DELETE FROM exchange.key_account'));

  const add = (userId: string, body: object = okx()) => program.ask('POST', ACCOUNTS, userId, body);

  test('are taken once, shown masked, and never answered', async () => {
    const { status, body } = await add('u-1');
    expect([status, body]).toEqual([
      201,
      {
        ...{ id: expect.any(String), venue: 'okx', label: 'Main', environment: 'live', keyHint: '…9Lm4' },
        positionMode: null,
        createdAt: expect.any(String),
      },
    ]);
    const answers = [
      await program.ask('GET', ACCOUNTS, 'u-1'),
      await program.ask('GET', `${ACCOUNTS}/${body.id}`, 'u-1'),
      await program.ask('POST', `${ACCOUNTS}/${body.id}/verify`, 'u-1'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(shows(JSON.stringify([body, answers]))).toEqual([]);
    expect(answers[0]!.body.items).toEqual([body]);
    expect(answers[2]!.body.ready).toBe(false);
    expect(new Set(answers[2]!.body.checks.map(({ verdict }: { verdict: string }) => verdict))).toEqual(
      new Set(['not-verified']),
    );
  });

  test('are nobody else’s: another person finds no account, and changes none', async () => {
    const { body } = await add('u-1');
    const asked = [
      await program.ask('GET', `${ACCOUNTS}/${body.id}`, 'u-2'),
      await program.ask('DELETE', `${ACCOUNTS}/${body.id}`, 'u-2'),
      await program.ask('POST', `${ACCOUNTS}/${body.id}/verify`, 'u-2'),
      await program.ask('GET', `${ACCOUNTS}/${body.id}/balances`, 'u-2'),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await program.ask('GET', ACCOUNTS, 'u-2')).body.items).toEqual([]);
    expect((await program.ask('DELETE', `${ACCOUNTS}/${body.id}`, 'u-1')).status).toBe(204);
    expect((await program.rows('SELECT 1 FROM exchange.credential')).rows).toEqual([]);
    expect((await program.ask('DELETE', `${ACCOUNTS}/${body.id}`, 'u-1')).status).toBe(404);
  });

  test('are stored once in an installation, whoever has them and however many try at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, index) => add(`u-${index}`, okx({ label: `try ${index}` }))),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(tries.find(({ status }) => status === 409)!.body.code).toBe('key-in-use');
    // The same word at another venue is another key.
    expect((await add('u-1', { ...okx(), venue: 'bitget' })).status).toBe(201);
  });

  test('are twenty for a person, also when they come together', async () => {
    const tries = await Promise.all(
      Array.from({ length: 24 }, (_, index) => add('u-1', okx({ apiKey: `another-key-of-mine-${index}` }))),
    );
    expect(tries.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(tries.find(({ status }) => status !== 201)).toMatchObject({
      status: 422,
      body: { code: 'too-many-accounts' },
    });
  });

  test.each([
    [okx({ passphrase: undefined }), 422],
    [okx({ venue: 'upbit' }), 422],
    [okx({ venue: 'ftx' }), 400],
    [okx({ venue: 'paper' }), 400],
    [okx({ apiKey: 'has spaces in it' }), 400],
    [okx({ apiSecret: ['a', 'b'] }), 400],
    [okx({ userId: 'u-2' }), 400],
    [okx({ id: 'chosen' }), 400],
  ])('are refused as %#, without repeating them', async (body, status) => {
    const answer = await add('u-1', body);
    expect(answer.status).toBe(status);
    expect(shows(JSON.stringify(answer.body))).toEqual([]);
    expect((await program.rows('SELECT 1 FROM exchange.key_account')).rows).toEqual([]);
  });

  test('are not a viewer’s to give', async () => {
    const token = await signedIn(program.app, 'vera', 'viewer');
    const headers = { authorization: `Bearer ${token}` };
    const answer = await program.app.inject({
      method: 'POST',
      url: `/api/v1${ACCOUNTS}`,
      headers,
      payload: okx(),
    });
    expect(answer.statusCode).toBe(403);
  });

  test('show nowhere: not in rows, queues, logs, errors, metrics or the description of the API', async () => {
    await add('u-1');
    await add('u-1', okx({ apiSecret: `${CANARIES.apiSecret} ` }));
    new Logger('Venue').error(
      new Error(`GET /v5?apiKey=${CANARIES.apiKey}&sign=${CANARIES.apiSecret} failed`),
    );
    new Logger('Venue').warn({ message: 'odd', headers: { 'OK-ACCESS-PASSPHRASE': CANARIES.passphrase } });
    const { rows: tables } = await program.rows(`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
    const dump: string[] = [];
    for (const { name } of tables as { name: string }[]) {
      const { rows } = await program.rows(`SELECT t::text AS row FROM ${name} t`);
      dump.push(...(rows as { row: string }[]).map(({ row }) => row));
    }
    expect(dump.join('\n')).toContain('…9Lm4');
    expect(
      (tables as { name: string }[]).some(
        ({ name }) => name.startsWith('bullmq') || name.includes('queue') || name.includes('job'),
      ),
    ).toBe(true);
    const pages = await Promise.all(
      ['/metrics', '/openapi.json', '/ready'].map(
        async (url) => (await program.app.inject({ method: 'GET', url })).payload,
      ),
    );
    expect(pages.every((page) => page.length > 100)).toBe(true);
    expect(shows(dump.join('\n'))).toEqual([]);
    expect(shows(program.lines.join('\n'))).toEqual([]);
    expect(program.lines.join('\n')).toContain('[redacted]');
    expect(shows(pages.join('\n'))).toEqual([]);
  });

  test('cannot be read from a row that was moved to another person', async () => {
    const mine = (await add('u-1')).body.id;
    const theirs = (await add('u-2', okx({ apiKey: 'the-key-of-somebody-else' }))).body.id;
    const { rows } = await program.rows(`
      SELECT sealed FROM exchange.credential WHERE account_id = '${mine}' AND field = 'api-secret'`);
    const [{ sealed }] = rows as [{ sealed: Buffer }];
    const ring = program.app.get(KeyRing);
    const at = (userId: string, accountId: string) => ({
      userId,
      accountId,
      venue: 'okx',
      field: 'api-secret',
    });
    expect(ring.open(at('u-1', mine), sealed)).toBe(CANARIES.apiSecret);
    expect(() => ring.open(at('u-2', theirs), sealed)).toThrow('cannot be opened');
  });
});

describe('the master key of an installation', () => {
  let place: TestDatabase;

  beforeEach(async () => {
    place = await createTestDatabase();
  });
  afterEach(() => place.drop());

  const withKeys = async (
    env: Record<string, string>,
    work: (program: Program) => Promise<void>,
  ): Promise<void> => {
    const program = await start(place, env);
    try {
      await work(program);
    } finally {
      await program.stop();
    }
  };
  const opened = async (program: Program): Promise<number> => {
    const { rows } = await program.rows(`
      SELECT a.id, a.user_id, a.venue, c.field, c.sealed FROM exchange.credential c
      JOIN exchange.key_account a ON a.id = c.account_id`);
    const ring = program.app.get(KeyRing);
    for (const { id, user_id, venue, field, sealed } of rows as Record<string, any>[]) {
      const text = ring.open({ userId: user_id, accountId: id, venue, field }, sealed);
      expect(text.length).toBeGreaterThan(4);
    }
    return rows.length;
  };

  test('is changed while everything stays readable, broken off anywhere, and the old one is needed until the end', async () => {
    const both = { TB_MASTER_KEY: NEW_KEY, TB_MASTER_KEY_OLD: OLD_KEY };
    await withKeys({ TB_MASTER_KEY: OLD_KEY }, async (program) => {
      for (let count = 0; count < 5; count += 1)
        expect(
          (await program.ask('POST', ACCOUNTS, 'u-1', okx({ apiKey: `the-key-number-${count}` }))).status,
        ).toBe(201);
    });
    await expect(start(place, { TB_MASTER_KEY: NEW_KEY })).rejects.toMatchObject({
      code: 'master-key-missing',
    });
    await withKeys(both, async (program) => {
      expect(await opened(program)).toBe(15);
      const [store, ring] = [program.app.get(KeyAccountStore), program.app.get(KeyRing)];
      // Four at a time, and then the power goes.
      const { PgUnitOfWork } = await import('../../src/shared/platform/persistence/pg-unit-of-work.js');
      const unitOfWork = new PgUnitOfWork({
        ...{ pool: program.database.pool('trade'), committed: () => undefined },
        context: () => ({ correlationId: 'c' as never, causationId: null, userId: null, step: null }),
        outbox: () => {
          throw new Error('nothing is told');
        },
      });
      await unitOfWork.run((tx) => store.rewrap(tx, ring.sealingId!, 4, (blob) => ring.rewrap(blob)));
      const cut = unitOfWork.run(async (tx) => {
        await store.rewrap(tx, ring.sealingId!, 4, (blob) => ring.rewrap(blob));
        throw new Error('the power is gone');
      });
      await expect(cut).rejects.toThrow('the power is gone');
      expect(await opened(program)).toBe(15);
    });
    await expect(start(place, { TB_MASTER_KEY: NEW_KEY })).rejects.toMatchObject({
      code: 'master-key-missing',
    });
    await withKeys(both, async (program) => {
      expect(await program.bus.ask(new RewrapCredentials({}))).toMatchObject({ rewrapped: 11 });
      expect(await program.bus.ask(new RewrapCredentials({}))).toMatchObject({ rewrapped: 0 });
    });
    await withKeys({ TB_MASTER_KEY: NEW_KEY }, async (program) => expect(await opened(program)).toBe(15));
    await expect(start(place, { TB_MASTER_KEY: OLD_KEY })).rejects.toMatchObject({
      code: 'master-key-missing',
    });
  }, 120_000);

  test('that is gone, or whose mark does not open, stops the start in words', async () => {
    await withKeys({ TB_MASTER_KEY: OLD_KEY }, async (program) => {
      await program.ask('POST', ACCOUNTS, 'u-1', okx());
      const { rows } = await program.rows('SELECT canary FROM exchange.vault');
      const canary = Buffer.from((rows as [{ canary: Buffer }])[0].canary);
      canary[canary.length - 1]! ^= 1;
      await program.database.pool('api').query('UPDATE exchange.vault SET canary = $1', [canary]);
    });
    await expect(start(place, {})).rejects.toMatchObject({ code: 'master-key-missing' });
    await expect(start(place, { TB_MASTER_KEY: OLD_KEY })).rejects.toMatchObject({
      code: 'master-key-wrong',
    });
  }, 60_000);

  test('of which there is none takes no keys, and everything else works', async () => {
    await withKeys({}, async (program) => {
      const answer = await program.ask('POST', ACCOUNTS, 'u-1', okx());
      expect(answer).toMatchObject({ status: 503, body: { code: 'vault-closed' } });
      expect((await program.ask('GET', ACCOUNTS, 'u-1')).status).toBe(200);
    });
  }, 60_000);
});
