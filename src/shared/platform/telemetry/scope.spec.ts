import { currentScope, extendScope, runInScope } from './scope.js';

describe('the scope of work', () => {
  it('is kept over awaits, apart for work that runs at the same time', async () => {
    const seen = await Promise.all(
      ['a', 'b'].map((requestId) =>
        runInScope({ requestId }, async () => {
          await Promise.resolve();
          extendScope({ userId: `user of ${requestId}` });
          await Promise.resolve();
          return currentScope();
        }),
      ),
    );
    expect(seen).toEqual([
      { requestId: 'a', userId: 'user of a' },
      { requestId: 'b', userId: 'user of b' },
    ]);
    expect(currentScope()).toEqual({});
  });

  it('is extended for the innermost work only, and outside of any not at all', () => {
    extendScope({ userId: 'nobody' });
    expect(currentScope()).toEqual({});
    runInScope({ requestId: 'r' }, () => {
      runInScope({}, () => {
        extendScope({ userId: 'inner' });
      });
      expect(currentScope()).toEqual({ requestId: 'r' });
    });
  });
});
