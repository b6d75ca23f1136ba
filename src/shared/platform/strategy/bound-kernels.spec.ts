import { BoundKernels } from './bound-kernels.js';
import type { Binding } from './decision-store.port.js';
import type { Terms } from './instance.js';
import type { BoundKernel } from './strategy.port.js';

const terms = { run: 1, leverage: 2 } as Terms;
const running: Binding = { id: 'i', epoch: 1, settingsVersion: 1, settings: { every: 1 }, terms };
const asked: Binding = { ...running, epoch: 2 };

const opened = (): BoundKernels =>
  new BoundKernels({ bind: (settings) => ({ settings }) as unknown as BoundKernel });

describe('the kernels of a process', () => {
  test('a transaction that may be undone finds its kernel and changes none', () => {
    const kernels = opened();
    const bound = kernels.bind(running);
    expect(kernels.within(asked)).toBe(bound);
    expect(kernels.of(running)).toBe(bound);
    expect(kernels.of(asked)).toBeNull();
  });

  test('a kernel is that of one epoch and one version of the settings', () => {
    const kernels = opened();
    kernels.bind(running);
    kernels.bind({ ...asked, settings: { every: 2 } });
    expect(kernels.of(running)).toBeNull();
    expect(kernels.of(asked)).toMatchObject({ settings: { every: 2 } });
  });
});
