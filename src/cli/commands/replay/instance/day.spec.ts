import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { dayOf } from './day.js';

const at = (text: string) => epochMs(Date.parse(text));
const NOW = at('2025-05-05T10:30:00Z');

describe('the day of a bot', () => {
  it('is the last one that is over by the clock of its market', () => {
    expect(dayOf(undefined, NOW)).toEqual({
      name: '2025-05-04',
      from: at('2025-05-04T00:00:00Z'),
      to: at('2025-05-05T00:00:00Z'),
    });
    expect(dayOf(undefined, at('2025-05-05T00:00:00Z')).name).toBe('2025-05-04');
  });

  it('reaches as far as the market has come when it is not over', () => {
    expect(dayOf('2025-05-05', NOW)).toMatchObject({ from: at('2025-05-05T00:00:00Z'), to: NOW });
  });

  it.each(['2025-02-30', '2025-5-4', 'yesterday', ''])('is refused when it is none: %s', (text) => {
    expect(() => dayOf(text, NOW)).toThrow('is no day');
  });

  it('is refused when the market has not come to it', () => {
    expect(() => dayOf('2025-05-06', NOW)).toThrow('has only come to 2025-05-05T10:30:00.000Z');
  });
});
