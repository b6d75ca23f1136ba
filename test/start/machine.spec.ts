import { emptyFolder, runNode, script } from './scripts.js';

const debian = { nodeVersion: '20.19.0', platform: 'linux', arch: 'x64', libc: 'glibc' };

describe('the machine the program starts on', () => {
  it('is told in one sentence, by a process of that version, that its Node is too old', async () => {
    const { code, stdout } = await runNode(`
      const { unsupported } = await import(scripts + '/prepare/machine.mjs');
      Object.defineProperty(process.versions, 'node', { value: '20.18.3' });
      const { thisMachine } = await import(scripts + '/prepare/machine.mjs');
      console.log(unsupported(thisMachine()));
    `);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'TradingBoost needs Node 20.19 or later and this is Node 20.18.3: install a newer Node and run the command again.\n',
    );
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.0.0'])('may run Node %s', async (nodeVersion) => {
    const { unsupported } = await script('prepare/machine.mjs');
    expect(unsupported({ ...debian, nodeVersion })).toBeNull();
  });

  it.each(['8.17.0', '18.20.8', '20.9.0', '20.18.99'])('may not run Node %s', async (nodeVersion) => {
    const { unsupported } = await script('prepare/machine.mjs');
    expect(unsupported({ ...debian, nodeVersion })).toContain(`this is Node ${nodeVersion}`);
  });

  it.each([
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
  ])('may be %s on %s', async (platform, arch) => {
    const { unsupported } = await script('prepare/machine.mjs');
    expect(unsupported({ ...debian, platform, arch })).toBeNull();
  });

  it.each([
    ['win32', 'x64'],
    ['freebsd', 'x64'],
    ['linux', 'ppc64'],
  ])('may not be %s on %s, and the sentence names what would do', async (platform, arch) => {
    const { unsupported } = await script('prepare/machine.mjs');
    expect(unsupported({ ...debian, platform, arch })).toBe(
      `TradingBoost runs on Linux with glibc and on macOS (x64, arm64) and this is ${platform} ${arch}: on Windows use WSL, elsewhere Docker.`,
    );
  });

  it('may not be a Linux with musl, which the loader of its Node betrays', async () => {
    const { libcOf, unsupported } = await script('prepare/machine.mjs');
    const folder = emptyFolder();
    folder.write('node', '\x7fELF\0\0/lib/ld-musl-x86_64.so.1\0');
    expect(unsupported({ ...debian, libc: libcOf(folder.at('node')) })).toContain('musl (Alpine)');
    folder.remove();
  });

  it('is supported where this test runs', async () => {
    const { thisMachine, unsupported } = await script('prepare/machine.mjs');
    expect(unsupported(thisMachine())).toBeNull();
  });
});
