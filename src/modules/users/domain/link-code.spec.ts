import { epochMs } from '../../../shared/pure/time/epoch.js';
import { codeEnd, linkCode, typedCode } from './link-code.js';

describe('a code that links', () => {
  it('is short enough to type and has no characters that look alike', () => {
    let next = 0;
    const code = linkCode((bound) => (next = (next + 7) % bound));
    expect(code).toMatch(/^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){2}$/);
    expect(code).not.toMatch(/[01ilo]/);
  });

  it('is the same however a keyboard has written it', () => {
    expect(typedCode(' K7wq m2XT-9hcd\n')).toBe(typedCode('k7wq-m2xt-9hcd'));
  });

  it('holds for ten minutes', () => {
    expect(codeEnd(epochMs(0))).toBe(600_000);
  });
});
