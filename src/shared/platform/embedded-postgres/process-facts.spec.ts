import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromPs, processFacts } from './process-facts.js';

describe('facts about a process', () => {
  test('this process lives, with the command that started it', async () => {
    const facts = await processFacts(process.pid);
    expect(facts).toMatchObject({ zombie: false });
    expect(facts?.command).toContain('jest');
    expect(facts?.startMark).not.toBe('');
  });

  test('ps tells the same story where there is no /proc', async () => {
    const facts = await fromPs(process.pid);
    expect(facts).toMatchObject({ zombie: false });
    expect(facts?.command).toContain('jest');
    expect(Number.isNaN(Date.parse(facts?.startMark ?? ''))).toBe(false);
  });

  test('two processes have two start marks, one process always the same', async () => {
    const other = spawn('/bin/sh', ['-c', 'read line']);
    const first = await processFacts(other.pid ?? 0);
    expect(await processFacts(other.pid ?? 0)).toEqual(first);
    expect(first?.startMark).not.toBe((await processFacts(process.pid))?.startMark);
    other.stdin.end();
    await once(other, 'exit');
  });

  test('a process that ended is nobody', async () => {
    const other = spawn('/bin/sh', ['-c', 'exit 0']);
    await once(other, 'exit');
    expect(await processFacts(other.pid ?? 0)).toBeNull();
    expect(await fromPs(other.pid ?? 0)).toBeNull();
  });
});
