import { checkMachine } from '../../src/cli/commands/doctor/machine.js';
import { diagnose } from '../../src/cli/commands/doctor/run.js';
import { databaseFindings } from '../../src/cli/commands/doctor/services.js';
import type { Finding } from '../../src/cli/commands/doctor/finding.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../kit/postgres.js';

const GIB = 1024 ** 3;
const machine = { nodeVersion: '24.1.0', cores: 4, memory: 8 * GIB, free: 2 * GIB, disk: 50 * GIB };
const database = { version: '18.4', latencyMs: 0.4, aheadMs: 3, pending: [], unknown: [] };
const states = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));

describe('the doctor', () => {
  let place: TestDatabase | null = null;
  afterEach(() => place?.drop());

  it.each([
    ['a good machine', {}, { node: 'ok', memory: 'ok', disk: 'ok' }],
    ['an old Node', { nodeVersion: '20.18.3' }, { node: 'failed', memory: 'ok', disk: 'ok' }],
    ['the oldest Node that does', { nodeVersion: '20.19.0' }, { node: 'ok', memory: 'ok', disk: 'ok' }],
    ['little memory', { memory: GIB / 2 }, { node: 'ok', memory: 'warning', disk: 'ok' }],
    ['a full disk', { disk: GIB / 10 }, { node: 'ok', memory: 'ok', disk: 'failed' }],
    ['a disk that tells nothing', { disk: null }, { node: 'ok', memory: 'ok', disk: 'warning' }],
  ])('judges %s', (_what, change, expected) => {
    expect(states(checkMachine({ ...machine, ...change }))).toEqual(expected);
  });

  it.each([
    ['a good database', {}, { database: 'ok', migrations: 'ok', clock: 'ok' }],
    ['a slow one', { latencyMs: 80 }, { database: 'warning', migrations: 'ok', clock: 'ok' }],
    ['an older one', { pending: ['0012_x'] }, { database: 'ok', migrations: 'warning', clock: 'ok' }],
    ['a newer one', { unknown: ['9999_x'] }, { database: 'ok', migrations: 'failed', clock: 'ok' }],
    ['one of another time', { aheadMs: -2_500 }, { database: 'ok', migrations: 'ok', clock: 'failed' }],
  ])('judges %s', (_what, change, expected) => {
    expect(states(databaseFindings({ ...database, ...change }))).toEqual(expected);
  });

  it('says of everything that is not right what to do', () => {
    const wrong = [
      ...checkMachine({ ...machine, nodeVersion: '18.0.0', memory: 1, disk: 1 }),
      ...databaseFindings({ ...database, latencyMs: 99, aheadMs: 9_999, unknown: ['x'] }),
    ];
    expect(wrong.filter(({ state, fix }) => state !== 'ok' && (fix ?? '') === '')).toEqual([]);
    expect(wrong.every(({ state }) => state !== 'ok')).toBe(true);
  });

  it('looks at a real database, migrated or empty, and changes nothing', async () => {
    place = await createTestDatabase();
    expect(states(await diagnose({ DATABASE_URL: place.url }))).toMatchObject({
      ...{ configuration: 'ok', database: expect.stringMatching(/ok|warning/), migrations: 'ok' },
      ...{ clock: 'ok', queue: 'ok' },
    });
    await place.drop();
    place = await createEmptyDatabase();
    expect(states(await diagnose({ DATABASE_URL: place.url })).migrations).toBe('warning');
    expect(states(await diagnose({ DATABASE_URL: place.url })).migrations).toBe('warning');
  });

  it('names what is wrong in the configuration, one by one, and what would be allowed', async () => {
    const findings = await diagnose({ PORT: 'many', TB_FEDE: 'x' });
    expect(findings.filter(({ check }) => check === 'configuration')).toEqual([
      expect.objectContaining({ state: 'failed', says: expect.stringContaining('TB_FEDE') }),
      expect.objectContaining({ state: 'failed', fix: 'allowed: a whole number 0..65535' }),
    ]);
  });

  it('says in one line why a server cannot be used, without its password', async () => {
    const findings = await diagnose({
      DATABASE_URL: 'postgresql://me:a-secret-password@127.0.0.1:1/none',
      REDIS_URL: 'redis://:another-secret@127.0.0.1:1',
    });
    expect(states(findings)).toMatchObject({ database: 'failed', queue: 'failed' });
    const text = JSON.stringify(findings);
    expect(text).toContain('ECONNREFUSED');
    expect(text).not.toMatch(/a-secret-password|another-secret|\\n/);
  });
});
