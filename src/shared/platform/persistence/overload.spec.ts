import { isOverload, Overloaded } from './overload.js';

const withCode = (code: string): Error => Object.assign(new Error('refused'), { code });

describe('a database without time', () => {
  it.each(['53300', '55P03', '57014', '57P03'])('is told by the code %s', (code) => {
    expect(isOverload(withCode(code))).toBe(true);
  });

  it.each(['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout'])(
    'is told by a pool that gets no connection: %s',
    (message) => {
      expect(isOverload(new Error(message))).toBe(true);
    },
  );

  it('is what work says of itself that found no time', () => {
    expect(isOverload(new Overloaded('the venue was busy'))).toBe(true);
  });

  it.each([withCode('23505'), withCode('42P01'), new Error('something else'), 'text', null])(
    'is not what %p is',
    (error) => {
      expect(isOverload(error)).toBe(false);
    },
  );
});
