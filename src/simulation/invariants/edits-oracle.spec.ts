import type { Instance } from '../../shared/platform/strategy/instance.js';
import { MoveGate } from '../../modules/orders/contracts/commands/move-gate.command.js';
import type { RowChange } from '../store/memory-database.js';
import { EditsOracle } from './edits-oracle.js';

const BEFORE = {
  ...{ id: 'i-1', name: 'Demo', state: 'running', settings: { lower: '97' }, settingsVersion: 3, epoch: 5 },
} as unknown as Instance;
const EDITED = { ...BEFORE, settings: { lower: '95' }, settingsVersion: 4 };
const ADJUSTED = { ...EDITED, epoch: 6 };

const instance = (after: Instance | undefined, before: Instance | undefined = BEFORE): RowChange => ({
  ...{ table: 'instance', key: 'i-1', before, after },
});
const kernel = (after: object): RowChange => ({
  ...{ table: 'kernel_state', key: 'i-1' },
  before: { settings: { lower: '97' }, settingsVersion: 3, state: {} },
  after,
});
const reaction = (cause: object, correlationId = 'edit 1'): RowChange => ({
  ...{ table: 'reaction', key: 'r-1', before: undefined },
  after: { instanceId: 'i-1', correlationId, cause },
});
const told = (kind: string, settings: object = { lower: '95' }, settingsVersion = 4): RowChange =>
  reaction({ kind, settingsVersion, record: { settings } });
const NEWER = kernel({ settings: { lower: '95' }, settingsVersion: 4, state: {} });

/** Whether what was committed together breaks anything, with the gates that were told before. */
function found(changes: readonly RowChange[], epochs: readonly number[] = []): readonly string[] {
  const broken: string[] = [];
  const oracle = new EditsOracle((invariant) => broken.push(invariant));
  for (const epoch of epochs)
    oracle.recorded({ type: MoveGate.type, source: 'grid' }, { instanceId: 'i-1', epoch, open: true });
  oracle.committed('grid', changes);
  return broken;
}

const WHOLE = 'an edit is there as a whole or not at all';
const EPOCH = 'I12 whatever changes the rules of a running bot begins an epoch';

describe('edits, as they are committed', () => {
  it('may be new settings that wait, or an adjustment with its epoch, its gate and its kernel', () => {
    expect(found([instance(EDITED), told('settings-changed')])).toEqual([]);
    expect(found([NEWER, instance(ADJUSTED), told('adjust-asked')], [6])).toEqual([]);
  });

  it.each([
    ['settings without a version', [instance({ ...EDITED, settingsVersion: 3 }), told('settings-changed')]],
    ['a version without a word', [instance(EDITED)]],
    [
      'a version that was passed over',
      [instance({ ...EDITED, settingsVersion: 5 }), told('settings-changed')],
    ],
    ['other settings than are told', [instance(EDITED), told('settings-changed', { lower: '96' })]],
    ['two of them in one', [instance(EDITED), told('settings-changed'), told('settings-changed')]],
    ['a bot that runs and is gone', [instance(undefined)]],
  ])('are never half there: %s', (_, changes) => {
    expect(found(changes)).toEqual([WHOLE]);
  });

  it('turn the epoch when a kernel goes on by them, and tell the gate of it', () => {
    expect(found([NEWER])).toEqual([EPOCH]);
    expect(found([NEWER, instance(EDITED), told('adjust-asked')])).toEqual([EPOCH]);
    expect(found([NEWER, instance(ADJUSTED), told('adjust-asked')])).toEqual([EPOCH]);
    expect(found([instance({ ...BEFORE, state: 'stopping' })], [6])).toEqual([EPOCH]);
  });

  it('may take away a bot that does not run', () => {
    expect(found([instance(undefined, { ...BEFORE, state: 'stopped' })])).toEqual([]);
  });
});

describe('what was answered to an edit', () => {
  function answered(isThere: boolean, ifVersion: number | null, code: string | null): readonly string[] {
    const broken: string[] = [];
    const oracle = new EditsOracle((invariant) => broken.push(invariant));
    if (isThere) oracle.committed('grid', [instance(EDITED), told('settings-changed')]);
    oracle.answered('edit 1', 'settings', ifVersion, code);
    return broken;
  }

  it('is what has become of it', () => {
    expect(answered(true, null, null)).toEqual([]);
    expect(answered(true, 3, null)).toEqual([]);
    expect(answered(false, 3, 'precondition-failed')).toEqual([]);
    // It was done, and the bot is gone since.
    expect(answered(true, null, 'not-found')).toEqual([]);
  });

  it('is wrong when it was refused and is there, or done and is not', () => {
    expect(answered(true, null, 'conflict')).toEqual([WHOLE]);
    expect(answered(false, null, null)).toEqual([WHOLE]);
  });

  it('is wrong when it wrote over a version that nobody had seen', () => {
    expect(answered(true, 2, null)).toEqual([WHOLE]);
  });
});
