import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { PresetNameTaken, PresetStore, type AfterPreset, type Preset } from '../ports/preset-store.port.js';
import { changePreset, createPreset, MAX_PRESETS, type PresetParts } from './save-preset.js';

/** Presets in memory; `before` runs just before a write, as another person's request would. */
class MemoryPresets extends PresetStore {
  readonly presets = new Map<string, Preset>();
  before: () => void = () => undefined;

  override list = (userId: string, after: AfterPreset | null, limit: number) =>
    Promise.resolve(
      [...this.presets.values()]
        .filter((preset) => preset.userId === userId && (after === null || preset.name > after.name))
        .slice(0, limit),
    );
  override find = (userId: string, id: string) => {
    const found = this.presets.get(id);
    return Promise.resolve(found?.userId === userId ? found : null);
  };
  override findByName = (userId: string, name: string) =>
    Promise.resolve(
      [...this.presets.values()].find((one) => one.userId === userId && one.name === name) ?? null,
    );
  override count = (userId: string) =>
    Promise.resolve([...this.presets.values()].filter((one) => one.userId === userId).length);
  override remove = (_tx: unknown, _userId: string, id: string) => Promise.resolve(this.presets.delete(id));

  override async create(_tx: unknown, preset: Preset): Promise<void> {
    this.before();
    if ((await this.findByName(preset.userId, preset.name)) !== null) throw new PresetNameTaken();
    this.presets.set(preset.id, preset);
  }

  override async replace(_tx: unknown, preset: Preset): Promise<boolean> {
    this.before();
    const named = await this.findByName(preset.userId, preset.name);
    if (named !== null && named.id !== preset.id) throw new PresetNameTaken();
    if (this.presets.get(preset.id)?.version !== preset.version - 1) return false;
    this.presets.set(preset.id, preset);
    return true;
  }
}

function parts(): PresetParts & { readonly store: MemoryPresets } {
  let count = 0;
  return {
    store: new MemoryPresets(),
    unitOfWork: { run: (work) => work({} as never) },
    ids: { next: () => `preset-${(count += 1)}` },
    clock: { now: () => epochMs(1_000) },
  };
}

const named = (name: string, settings: object = {}) => ({ userId: 'u', name, settings: settings as never });

describe('presets', () => {
  it('keep settings complete, and answer the same one to the same question', async () => {
    const desk = parts();
    const made = await createPreset(desk, named('a', { leverage: '7' }));
    expect(made).toMatchObject({ ok: true, value: { version: 1, settings: { leverage: 7, rsiLength: 14 } } });
    expect(await createPreset(desk, named('a', { leverage: 7 }))).toEqual(made);
    expect(await createPreset(desk, named('a', { leverage: 8 }))).toMatchObject({
      error: { code: 'name-taken' },
    });
  });

  it('of a spot symbol are read as spot, and a hedge waits for an account that can have one', async () => {
    const desk = parts();
    const spot = await createPreset(desk, named('spot', { symbol: 'BTC/USDT' }));
    expect(spot).toMatchObject({ value: { settings: { direction: 'long', leverage: 1 } } });
    const hedged = await createPreset(desk, named('hedged', { hedge: { enabled: true } }));
    expect(hedged).toMatchObject({ ok: true });
    const both = await createPreset(desk, named('both', { symbol: 'BTC/USDT', hedge: { enabled: true } }));
    expect(both).toMatchObject({ error: { code: 'settings-refused' } });
  });

  it('two who ask for a name at once get the one that is there, or are told that it is taken', async () => {
    const desk = parts();
    const faster = (settings: object) => {
      desk.store.before = () => {
        desk.store.before = () => undefined;
        desk.store.presets.set('other', { ...stored, settings: { ...stored.settings, ...settings } });
      };
    };
    const first = await createPreset(desk, named('a'));
    if (!first.ok) throw new Error(first.error.code);
    const stored = { ...first.value, id: 'other', name: 'b' };
    faster({});
    expect(await createPreset(desk, named('b'))).toMatchObject({ ok: true, value: { id: 'other' } });
    desk.store.presets.delete('other');
    faster({ leverage: 2 });
    expect(await createPreset(desk, named('b'))).toMatchObject({ error: { code: 'name-taken' } });
  });

  it('are not changed over a change of somebody else', async () => {
    const desk = parts();
    await createPreset(desk, named('a'));
    const change = { ...named('a', { leverage: 2 }), id: 'preset-1', version: 1 };
    desk.store.before = () => {
      const stored = desk.store.presets.get('preset-1')!;
      desk.store.presets.set('preset-1', { ...stored, version: 2 });
    };
    expect(await changePreset(desk, change)).toMatchObject({ error: { code: 'conflict' } });
    expect(await changePreset(desk, { ...change, id: 'preset-9' })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await changePreset(desk, { ...change, settings: { margin: 0 } })).toMatchObject({
      error: { code: 'settings-refused' },
    });
  });

  it(`are at most ${MAX_PRESETS} per person`, async () => {
    const desk = parts();
    for (let index = 0; index < MAX_PRESETS; index += 1) await createPreset(desk, named(`p${index}`));
    expect(await createPreset(desk, named('more'))).toMatchObject({
      error: { code: 'too-many-presets', details: { count: MAX_PRESETS, most: MAX_PRESETS } },
    });
    expect(await createPreset(desk, { ...named('more'), userId: 'somebody else' })).toMatchObject({
      ok: true,
    });
  });
});
