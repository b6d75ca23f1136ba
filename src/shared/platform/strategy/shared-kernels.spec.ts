import type { Terms } from './instance.js';
import { SharedKernels } from './shared-kernels.js';
import type { BoundKernel } from './strategy.port.js';

const terms = { run: 1, leverage: 2 } as Terms;

describe('kernels', () => {
  test('are one for equal settings under equal terms, and others for anything else', () => {
    let bound = 0;
    const kernels = new SharedKernels({ bind: () => ({ bound: (bound += 1) }) as unknown as BoundKernel });
    const first = kernels.bind({ every: 1 }, terms);
    expect(kernels.bind({ every: 1 }, { ...terms })).toBe(first);
    expect(kernels.bind({ every: 2 }, terms)).not.toBe(first);
    expect(kernels.bind({ every: 1 }, { ...terms, run: 2 })).not.toBe(first);
    expect(bound).toBe(3);
  });

  test('what cannot be bound is tried again each time', () => {
    const kernels = new SharedKernels({
      bind: () => {
        throw new RangeError('refused settings');
      },
    });
    for (let turn = 0; turn < 2; turn += 1) expect(() => kernels.bind({}, terms)).toThrow('refused settings');
  });
});
