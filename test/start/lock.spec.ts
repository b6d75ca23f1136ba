import { existsSync, readFileSync } from 'node:fs';
import { eventually } from '../kit/eventually.js';
import { emptyFolder, runNode, startNode, type Folder } from './scripts.js';

const HOLDING = `
  import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  const { withLock } = await import(scripts + '/prepare/lock.mjs');
  await withLock(process.env.LOCK, (lock) => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
    if (process.env.ADD) lock.add(child.pid); else child.kill();
    writeFileSync(process.env.LOCK + '.child', String(child.pid));
    return new Promise(() => setInterval(() => {}, 1000));
  });
`;
const TAKING = `
  const { withLock } = await import(scripts + '/prepare/lock.mjs');
  await withLock(process.env.LOCK, () => console.log('taken'), { onWait: (pid) => console.log('waits for', pid) });
`;
/** Fails when anybody else is inside at the same time. */
const WORKING = `
  import { closeSync, openSync, rmSync } from 'node:fs';
  const { withLock } = await import(scripts + '/prepare/lock.mjs');
  for (let round = 0; round < 3; round += 1) {
    await withLock(process.env.LOCK, async () => {
      closeSync(openSync(process.env.LOCK + '.inside', 'wx'));
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      rmSync(process.env.LOCK + '.inside');
    });
  }
`;

describe('the lock of a checkout', () => {
  let folder: Folder;
  const env = (more = {}): NodeJS.ProcessEnv => ({ ...process.env, LOCK: folder.at('lock'), ...more });
  const childOfHolder = (): Promise<string> =>
    eventually(() => existsSync(folder.at('lock.child')) && readFileSync(folder.at('lock.child'), 'utf8'));

  beforeEach(() => {
    folder = emptyFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('lets one in at a time, and is gone afterwards', async () => {
    const ends = await Promise.all([1, 2, 3].map(() => runNode(WORKING, env())));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ends.map(() => ({ code: 0, stderr: '' })),
    );
    expect(existsSync(folder.at('lock'))).toBe(false);
  });

  it('keeps others waiting while its holder lives, and opens when the holder is killed', async () => {
    const holder = startNode(HOLDING, env());
    await childOfHolder();
    const other = startNode(TAKING, env());
    await eventually(() => other.output().includes('waits'));
    expect(other.output()).toBe(`waits for ${holder.pid}\n`);
    holder.kill('SIGKILL');
    expect((await other.ended).stdout).toBe(`waits for ${holder.pid}\ntaken\n`);
  });

  it('stays closed while a child of its killed holder still works', async () => {
    const holder = startNode(HOLDING, env({ ADD: 'yes' }));
    const child = Number(await childOfHolder());
    holder.kill('SIGKILL');
    await holder.ended;
    const other = startNode(TAKING, env());
    await eventually(() => other.output().includes('waits'));
    expect(other.output()).not.toContain('taken');
    process.kill(child, 'SIGKILL');
    expect((await other.ended).stdout).toContain('taken');
  });

  it('is not fooled by a living process that got the id of a dead holder', async () => {
    folder.write('lock', { token: 'old', owners: [{ pid: process.pid, born: 'long ago' }] });
    expect((await runNode(TAKING, env())).stdout).toBe('taken\n');
  });
});
