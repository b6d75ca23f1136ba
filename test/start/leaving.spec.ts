import { startNode } from './scripts.js';

describe('leaving', () => {
  it('takes everything that was printed along, however much, and the exit code', async () => {
    const { code, stdout, stderr } = await startNode(`
      const { leave } = await import(scripts + '/prepare/leave.mjs');
      process.stdout.write('x'.repeat(3_000_000));
      process.stderr.write('y'.repeat(300_000));
      await leave(3);
    `).ended;
    expect([code, stdout.length, stderr.length]).toEqual([3, 3_000_000, 300_000]);
  });

  it('does not wait for a reader that has gone', async () => {
    const { code, stderr } = await startNode(`
      const { spawn } = await import('node:child_process');
      const text = \`
        const { leave } = await import(\${JSON.stringify(scripts + '/prepare/leave.mjs')});
        process.stdout.on('error', () => undefined);
        process.stdout.write('x'.repeat(3_000_000));
        await leave(0);
      \`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', (code) => process.exit(code === 0 ? 0 : 9));
    `).ended;
    expect([code, stderr]).toEqual([0, '']);
  });
});
