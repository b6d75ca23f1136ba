import { ManualClock } from '../kit/manual-clock.js';
import { sql } from '../../src/shared/platform/persistence/sql.js';
import { Auditor } from '../../src/shared/platform/audit/auditor.js';
import { Books } from '../../src/shared/platform/audit/books.port.js';
import {
  AuditSources,
  type AuditScope,
  type Breach,
  type Invariant,
} from '../../src/shared/platform/audit/invariant.js';

const INVARIANT: Invariant = { number: 'I1', says: 'a sum that is wrong', broken: () => sql`SELECT 1` };
const BREACH: Breach = { number: 'I1', says: 'a sum that is wrong', rows: 2, concerned: [] };

class ScriptedBooks extends Books {
  readonly scopes: AuditScope[] = [];
  found: readonly Breach[] = [];
  down = false;

  override async breaches(_: readonly Invariant[], scope: AuditScope): Promise<readonly Breach[]> {
    if (this.down) throw new Error('no connection');
    this.scopes.push(scope);
    return this.found;
  }
}

describe('the auditor', () => {
  const setUp = () => {
    const books = new ScriptedBooks();
    const clock = new ManualClock();
    const sources = new AuditSources();
    const told: (readonly Breach[])[] = [];
    const alarms: string[] = [];
    const failures: unknown[] = [];
    const found = async (breaches: readonly Breach[]): Promise<void> => void told.push(breaches);
    sources.register({ module: 'orders', invariants: [INVARIANT], found });
    const auditor = new Auditor({
      ...{ sources, books, clock },
      alarm: (message) => void alarms.push(message),
      failed: (error) => void failures.push(error),
    });
    return { auditor, books, told, alarms, failures };
  };

  it('looks at everything first, then at what is recent, and at everything again after an hour', async () => {
    const { auditor, books } = setUp();
    for (let look = 0; look < 61; look += 1) await auditor.audit();
    expect(books.scopes.filter((scope) => scope === 'whole')).toHaveLength(2);
    expect([books.scopes[0], books.scopes[1], books.scopes[60]]).toEqual(['whole', 'recent', 'whole']);
  });

  it('tells the module what does not hold, and that everything does; only the first is an alarm', async () => {
    const { auditor, books, told, alarms } = setUp();
    await auditor.audit();
    books.found = [BREACH];
    await auditor.audit();
    expect(told).toEqual([[], [BREACH]]);
    expect(alarms).toEqual(['the books break what must hold']);
    expect(auditor.found).toMatchObject([{ source: { module: 'orders' }, breaches: [BREACH] }]);
  });

  it('that cannot read says so, tells nobody that all is well, and keeps what it found last', async () => {
    const { auditor, books, told, failures } = setUp();
    books.found = [BREACH];
    await auditor.audit();
    books.down = true;
    await auditor.audit();
    expect(failures).toEqual([new Error('no connection')]);
    expect(told).toEqual([[BREACH]]);
    expect(auditor.found[0]!.breaches).toEqual([BREACH]);
    books.down = false;
    await auditor.audit();
    // The look that failed was none: the next one is the second.
    expect(books.scopes).toEqual(['whole', 'recent']);
  });
});
