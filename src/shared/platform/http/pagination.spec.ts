import fc from 'fast-check';
import { decodeCursor, encodeCursor, pageOf } from './pagination.js';

const position = fc.array(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme', maxLength: 50 })), {
  maxLength: 4,
});

describe('cursors', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(position, (at) => {
        expect(decodeCursor('orders', encodeCursor('orders', at))).toEqual({ ok: true, value: at });
      }),
    );
  });

  it('are refused after any change of one character', () => {
    fc.assert(
      fc.property(
        position,
        fc.nat(),
        fc.constantFrom('A', 'b', '0', '_', ' ', '=', '%'),
        (at, index, character) => {
          const cursor = encodeCursor('orders', at);
          const place = index % cursor.length;
          fc.pre(cursor[place] !== character);
          const changed = cursor.slice(0, place) + character + cursor.slice(place + 1);
          expect(decodeCursor('orders', changed)).toMatchObject({
            ok: false,
            error: { code: 'invalid-cursor' },
          });
        },
      ),
    );
  });

  it('of another list, cut off or of any other text are refused', () => {
    expect(decodeCursor('fills', encodeCursor('orders', [1])).ok).toBe(false);
    expect(decodeCursor('orders', encodeCursor('orders', [1]).slice(0, -1)).ok).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor('orders', text).ok).toBe(false);
      }),
    );
  });
});

describe('a page', () => {
  const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
  const idOf = ({ id }: { id: number }): [number] => [id];

  it('has a next one when more rows were read than it holds', () => {
    const page = pageOf('orders', rows, 2, idOf);
    expect(page.items).toEqual(rows.slice(0, 2));
    expect(decodeCursor('orders', page.nextCursor!)).toEqual({ ok: true, value: [2] });
  });

  it('is the last one otherwise, also when it is full or empty', () => {
    expect(pageOf('orders', rows, 3, idOf).nextCursor).toBeNull();
    expect(pageOf('orders', [], 3, idOf)).toEqual({ items: [], nextCursor: null });
  });
});
