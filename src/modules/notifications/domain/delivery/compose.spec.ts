import fc from 'fast-check';
import { plainText } from './body.js';
import { compose, COUNTED_FROM, cut, LONGEST_TEXT, SINGLE_UP_TO, type WaitingNews } from './compose.js';

const news = (number: number, more: Partial<WaitingNews> = {}): WaitingNews => ({
  ...{ number, kind: 'order-filled', rank: 3, text: { ko: `체결 ${number}`, en: `fill ${number}` } },
  ...more,
});
const many = (count: number, more: Partial<WaitingNews> = {}): readonly WaitingNews[] =>
  Array.from({ length: count }, (_, index) => news(index + 1, more));

describe('the next message for a chat', () => {
  it('is one piece of news, with its number, while few wait', () => {
    const { spans, taken } = compose(many(SINGLE_UP_TO), 'ko');
    expect([plainText(spans), taken]).toEqual(['#1 체결 1', 1]);
  });

  it('is as many lines as fit when more wait', () => {
    const { spans, taken } = compose(many(5), 'en');
    expect(plainText(spans)).toBe('#1 fill 1\n#2 fill 2\n#3 fill 3\n#4 fill 4\n#5 fill 5');
    expect(taken).toBe(5);
  });

  it('counts by kind what nobody would read', () => {
    const waiting = [...many(COUNTED_FROM), news(99, { kind: 'position-opened' })];
    const { spans, taken } = compose(waiting, 'en');
    expect(taken).toBe(COUNTED_FROM + 1);
    expect(plainText(spans)).toBe(
      '61 messages (#1-#99)\n· fills: 60\n· positions opened: 1\nEach of them is in the list of notifications.',
    );
    expect(plainText(compose(waiting, 'ko').spans)).toMatch(/^알림 61건 \(#1~#99\)\n· 체결: 60\n/);
  });

  it('never mixes what is critical with the rest, and never only counts it', () => {
    const urgent = many(COUNTED_FROM + 5, { rank: 1 });
    const first = compose([...urgent, ...many(10)], 'en');
    expect(plainText(first.spans)).toContain('#65 fill 65');
    expect(first.taken).toBe(urgent.length);
    expect(compose([news(7, { rank: 1 }), ...many(100)], 'en').taken).toBe(1);
  });

  it('always takes some of it, always fits, and tells every number that it took and does not count', () => {
    const one = fc.record({
      rank: fc.integer({ min: 1, max: 4 }),
      length: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6_000 })),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 90 }), (described) => {
        const waiting = described
          .map(({ rank, length }, index) =>
            news(index + 1, { rank, text: { ko: '가'.repeat(length), en: '😀'.repeat(length / 2) } }),
          )
          .sort((left, right) => left.rank - right.rank);
        for (const language of ['ko', 'en'] as const) {
          const { spans, taken } = compose(waiting, language);
          const text = plainText(spans);
          expect(taken).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
          expect(text.isWellFormed()).toBe(true);
          if (taken >= COUNTED_FROM) continue;
          for (const { number } of waiting.slice(0, taken)) expect(text).toContain(`#${number} `);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a text that is too long', () => {
  it('is cut, and says so', () => {
    expect(plainText(cut([{ text: 'abc', style: 'bold' }, { text: 'defgh' }], 6))).toBe('abcde…');
    expect(cut([{ text: 'abc' }], 3)).toEqual([{ text: 'abc' }]);
  });
});
