import { isRole, mayCall } from './roles.js';

describe('roles', () => {
  it.each([
    ['viewer', ['viewer']],
    ['trader', ['viewer', 'trader']],
    ['admin', ['viewer', 'trader', 'admin']],
  ] as const)('a %s may call what is declared for %j', (role, levels) => {
    const allowed = (['viewer', 'trader', 'admin'] as const).filter((level) => mayCall(role, level));
    expect(allowed).toEqual(levels);
  });

  it('are three words and nothing else', () => {
    expect(['viewer', 'trader', 'admin'].every(isRole)).toBe(true);
    expect(['public', 'ADMIN', '', null, undefined, 1, ['admin'], 'toString'].some(isRole)).toBe(false);
  });
});
